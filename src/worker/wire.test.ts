import { expect, test } from 'vitest'
import { analyze } from '../core/analyze.ts'
import { fixtures } from '../testing/fixtures.ts'
import { fromWire, toWire } from './wire.ts'

/** What comes off the wire, and how often whoever drives it could pause. */
function sent(data: unknown): { received: unknown; pauses: number } {
  const building = fromWire(toWire(data))
  for (let pauses = 0; ; pauses++) {
    const { done, value } = building.next()
    if (done) return { received: value, pauses }
  }
}

test('a report of everything that can be read arrives as it was', () => {
  const report = analyze(fixtures.map(({ name, text }) => ({ name, text })))
  const { received, pauses } = sent(report)
  expect(received).toStrictEqual(report)
  // No step is as long as the report: a page that had to wait for all of it would stand still.
  expect(pauses).toBeGreaterThan(3)
})

test('what is one object is one object there, so that a record of a moment is the record of the report', () => {
  const record = { id: 'meminfo[0]' }
  const { received } = sent({ records: [record], moments: [{ records: [record] }] })
  const { records, moments } = received as { records: object[]; moments: { records: object[] }[] }
  expect(moments[0]?.records[0]).toBe(records[0])
})

test.each([
  ['nothing and its kinds', { a: null, b: undefined, c: false, d: true, e: 0 }],
  ['numbers beyond the whole', [-0, 0.1, NaN, -Infinity, 2 ** 64]],
  ['empty things', { array: [], map: new Map(), object: {}, text: '' }],
  ['texts of any script', ['内存', '−', '\ud83d', 'a'.repeat(3)]],
  [
    'maps',
    new Map<unknown, unknown>([
      ['__proto__', { value: 1 }],
      [2, [new Map([[{}, null]])]],
    ]),
  ],
])('%s', (_, data) => {
  expect(sent(data).received).toStrictEqual(data)
})
