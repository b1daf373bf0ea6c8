import { decode } from './decode.ts'
import { textOfPicture } from './picture.ts'

/** Beyond this a browser tab is the wrong place; the message says so. */
const LARGEST = 50 * 1024 * 1024

export interface Unread {
  readonly name: string
  readonly code: 'not-text' | 'too-big' | 'unreadable'
}

/** The text of a dropped or chosen file, gzip opened, or why there is none. */
export async function readFile(file: File): Promise<string | Pick<Unread, 'code'>> {
  if (file.size > LARGEST) return { code: 'too-big' }
  try {
    let bytes: Uint8Array<ArrayBuffer> | null = new Uint8Array(await file.arrayBuffer())
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = await inflate(bytes)
    if (bytes === null) return { code: 'too-big' }
    return decode(bytes) ?? textOfPicture(bytes) ?? { code: 'not-text' }
  } catch {
    return { code: 'unreadable' }
  }
}

/** Opens gzip, but never more than a file may have: a few bytes can claim to be terabytes. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const parts: BlobPart[] = []
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    size += value.byteLength
    if (size > LARGEST) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
}
