import { expect, test } from 'vitest'
import { textOfPicture, withText } from './picture.ts'

/** One grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
  'base64',
)

const chunk = (type: string, data: string) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(type + data, 'latin1'), Buffer.alloc(4)])
}
const png = (...chunks: Buffer[]) =>
  Uint8Array.from(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, chunk('IEND', '')]))

test('a picture gives the text that was put into it', () => {
  const bytes = png(
    chunk('IHDR', 'x'.repeat(13)),
    chunk('tEXt', 'memledger\0memledger-case:1.2.ab'),
    chunk('IDAT', 'y'),
  )
  expect(textOfPicture(bytes)).toBe('memledger memledger-case:1.2.ab')
})

test.each([
  ['without text', png(chunk('IDAT', 'tEXt'))],
  ['that is none', new TextEncoder().encode('MemTotal: 1 kB')],
  ['of nothing', new Uint8Array()],
])('a picture %s gives none', (_, bytes) => {
  expect(textOfPicture(bytes)).toBeNull()
})

test('a chunk that claims to be longer than the file ends it', () => {
  const bytes = png(chunk('tEXt', 'a\0b'))
  bytes[8] = 0xff
  expect(textOfPicture(bytes)).toContain('a b')
})

test('a text that is put into a picture comes out again, and every checksum is right', () => {
  const bytes = withText(PIXEL, 'Memledger', 'memledger-case:1.2.ab')
  expect(textOfPicture(bytes)).toBe('Memledger memledger-case:1.2.ab')
  const view = new DataView(bytes.buffer)
  const types: string[] = []
  for (let at = 8; at < bytes.length; at += view.getUint32(at) + 12) {
    const body = bytes.subarray(at + 4, at + 8 + view.getUint32(at))
    types.push(Buffer.from(body.subarray(0, 4)).toString())
    expect(view.getUint32(at + 4 + body.length)).toBe(crc32(body))
  }
  expect(types).toEqual(['IHDR', 'tEXt', 'IDAT', 'IEND'])
})

/** By the table of the specification's sample code, not by the way under test. */
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})
const crc32 = (bytes: Uint8Array) =>
  (bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 0xff]! ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0
