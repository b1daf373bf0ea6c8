import { Gunzip } from 'fflate'

/** Small steps, because one can grow a thousandfold before it is seen. */
const STEP = 2 ** 12

/** Opens gzip, never to more than `most` bytes; keeps what came before an end that is missing or a place that is broken. */
export function gunzip(
  packed: Uint8Array,
  most: number,
): { bytes: Uint8Array; state: 'whole' | 'damaged' | 'too-big' } {
  const parts: Uint8Array[] = []
  let size = 0
  let sum = -1
  const stream = new Gunzip((part) => {
    parts.push(part)
    size += part.length
    sum = crc32(sum, part)
  })
  let sound = true
  try {
    for (let at = 0; at < packed.length && size <= most; at += STEP) {
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
    }
  } catch {
    sound = false
  }
  if (size > most) return { bytes: new Uint8Array(0), state: 'too-big' }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  // RFC 1952: the last eight bytes are the check and the size.
  const trailer = new DataView(
    packed.buffer,
    packed.byteOffset + Math.max(0, packed.length - 8),
    Math.min(8, packed.length),
  )
  sound &&=
    packed.length >= 18 && trailer.getUint32(0, true) === ~sum >>> 0 && trailer.getUint32(4, true) === size >>> 0
  return { bytes, state: sound ? 'whole' : 'damaged' }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(sum: number, bytes: Uint8Array): number {
  let value = sum
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255]! ^ (value >>> 8)
  return value
}
