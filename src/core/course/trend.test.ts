import { expect, test } from 'vitest'
import { trendOf } from './trend.ts'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)
/** Noise that is the same every time. */
const noise = (index: number) => ((index * 7919) % 101) / 100 - 0.5

test('a straight line has its own slope, and nothing else', () => {
  expect(
    trendOf(
      times(10),
      times(10).map((x) => 5 + 3 * x),
    ),
  ).toEqual({ slope: 3, interval: [3, 3], rising: 1 })
})

test('one wild value bends a least-squares line, and not this one', () => {
  const values = times(20).map((x) => (x === 19 ? 10_000 : 2 * x))
  expect(trendOf(times(20), values)?.slope).toBe(2)
})

test('the interval holds the slope that the noise hides', () => {
  const values = times(200).map((x) => 0.5 * x + 20 * noise(x))
  const { slope, interval, rising } = trendOf(times(200), values)!
  expect(slope).toBeCloseTo(0.5, 1)
  expect(interval![0]).toBeLessThan(0.5)
  expect(interval![1]).toBeGreaterThan(0.5)
  expect(rising).toBeGreaterThan(0.6)
})

test('noise alone has an interval around nought', () => {
  const { interval } = trendOf(times(200), times(200).map(noise))!
  expect(interval![0]).toBeLessThan(0)
  expect(interval![1]).toBeGreaterThan(0)
})

test('three points make a slope and no interval', () => {
  expect(trendOf([0, 1, 2], [10, 12, 11])).toEqual({ slope: 0.5, interval: null, rising: 1 / 3 })
})

test.each<[string, readonly number[], readonly number[]]>([
  ['no point', [], []],
  ['two', [0, 1], [1, 2]],
  ['no time between them', [5, 5, 5, 5], [1, 2, 3, 4]],
])('%s: no trend', (_, x, y) => expect(trendOf(x, y)).toBeNull())

test('a hundred thousand points', () => {
  const many = times(100_000)
  expect(
    trendOf(
      many,
      many.map((x) => 4 * x + noise(x)),
    )?.slope,
  ).toBeCloseTo(4, 3)
})
