/** UTF-8 in which halves of surrogate pairs stay what they are: a text comes back as it was, however broken it is. */
export function toUtf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3)
  let at = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0
    if (code < 0x80) {
      out[at++] = code
      continue
    }
    if (code > 0xffff) index++
    const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
    out[at++] = ((0xff00 >> (more + 1)) & 0xff) | (code >> (more * 6))
    for (let shift = more - 1; shift >= 0; shift--) out[at++] = 0x80 | ((code >> (shift * 6)) & 0x3f)
  }
  return out.subarray(0, at)
}

/** The text of such bytes, up to where they end or stop making sense. */
export function fromUtf8(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1
    let code = more <= 0 ? lead : lead & (0x3f >> more)
    for (let index = 1; index <= more; index++) code = (code << 6) | ((bytes[at + index] ?? 0) & 0x3f)
    const sound = more >= 0 && at + more < bytes.length && code <= 0x10ffff
    if (!sound) break
    if (code > 0xffff) units[length++] = 0xd7c0 + (code >> 10)
    units[length++] = code > 0xffff ? 0xdc00 | (code & 0x3ff) : code
    at += more + 1
  }
  const parts: string[] = []
  for (let at = 0; at < length; at += CHUNK) {
    parts.push(String.fromCharCode(...units.subarray(at, Math.min(at + CHUNK, length))))
  }
  return parts.join('')
}

/** As many as every browser takes as arguments of one call. */
const CHUNK = 2 ** 13
