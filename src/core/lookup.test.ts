import { expect, test } from 'vitest'
import { grouped, nearest, once } from './lookup.ts'

test('what is worked out for a key is not worked out again, though it be nothing', () => {
  const asked: object[] = []
  const find = once((key: object) => {
    asked.push(key)
    return undefined
  })
  const [a, b] = [{}, {}]
  expect([find(a), find(a), find(b)]).toEqual([undefined, undefined, undefined])
  expect(asked).toEqual([a, b])
})

test('groups and their items keep the order of the list', () => {
  expect([...grouped(['b2', 'a1', 'b1'], (each) => each[0])]).toEqual([
    ['b', ['b2', 'b1']],
    ['a', ['a1']],
  ])
})

test.each([
  [[], 5, undefined],
  [[9], 5, 9],
  [[1, 4, 7], 5, 4],
  [[1, 4, 7], 6, 7],
  // As far from one as from the other: the first.
  [[1, 4, 8], 6, 4],
  [[1, 4, 7], 99, 7],
  [[1, 4, 7], -1, 1],
])('of %j nearest to %i is %s', (items, at, found) => {
  expect(nearest(items, at, (each) => each)).toBe(found)
})
