import { expect, test } from 'vitest'
import { density, timelinesOf, type Dated } from './timeline.ts'

const at = (time: string | null, uptime: number | null = null, host: string | null = null, source = 0): Dated => ({
  time,
  uptime,
  host,
  source,
})

/** Clock, seconds in all, and places. */
const told = (...items: Dated[]) =>
  timelinesOf(items).lines.map(({ clock, span, marks }) => [clock, span, marks.map((mark) => mark.at)])

test('log time and seconds since boot are two clocks', () => {
  expect(told(at('Mar 14 02:00:00'), at('Mar 14 02:01:40'), at('Mar 14 02:00:25'))).toEqual([
    ['log', 100, [0, 0.25, 1]],
  ])
  expect(told(at(null, 10), at(null, 30))).toEqual([['boot', 20, [0, 1]]])
  expect(told(at(null, 10), at('Mar 14 02:00:00'), at('Mar 14 02:00:08'))).toEqual([
    ['boot', 0, [0]],
    ['log', 8, [0, 1]],
  ])
})

test('the clock that tells of most is taken, log time first', () => {
  expect(told(at('Mar 14 02:00:00', 100), at('Mar 14 02:00:10', 110))).toEqual([['log', 10, [0, 1]]])
  expect(told(at('Mar 14 02:00:00', 100), at(null, 110), at(null, 120))).toEqual([['boot', 20, [0, 0.5, 1]]])
})

test('a time that is not read is not guessed', () => {
  const items = [at('Mär 14 02:00:00'), at(null), at('Mar 14 02:00:00')]
  expect(timelinesOf(items).undated).toEqual(items.slice(0, 2))
})

test('seconds since boot of two hosts, and of two boots, do not share an axis', () => {
  expect(told(at(null, 10, 'a'), at(null, 20, 'b'))).toHaveLength(2)
  expect(told(at(null, 5000), at(null, 5060), at(null, 12), at(null, 14))).toEqual([
    ['boot', 60, [0, 1]],
    ['boot', 2, [0, 1]],
  ])
  // Two CPUs print at once.
  expect(told(at(null, 5000.2), at(null, 5000.1))).toHaveLength(1)
})

test('a log without years runs over the new year', () => {
  expect(told(at('Dec 31 23:59:50'), at('Jan  1 00:00:10'))).toEqual([['log', 20, [0, 1]]])
})

test('stamps with a year and without one do not subtract', () => {
  expect(told(at('2025-03-14T02:00:00+08:00'), at('Mar 14 02:00:00'))).toHaveLength(2)
})

test('density counts every mark once', () => {
  expect(density([0, 0.24, 0.25, 0.5, 1], 4)).toEqual([2, 1, 1, 1])
  expect(density([], 3)).toEqual([0, 0, 0])
})
