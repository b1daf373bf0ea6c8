import { blankMemory, copyMemory, predictor, type Memory } from './predictor.ts'

/** A check byte follows this many bytes, so that what stands before a damage can be told from what comes after. */
const BLOCK = 1024

/** What came out of `expand`. `bytes` are right as far as they go. */
export interface Expanded {
  readonly bytes: Uint8Array
  readonly state: 'whole' | 'cut-off' | 'damaged' | 'too-big'
}

/** What a predictor knows that has read `text`: how such texts look before their first byte. */
export function learn(text: Uint8Array): Memory {
  const memory = blankMemory()
  const model = predictor(memory)
  for (const byte of text) {
    for (let bit = 7; bit >= 0; bit--) {
      model.predict()
      model.learn((byte >> bit) & 1)
    }
  }
  return memory
}

/** Packs bytes by arithmetic coding: each bit costs as much as it surprises the predictor. */
export function compress(bytes: Uint8Array, known: Memory): Uint8Array {
  const model = predictor(copyMemory(known))
  const out: number[] = []
  let low = 0
  let high = 0xffffffff
  const put = (bit: number, probability: number) => {
    const middle = low + Math.floor((high - low) / 4096) * probability
    if (bit === 1) high = middle
    else low = middle + 1
    while (((low ^ high) & 0xff000000) === 0) {
      out.push(high >>> 24)
      low = (low << 8) >>> 0
      high = ((high << 8) | 255) >>> 0
    }
  }
  const putEven = (value: number, bits: number) => {
    for (let bit = bits - 1; bit >= 0; bit--) put((value >> bit) & 1, 2048)
  }

  let sum = lengthSum(bytes.length)
  putEven(bytes.length, 24)
  putEven(sum & 255, 8)
  bytes.forEach((byte, index) => {
    for (let bit = 7; bit >= 0; bit--) {
      const each = (byte >> bit) & 1
      put(each, model.predict())
      model.learn(each)
    }
    sum = checksum(sum, byte)
    if (index % BLOCK === BLOCK - 1) putEven(sum & 255, 8)
  })
  putEven(sum & 0xffffff, 24)
  // One byte more settles the last interval; what lies beyond the end reads as zero.
  out.push((high >>> 24) & 255)
  return Uint8Array.from(out)
}

/** Unpacks what `compress` packed, never more than `most` bytes. `short`: the end of `packed` is known to be missing. */
export function expand(packed: Uint8Array, known: Memory, most: number, short = false): Expanded {
  let at = 0
  let low = 0
  let high = 0xffffffff
  let window = 0
  const next = () => packed[at++] ?? 0
  const take = (probability: number): number => {
    const middle = low + Math.floor((high - low) / 4096) * probability
    const bit = window <= middle ? 1 : 0
    if (bit === 1) high = middle
    else low = middle + 1
    while (((low ^ high) & 0xff000000) === 0) {
      low = (low << 8) >>> 0
      high = ((high << 8) | 255) >>> 0
      window = ((window << 8) | next()) >>> 0
    }
    return bit
  }
  const takeEven = (bits: number): number => {
    let value = 0
    for (let bit = 0; bit < bits; bit++) value = (value << 1) | take(2048)
    return value
  }
  for (let count = 0; count < 4; count++) window = ((window << 8) | next()) >>> 0

  const length = takeEven(24)
  let sum = lengthSum(length)
  if (takeEven(8) !== (sum & 255)) return { bytes: new Uint8Array(0), state: short ? 'cut-off' : 'damaged' }
  if (length > most) return { bytes: new Uint8Array(0), state: 'too-big' }
  const model = predictor(copyMemory(known))
  const bytes = new Uint8Array(length)
  let sound = 0
  for (let index = 0; index < length; index++) {
    let byte = 0
    for (let bit = 0; bit < 8; bit++) {
      const each = take(model.predict())
      model.learn(each)
      byte = (byte << 1) | each
    }
    // From here on the missing end would be guessed at.
    if (at > packed.length && short) return { bytes: bytes.subarray(0, index), state: 'cut-off' }
    // Far beyond the end only noise can follow: it is not worth the time.
    if (at > packed.length + 8) return { bytes: bytes.subarray(0, sound), state: 'damaged' }
    bytes[index] = byte
    sum = checksum(sum, byte)
    if (index % BLOCK === BLOCK - 1) {
      if (takeEven(8) !== (sum & 255)) return { bytes: bytes.subarray(0, sound), state: 'damaged' }
      sound = index + 1
    }
  }
  if (short) return { bytes, state: 'cut-off' }
  return takeEven(24) === (sum & 0xffffff)
    ? { bytes, state: 'whole' }
    : { bytes: bytes.subarray(0, sound), state: 'damaged' }
}

/** FNV-1a. */
const checksum = (sum: number, byte: number) => Math.imul(sum ^ byte, 0x01000193)
const lengthSum = (length: number) => [length & 255, (length >> 8) & 255, length >> 16].reduce(checksum, 0x811c9dc5)
