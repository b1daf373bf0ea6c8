import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentIn } from '../../testing/books.ts'
import { fragmentationIndex, pagesIn, suitable, unusableIndex } from './free-lists.ts'

/** 5864 free pages, nearly all of them single. */
const SHATTERED = [5200, 250, 35, 1, 1]

describe('as mm/vmstat.c computes them, in thousandths', () => {
  test.each<[string, number[], number, number]>([
    ['of 5864 pages 164 stand in blocks of order 2', SHATTERED, 2, 0.972],
    ['every page is usable alone', SHATTERED, 0, 0],
    ['none in a block of order 5', SHATTERED, 5, 1],
    ['nothing is free', [0, 0, 0], 0, 1],
    ['one large block', [0, 0, 0, 1], 3, 0],
  ])('unusable: %s', (_, free, order, index) => expect(unusableIndex(free, order)).toBe(index))

  test.each<[string, number[], number, number]>([
    ['a block is there: not a question of fragments', SHATTERED, 2, -1],
    ['near one: fragments, compaction is tried', SHATTERED, 5, 0.967],
    // 1000 − (1000 + 5 × 1000 / 4) / 4, both divisions cut down.
    ['below a half: too little memory, reclaim is tried', [3, 1], 2, 0.438],
    ['nothing is free', [0, 0, 0], 2, 0],
  ])('fragmentation: %s', (_, free, order, index) => expect(fragmentationIndex(free, order)).toBe(index))

  test('blocks of an order are also those that larger ones can be cut into', () => {
    expect(suitable(SHATTERED, 2)).toBe(35 + 2 + 4)
    expect(pagesIn(SHATTERED)).toBe(5864)
  })
})

test('a zone of buddyinfo, measured', () => {
  const { zones } = momentIn(
    'Node 0, zone   Normal   5200    250     35      1      1      0      0      0      0      0      0\n',
  )
  expect(zones).toMatchObject([
    { node: 0, zone: 'Normal', record: 'buddyinfo[0]', pageSize: 4096, freeBytes: 5864 * 4096, largestFreeOrder: 4 },
  ])
  expect(zones[0]?.unusableIndex.slice(0, 6)).toEqual([0, 0.886, 0.972, 0.995, 0.997, 1])
  expect(zones[0]?.fragmentationIndex[5]).toBe(0.967)
})

test('pages of 64 KiB are counted as such', () => {
  const { zones } = momentIn(`Node 0, zone   Normal ${[1, ...Array(13).fill(0)].join(' ')}\n`)
  expect(zones).toMatchObject([{ pageSize: 65536, freeBytes: 65536 }])
})

test('whatever the counts, the indices stay in their range and agree with each other', () => {
  const lists = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 14 })
  fc.assert(
    fc.property(lists, fc.nat(13), (free, order) => {
      const unusable = unusableIndex(free, order)
      const fragmentation = fragmentationIndex(free, order)
      expect(unusable).toBeGreaterThanOrEqual(0)
      expect(unusable).toBeLessThanOrEqual(1)
      expect(fragmentation).toBeGreaterThanOrEqual(-1)
      expect(fragmentation).toBeLessThanOrEqual(1)
      // A block of the order is there, or none of the free memory is usable at it.
      if (pagesIn(free) > 0) expect(fragmentation === -1).toBe(suitable(free, order) > 0)
      expect(suitable(free, order) === 0).toBe(unusable === 1)
    }),
  )
})
