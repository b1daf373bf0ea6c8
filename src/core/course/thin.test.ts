import { describe, expect, test } from 'vitest'
import { firstFrom, nearest, overviewOf, thin } from './thin.ts'
import type { Track } from './track.ts'

const track = (times: readonly number[], values: readonly number[], gaps: readonly number[] = []): Track => ({
  key: 'a',
  name: { kind: 'column', name: 'a' },
  subject: '',
  unit: 'bytes',
  role: null,
  record: null,
  times,
  values,
  gaps,
  moments: null,
  places: { source: 0, packed: new Uint32Array() },
})

const many = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('what a drawing can show', () => {
  test('few points are all drawn', () => {
    expect(thin(track([0, 10, 20], [1, 2, 3]), 0, 20, 100).map(({ value }) => value)).toEqual([1, 2, 3])
  })

  test('of a hundred thousand points no peak is lost, and no pixel holds more than four', () => {
    const values = many(100_000).map((each) => (each === 54_321 ? 1e9 : each === 99_000 ? -1e9 : each % 7))
    const drawn = thin(track(many(100_000), values), 0, 99_999, 800)
    expect(drawn.length).toBeLessThanOrEqual(4 * 801)
    expect(drawn).toContainEqual({ time: 54_321, value: 1e9, index: 54_321 })
    expect(drawn).toContainEqual({ time: 99_000, value: -1e9, index: 99_000 })
    expect(drawn.every(({ time }, at) => at === 0 || time >= drawn[at - 1]!.time)).toBe(true)
  })

  test('a gap parts the line between the two points around it', () => {
    expect(thin(track([0, 1, 50, 51], [1, 2, 3, 4], [2]), 0, 51, 500).map(({ value }) => value)).toEqual([
      1,
      2,
      null,
      3,
      4,
    ])
  })

  test('a hundred thousand gaps are no more than the pixels have room for', () => {
    const drawn = thin(track(many(100_000), many(100_000), many(100_000).slice(1)), 0, 99_999, 100)
    expect(drawn.length).toBeLessThan(1000)
  })

  test('one point beyond either end of the stretch leads the line to its edge', () => {
    expect(thin(track(many(10), many(10)), 3.5, 5.5, 100).map(({ index }) => index)).toEqual([3, 4, 5, 6])
    expect(thin(track(many(10), many(10)), 3, 5, 100).map(({ index }) => index)).toEqual([2, 3, 4, 5, 6])
  })

  test('all points at one time', () => {
    const drawn = thin(track([7, 7, 7, 7, 7, 7], [3, 1, 9, 2, 8, 4]), 6, 8, 100)
    expect(drawn.map(({ value }) => value)).toEqual([3, 1, 9, 4])
  })
})

test.each([
  [0, 0],
  [4, 0],
  [6, 1],
  [99, 2],
])('the point nearest to %i', (time, index) => expect(nearest(track([0, 10, 20], [1, 2, 3]), time)).toBe(index))

test('the first entry from a bound on', () => {
  expect([-1, 0, 1, 20, 21].map((bound) => firstFrom([0, 10, 20], bound))).toEqual([0, 0, 1, 2, 3])
})

test('the overview holds what was measured last, and nothing in gaps or outside', () => {
  expect(overviewOf(track([10, 20, 40], [1, 2, 4], [2]), 0, 50, 6)).toEqual([null, 1, 2, null, 4, null])
})
