import { expect, test } from 'vitest'
import { analyze } from '../analyze.ts'
import { compare } from './compare.ts'

const meminfo = (free: number, anon: number, cached: number) =>
  [
    'MemTotal:       16267364 kB',
    `MemFree:         ${free} kB`,
    'Buffers:             264 kB',
    `Cached:          ${cached} kB`,
    `AnonPages:       ${anon} kB`,
    'Shmem:             46896 kB',
  ].join('\n')

const buddyinfo = (counts: string) => `Node 0, zone   Normal ${counts}`

const moments = (...texts: readonly string[]) =>
  analyze(texts.map((text, index) => ({ name: `${index}.txt`, text }))).moments

test('the bridge names every account that changed, the largest change first, between total and what is unaccounted', () => {
  const [before, after] = moments(meminfo(900000, 6000000, 1500000), meminfo(400000, 6600000, 1400000))
  const [bridge] = compare(before!, after!).ledgers
  const changes = bridge!.rows
    .filter(({ change }) => change !== 0)
    .map(({ id, change }): [string, number] => [id, change! / 1024])
  expect(changes).toEqual([
    ['anon', 600000],
    ['free', -500000],
    ['file-cache', -100000],
  ])
  expect(bridge!.rows[0]!.id).toBe('total')
  expect(bridge!.rows.at(-1)!.id).toBe('unaccounted')
})

test('files are held against each other key by key; a key that one of them lacks has no change', () => {
  const [before, after] = moments(
    meminfo(900000, 6000000, 1500000),
    `${meminfo(900000, 6000000, 1500000)}\nMapped: 8 kB`,
  )
  const rows = compare(before!, after!).keyed[0]!.rows
  expect(rows.find(({ key }) => key === 'MemFree')).toMatchObject({ change: 0 })
  expect(rows.find(({ key }) => key === 'Mapped')).toMatchObject({ before: null, after: 8192, change: null })
})

test('free lists are matched by node and zone', () => {
  const [before, after] = moments(buddyinfo('5 4 3 2 1 0 0 0 0 0 7'), buddyinfo('1 2 3 4 5 0 0 0 0 0 6'))
  const [zone] = compare(before!, after!).zones
  expect(zone!.before.free).toEqual([5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 7])
  expect(zone!.after.free).toEqual([1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 6])
})

test('what only one of the two holds is not compared', () => {
  const [before, after] = moments(meminfo(900000, 6000000, 1500000), buddyinfo('1 2 3 4 5 0 0 0 0 0 6'))
  expect(compare(before!, after!)).toEqual({ ledgers: [], zones: [], keyed: [] })
})
