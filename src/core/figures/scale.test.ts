import { describe, expect, test } from 'vitest'
import { GIB, MIB } from '../../core/units.ts'
import { timeTicks, valueTicks } from './scale.ts'

const labels = (ticks: readonly { readonly label: string }[]) => ticks.map(({ label }) => label.replace('\u202f', ' '))

test.each<[string, number, number, Parameters<typeof valueTicks>[2], readonly string[]]>([
  ['from nought where the least is small', 96 * MIB, 512 * MIB, 'bytes', ['0 MiB', '200 MiB', '400 MiB', '600 MiB']],
  [
    'from near the least where it is not',
    12 * GIB,
    12.6 * GIB,
    'bytes',
    ['12 GiB', '12.2 GiB', '12.4 GiB', '12.6 GiB'],
  ],
  ['shares', 78.1, 100, 'percent', ['70 %', '80 %', '90 %', '100 %']],
  ['rates', 0, 301.87, '/s', ['0 /s', '100 /s', '200 /s', '300 /s', '400 /s']],
  ['all the same', 5, 5, 'count', ['4.5', '5', '5.5']],
  ['nothing but nought', 0, 0, 'bytes', ['0 B', '0.5 B', '1 B']],
])('values: %s', (_, least, most, unit, expected) => {
  expect(labels(valueTicks(least, most, unit))).toEqual(expected)
})

describe('times stand at full minutes, hours or days', () => {
  const at = Date.UTC(2025, 2, 14, 22, 58, 12) / 1000
  test.each<[string, number, number, readonly string[]]>([
    ['some seconds', 11, 300, ['03-14 22:58:15', '22:58:20']],
    ['two hours', 7200, 300, ['03-14 23:00', '03-15 00:00']],
    ['three days', 3 * 86_400, 400, ['03-15', '03-16', '03-17']],
    ['ten years', 10 * 365 * 86_400, 400, ['2026-12', '2029-12', '2032-12']],
  ])('%s', (_, span, width, expected) => {
    expect(labels(timeTicks(at, at + span, width, 'utc'))).toEqual(expected)
  })

  test('snapshots by their numbers, whole', () => {
    expect(labels(timeTicks(1, 3, 800, 'number'))).toEqual(['1', '2', '3'])
    expect(labels(timeTicks(0, 20, 400, 'elapsed'))).toEqual(['+0 s', '+5 s', '+10 s', '+15 s', '+20 s'])
  })

  test('a stretch without length has no endless axis', () => {
    expect(timeTicks(5, 5, 400, 'utc').length).toBeLessThanOrEqual(1)
  })
})
