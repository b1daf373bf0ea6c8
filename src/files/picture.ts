const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const TEXTS = new Set(['tEXt', 'iTXt'])

/** The texts that a PNG carries beside its pixels (PNG specification, 11.3.3), one a line; null where it is no PNG or has none. */
export function textOfPicture(bytes: Uint8Array): string | null {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const latin = new TextDecoder('latin1')
  const texts: string[] = []
  // Length, type, data, checksum; chunk by chunk.
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const type = latin.decode(bytes.subarray(at + 4, at + 8))
    if (TEXTS.has(type)) texts.push(latin.decode(bytes.subarray(at + 8, at + 8 + length)).replaceAll('\0', ' '))
    at += length + 12
  }
  return texts.length === 0 ? null : texts.join('\n')
}
