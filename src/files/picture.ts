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

/** The same PNG with a text beside its pixels, right behind its head, where a file that is cut still has it. ASCII alone. */
export function withText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(`tEXt${keyword}\0${text}`)
  const chunk = new Uint8Array(body.length + 8)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, body.length - 4)
  chunk.set(body, 4)
  view.setUint32(body.length + 4, checksum(body))
  const out = new Uint8Array(png.length + chunk.length)
  out.set(png.subarray(0, HEAD))
  out.set(chunk, HEAD)
  out.set(png.subarray(HEAD), HEAD + chunk.length)
  return out
}

/** The signature and the first chunk, IHDR, which every PNG begins with. */
const HEAD = 33

/** CRC-32 of ISO 3309, as the PNG specification wants it (annex D). */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
