import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { caseLine, openCase } from './case-line.ts'
import type { Parcel } from './parcel.ts'

const parcel: Parcel = {
  sources: [{ name: 'a', text: 'MemTotal: 16267364 kB\n'.repeat(40) }],
  view: { panel: 'ledger' },
}

test('holds only characters that no file format, shell or tracker changes', () => {
  expect(caseLine(parcel)).toMatch(/^memledger-case:1\.[0-9a-z]+\.[\w-]+$/)
})

test('is the same each time, so that exports can be compared', () => {
  expect(caseLine(parcel)).toBe(caseLine(structuredClone(parcel)))
})

test('tells of a case that had not all arrived where it was sent from', () => {
  const part: Parcel = { ...parcel, partial: true }
  const [, length, body] = caseLine(part).split('.')
  expect(openCase(1, parseInt(length!, 36), body!)).toEqual({ state: 'whole', parcel: part })
})

test('carries megabytes, which no link can', () => {
  const large: Parcel = {
    sources: [{ name: 'log', text: 'kernel: order:4, mode:0xd0 内存\n'.repeat(200_000) }],
    view: {},
  }
  const [head, length, body] = caseLine(large).split('.')
  expect(head).toBe('memledger-case:1')
  expect(openCase(1, parseInt(length!, 36), body!)).toEqual({ state: 'whole', parcel: large })
})

test('that claims to be huge is refused while it is opened', () => {
  const bomb = gzipSync(new Uint8Array(2 ** 28 + 2 ** 20), { level: 9 }).toString('base64url')
  expect(openCase(1, bomb.length, bomb)).toEqual({ state: 'too-big' })
})

// Frozen: files that were attached to tickets open forever.
const SENT =
  'memledger-case:1.5b.H4sIAAAAAAAAA6tWKs4vLUpOLVayio5Wer5pxostW5R0TM1iY3WUyjJTy5WsgCryEguKM_JLlKwMdJTS8pNLgYqV0jLzUjLz0q0MlHSUchLz0ksT01OBwlUZSrW1XL6puSH5JYk5VgoQYGhmZGZubGaikO0EknMrSk2FSQGBkbGFiakRSA4AaR7_jY4AAAA'
test('that was sent long ago opens', () => {
  const [, length, body] = SENT.split('.')
  expect(openCase(1, parseInt(length!, 36), body!)).toEqual({
    state: 'whole',
    parcel: {
      sources: [{ name: '粘贴', text: 'MemTotal:       16267364 kB\nMemFree:          238452 kB\n' }],
      view: { snapshot: 0, focus: 'finding:0', language: 'zh' },
    },
  })
})
