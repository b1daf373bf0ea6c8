/** Puts text on the clipboard; false where the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** Puts a PNG on the clipboard; false where the browser does not let us. It is promised, for Safari wants to be asked at once. */
export async function copyPicture(png: Promise<BlobPart>): Promise<boolean> {
  try {
    const type = 'image/png'
    await navigator.clipboard.write([new ClipboardItem({ [type]: png.then((bytes) => new Blob([bytes], { type })) })])
    return true
  } catch {
    return false
  }
}

/** A text in two forms; whoever is pasted into takes the one it knows. */
export interface Rich {
  readonly html: string
  readonly plain: string
}

/** Puts a text on the clipboard, formatted and plain. It is promised, as a picture is. */
export async function copyRich(made: Promise<Rich>): Promise<boolean> {
  const blob = async (type: string, part: keyof Rich) => new Blob([(await made)[part]], { type })
  try {
    const flavours = { 'text/html': blob('text/html', 'html'), 'text/plain': blob('text/plain', 'plain') }
    await navigator.clipboard.write([new ClipboardItem(flavours)])
    return true
  } catch {
    return copyByEvent(await made)
  }
}

/** Where there is no clipboard object: what the browser would copy is put aside for ours. */
function copyByEvent({ html, plain }: Rich): boolean {
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/html', html)
    event.clipboardData?.setData('text/plain', plain)
    event.preventDefault()
  }
  document.addEventListener('copy', give)
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', give)
  }
}

/** Pages from disk or plain HTTP have no clipboard object; a selection can still be copied. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  // Inside an open dialog nothing outside of it can be selected.
  const home = document.querySelector('dialog[open]') ?? document.body
  home.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
