import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const DMA = 'Node 0, zone      DMA      2      1      2      2      2      1      0      0      1      1      3 \n'
const NORMAL = 'Node 0, zone   Normal 127146  68215   1614      0      0      0      0      0      0      0      1 \n'

test('free blocks by order, zone by zone', () => {
  expect(factsIn(DMA + NORMAL)).toEqual({
    'buddyinfo[0].zones[0].node': '0',
    'buddyinfo[0].zones[0].zone': 'DMA',
    'buddyinfo[0].zones[0].free': '2,1,2,2,2,1,0,0,1,1,3',
    'buddyinfo[0].zones[1].node': '0',
    'buddyinfo[0].zones[1].zone': 'Normal',
    'buddyinfo[0].zones[1].free': '127146,68215,1614,0,0,0,0,0,0,0,1',
  })
})

test('as many orders as the machine has: 14 with pages of 64 KiB', () => {
  const { zones } = recordIn('buddyinfo', fixture('arm64-64k-pages')).data
  expect(zones.map(({ free }) => free.length)).toEqual([14, 14])
  expect(zones[1]!.free.at(-1)).toBe(12)
})

test('rows that a narrow page wrapped, and columns that it collapsed', () => {
  expect(recordIn('buddyinfo', fixture('wrapped')).data.zones[2]!.free).toEqual([
    2398537, 469407, 144288, 97224, 58276, 24155, 8153, 3141, 1299, 451, 75,
  ])
  expect(recordIn('buddyinfo', fixture('columns-collapsed')).data.zones[1]!.free[1]).toBe(4377)
  expect(recordIn('buddyinfo', fixture('blank-lost-after-comma')).data.zones.map(({ node }) => node)).toEqual([
    0, 0, 0, 1,
  ])
})

test('the same zone again is the next table; a blank between rows is not', () => {
  expect(kindsIn(DMA + NORMAL + DMA + NORMAL)).toEqual(['buddyinfo', 'buddyinfo'])
  expect(recordIn('buddyinfo', `${DMA}\n${NORMAL}`).data.zones).toHaveLength(2)
})

test('zones of several nodes are one table', () => {
  expect(recordIn('buddyinfo', fixture('linux-6.12-two-nodes')).data.zones.some(({ node }) => node === 1)).toBe(true)
})

test.each([
  ['zoneinfo', 'Node 0, zone      DMA\n  pages free     3945\n        min      22\n'],
  ['pagetypeinfo', 'Node    0, zone      DMA, type    Unmovable      0      0      0      1\n'],
  ['extfrag', 'Node 0, zone      DMA 0.000 0.000 0.000 0.000 0.000 0.000 0.008 0.025 0.058 0.058 0.193 \n'],
  [
    'pagetypeinfo, its table of blocks',
    'Node 0, zone      DMA            1            7            0            0            0 \n',
  ],
  ['prose', 'Node 0, zone DMA is fragmented\n'],
])('the rows of %s begin alike and are none', (_, text) => expect(kindsIn(text)).not.toContain('buddyinfo'))

describe('bad input', () => {
  const row = (counts: string) => `${DMA}Node 0, zone    DMA32 ${counts}\n${NORMAL}`
  test.each<[string, string, string[]]>([
    ['no number', row('1 2 x 4 5 6 7 8 9 10 11'), ['not-a-number x, 2']],
    ['no number in front', row('x 2 3 4 5 6 7 8 9 10 11'), ['not-a-number x, 2']],
    ['below zero', row('1 -2 3 4 5 6 7 8 9 10 11'), ['not-a-number -2, 2']],
    ['beyond any machine', row(`1 ${'9'.repeat(30)} 3 4 5 6 7 8 9 10 11`), [`not-a-number ${'9'.repeat(30)}, 2`]],
  ])('%s: the row is named, the others are read', (_, text, problems) => {
    expect(problemLinesIn('buddyinfo', text)).toEqual(problems)
    expect(recordIn('buddyinfo', text).data.zones.map(({ zone }) => zone)).toEqual(['DMA', 'Normal'])
  })

  test('a column lost, and a paste cut in the middle of its last row', () => {
    expect(problemLinesIn('buddyinfo', row('1 2 3 4 5 6 7 8 9 10'))).toEqual(['ragged-row DMA32, 2'])
    expect(problemLinesIn('buddyinfo', `${DMA}Node 0, zone   Normal 127146  68`)).toEqual(['ragged-row Normal, 2'])
  })

  test.each(['', 'Node 0, zone      DMA', 'Node 0, zone      DMA\n', 'Node', 'Node 0, zone      DMA      2      1'])(
    'head only or none: %j',
    (text) => expect(kindsIn(text)).toEqual([]),
  )

  test('a row of a megabyte takes no time', () => {
    expect(kindsIn(`Node 0, zone DMA ${'1 '.repeat(500_000)}`)).toEqual(['buddyinfo'])
  })
})
