import { expect, test } from 'vitest'
import { textOfPicture } from './picture.ts'

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
