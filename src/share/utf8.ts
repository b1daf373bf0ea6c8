/** UTF-8 in which halves of surrogate pairs stay what they are: a text comes back as it was, however broken it is. */
export function toUtf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3)
  let at = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) {
      out[at++] = code
      continue
    }
    const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
    out[at++] = ((0xff00 >> (more + 1)) & 0xff) | (code >> (more * 6))
    for (let shift = more - 1; shift >= 0; shift--) out[at++] = 0x80 | ((code >> (shift * 6)) & 0x3f)
  }
  return out.subarray(0, at)
}

/** The text of such bytes, up to where they end or stop making sense. */
export function fromUtf8(bytes: Uint8Array): string {
  const out: string[] = []
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at]!
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1
    let code = more <= 0 ? lead : lead & (0x3f >> more)
    for (let index = 1; index <= more; index++) code = (code << 6) | ((bytes[at + index] ?? 0) & 0x3f)
    const sound = more >= 0 && at + more < bytes.length && code <= 0x10ffff
    if (!sound) break
    out.push(String.fromCodePoint(code))
    at += more + 1
  }
  return out.join('')
}
