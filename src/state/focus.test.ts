import { expect, test } from 'vitest'
import { addressOf, focusAt, isMarked, marksIn, placesOf, type Focus } from './focus.ts'

const span = (line: number, from = 0, to = 4) => ({ source: 0, line, from, to })
const figure: Focus = { kind: 'figure', key: 'account:0:0:anon', spans: [span(19), span(3), span(3, 9, 12)] }
const line: Focus = { kind: 'line', source: 0, line: 3 }

test('pointing at a figure marks its lines, each once, in the order of the source', () => {
  expect(placesOf(figure).map((place) => place.line)).toEqual([3, 19])
  expect(marksIn(figure, 0)).toHaveLength(3)
  expect(marksIn(figure, 1)).toHaveLength(0)
})

test('pointing at a line marks the figures that were read from it, and no others', () => {
  expect(isMarked(line, 'a', [span(3)])).toBe(true)
  expect(isMarked(line, 'b', [span(4)])).toBe(false)
  expect(isMarked({ ...line, source: 1 }, 'a', [span(3)])).toBe(false)
})

test('a figure is marked by itself alone, even where another shares its lines', () => {
  expect(isMarked(figure, 'account:0:0:anon', [span(3)])).toBe(true)
  expect(isMarked(figure, 'finding:0', [span(3)])).toBe(false)
})

test('a link says where it points; what the report does not have is not pointed at', () => {
  const findings = [{ evidence: [span(7)] }] as never
  const report = { findings } as never
  expect(addressOf({ kind: 'figure', key: 'finding:0', spans: [span(7)] })).toBe('finding:0')
  expect(addressOf(figure)).toBe('line:0.3')
  expect(addressOf(null)).toBeUndefined()
  expect(focusAt('finding:0', report)).toEqual({ kind: 'figure', key: 'finding:0', spans: [span(7)] })
  expect(focusAt('line:0.3', report)).toEqual(line)
  expect(focusAt('finding:9', report)).toBeNull()
  expect(focusAt('finding:__proto__', report)).toBeNull()
})
