import { describe, expect, test } from 'vitest'
import { gapsIn, inOrder, usualStep } from './gaps.ts'

const none = new Uint32Array()
const every = (step: number, count: number) => Array.from({ length: count }, (_, index) => index * step)

test('the usual step is the median one; four steps are needed to speak of it', () => {
  expect(usualStep([0, 60, 120, 180])).toBeNull()
  expect(usualStep([0, 60, 120, 780, 840])).toBe(60)
  expect(usualStep([5, 5, 5, 5, 5, 5])).toBeNull()
})

describe('nobody measured', () => {
  test.each<[string, readonly number[], readonly number[], readonly number[], readonly number[]]>([
    ['a late sample is none', [0, 60, 120, 180, 325, 385], [], [], []],
    ['more than two and a half steps', [0, 60, 120, 180, 331, 391], [], [], [4]],
    ['one empty cell in a table of one step', [0, 60, 120, 180, 300, 360], [4], [], [4]],
    ['cells that are empty because another series has its own times', [0, 60, 120, 180, 240], [1, 2, 3, 4], [], []],
    ['a restart, however soon the next sample came', every(60, 5), [], [130], [3]],
    ['too few samples for a usual step: only an empty cell tells', [0, 60, 900], [2], [], [2]],
    ['three snapshots of which one came late', [0, 300, 14_400], [], [], []],
  ])('%s', (_, times, holes, boots, expected) => {
    expect(gapsIn(times, Uint32Array.from(holes), boots)).toEqual(expected)
  })

  test('a restart before the first or after the last sample parts nothing', () => {
    expect(gapsIn(every(60, 6), none, [-5, 1000])).toEqual([])
  })
})

test.each<[string, readonly number[], readonly number[] | null]>([
  ['forward', [1, 2, 3], null],
  ['two values of one time are left as they stand', [1, 2, 2, 3], null],
  ['the newest first', [3, 2, 1], [2, 1, 0]],
  ['mixed, and equal times in the order of the source', [5, 1, 5, 2], [1, 3, 0, 2]],
  ['one', [7], null],
])('in order: %s', (_, times, expected) => expect(inOrder(times)).toEqual(expected))
