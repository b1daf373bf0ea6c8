const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Plain base64 is read too: a shell may have written it. */
const VALUES = new Map([...ALPHABET, '+', '/'].map((character, index) => [character, index < 64 ? index : index - 2]))

/** Bytes in the 64 characters that no address, chat or tracker changes. */
export function toBase64(bytes: Uint8Array): string {
  const out: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const count = Math.min(3, bytes.length - at) + 1
    for (let index = 0; index < count; index++) out.push(ALPHABET[(three >> (18 - index * 6)) & 63]!)
  }
  return out.join('')
}

/** The bytes that `text` stands for, up to a character that can't be; null in `broken` where all of it was read. */
export function fromBase64(text: string): { readonly bytes: Uint8Array; readonly broken: boolean } {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const character of text) {
    const value = VALUES.get(character)
    if (value === undefined) return { bytes: out.subarray(0, at), broken: true }
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[at++] = (held >> bits) & 255
    }
  }
  return { bytes: out.subarray(0, at), broken: false }
}
