import { expect, test } from 'vitest'
import { decode } from './decode.ts'

const text = 'MemTotal:       16267364 kB\n内存 90 %\n'
const utf8 = new TextEncoder().encode(text)
const utf16 = (bigEndian: boolean) => {
  const out = new Uint8Array(text.length * 2)
  const view = new DataView(out.buffer)
  for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), !bigEndian)
  return out
}
const marked = (mark: number[], bytes: Uint8Array) => Uint8Array.from([...mark, ...bytes])

test.each([
  ['UTF-8', utf8],
  ['UTF-8 with a mark', marked([0xef, 0xbb, 0xbf], utf8)],
  ['UTF-16 as Notepad writes it', marked([0xff, 0xfe], utf16(false))],
  ['UTF-16 big-endian', marked([0xfe, 0xff], utf16(true))],
  ['UTF-16 of a PowerShell redirection whose mark was cut', utf16(false)],
  ['UTF-16 big-endian without a mark', utf16(true)],
])('%s is read', (_, bytes) => {
  expect(decode(bytes)).toBe(text)
})

test('GB18030, as older Chinese terminals save it', () => {
  // 内存 in GBK
  expect(decode(Uint8Array.from([0xc4, 0xda, 0xb4, 0xe6, 0x0a]))).toBe('内存\n')
})

test('a gzip file and a picture are no text', () => {
  expect(decode(Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 4, 5, 6]))).toBeNull()
  expect(decode(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 0, 1, 2]))).toBeNull()
})

test('a console log with a stray zero byte is still text', () => {
  const bytes = Uint8Array.from([...utf8, 0, ...utf8, ...utf8])
  expect(decode(bytes)).toContain('MemTotal')
})

test('an empty file is an empty text', () => {
  expect(decode(new Uint8Array())).toBe('')
})
