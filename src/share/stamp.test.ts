import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { version } from '../../package.json'
import { stampLine } from '../core/report/stamp.ts'
import { reopen } from './reopen.ts'
import { stampOf } from './stamp.ts'

const parcel = {
  sources: [
    { name: 'a', text: 'MemTotal: 1 kB\n' },
    { name: 'b', text: '内存 🧠\n' },
  ],
  view: {},
}

test('the digest is that of `cat FILE… | sha256sum`', () => {
  const any = fc.array(fc.record({ name: fc.string(), text: fc.string({ unit: 'grapheme', maxLength: 300 }) }))
  fc.assert(
    fc.property(any, (sources) => {
      const hash = createHash('sha256').update(sources.map(({ text }) => text).join(''), 'utf8')
      expect(stampOf({ sources, view: {} }, null).digest).toBe(hash.digest('hex'))
    }),
    { numRuns: 50 },
  )
})

test('a stamp names the version and opens the case again', () => {
  const stamp = stampOf(parcel)
  expect(stamp.version).toBe(version)
  expect(reopen(stamp.reopen ?? '')).toEqual({ state: 'whole', parcel })
  expect(stampOf(parcel, null).reopen).toBeNull()
  expect(stampLine(stamp)).toMatch(/^Memledger \d+\.\d+\.\d+ · input SHA-256 [0-9a-f]{64}$/)
})
