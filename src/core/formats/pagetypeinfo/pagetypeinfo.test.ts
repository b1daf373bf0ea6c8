import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const HEAD = 'Page block order: 9\nPages per block:  512\n\n'
const LISTS = `Free pages count per migrate type at order       0      1      2\n`
const ROW = 'Node    0, zone      DMA, type    Unmovable      1      0      3\n'
const BLOCKS = '\nNumber of blocks type     Unmovable      Movable\nNode 0, zone      DMA            1            7\n'

test('lists by type and order, blocks by type', () => {
  expect(factsIn(HEAD + LISTS + ROW + BLOCKS)).toEqual({
    'pagetypeinfo[0].pageBlockOrder': '9',
    'pagetypeinfo[0].pagesPerBlock': '512',
    'pagetypeinfo[0].lists[0].node': '0',
    'pagetypeinfo[0].lists[0].zone': 'DMA',
    'pagetypeinfo[0].lists[0].type': 'Unmovable',
    'pagetypeinfo[0].lists[0].free': '1,0,3',
    'pagetypeinfo[0].blocks[0].node': '0',
    'pagetypeinfo[0].blocks[0].zone': 'DMA',
    'pagetypeinfo[0].blocks[0].Unmovable': '1',
    'pagetypeinfo[0].blocks[0].Movable': '7',
  })
})

test('types by name: their order changed in 4.4, and Reserve went', () => {
  const { lists, blocks } = recordIn('pagetypeinfo', fixture('linux-2.6.32-reserve')).data
  expect(lists.map(({ node, type }) => `${node} ${type}`).slice(3, 7)).toEqual([
    '0 Reserve',
    '0 Isolate',
    '1 Unmovable',
    '1 Reclaimable',
  ])
  expect(blocks.map(({ node, zone, fields }) => [node, zone, fields.get('Movable'), fields.get('Reserve')])).toEqual([
    [0, 'DMA', 6, 1],
    [1, 'Normal', 14391, 2],
  ])
  expect(factsIn(fixture('linux-7.2'))).toMatchObject({
    'pagetypeinfo[0].blocks[1].zone': 'DMA32',
    'pagetypeinfo[0].blocks[1].Unmovable': '240',
    'pagetypeinfo[0].blocks[1].Movable': '766',
    'pagetypeinfo[0].blocks[1].CMA': '0',
  })
})

test('where the kernel stopped counting, there are more; a narrow page wrapped every row', () => {
  const { lists, blocks, mixedBlocks } = recordIn('pagetypeinfo', fixture('linux-5.15-capped-wrapped')).data
  expect(lists.map(({ free, capped }) => ({ free, capped }))).toEqual([
    { free: [1, 5442, 25546, 12849, 8379, 5771, 3297, 1523, 268, 0, 0], capped: undefined },
    { free: [100000, 100000, 100000, 75583, 52007, 34284, 19259, 9465, 2014, 15, 5], capped: [0, 1, 2] },
  ])
  expect([...blocks[0]!.fields]).toEqual([
    ['Unmovable', 3411],
    ['Movable', 27125],
    ['Reclaimable', 1207],
    ['HighAtomic', 1],
    ['Isolate', 0],
  ])
  expect(mixedBlocks![0]!.fields.get('Movable')).toBe(1925)
})

test('a part of the file is enough', () => {
  expect(kindsIn(LISTS + ROW)).toEqual(['pagetypeinfo'])
  expect(kindsIn(ROW)).toEqual(['pagetypeinfo'])
  expect(factsIn(BLOCKS)).toMatchObject({ 'pagetypeinfo[0].blocks[0].Movable': '7' })
})

test('the same lists again are the next file', () => {
  expect(kindsIn(`${HEAD}${LISTS}${ROW}${BLOCKS}\n${HEAD}${LISTS}${ROW}${BLOCKS}`)).toEqual([
    'pagetypeinfo',
    'pagetypeinfo',
  ])
})

test('a paste that begins among the blocks is not taken for free lists', () => {
  expect(kindsIn('Node 0, zone      DMA            1            7            0            0            0\n')).toEqual(
    [],
  )
})

test('neighbours keep what is theirs', () => {
  const buddy = 'Node 0, zone      DMA      0      0      0      0      0      1      1      1      0      1      3\n'
  expect(kindsIn(HEAD + LISTS + ROW + BLOCKS + buddy)).toEqual(['pagetypeinfo', 'buddyinfo'])
  expect(kindsIn(`${buddy}# cat /proc/pagetypeinfo\n${HEAD}${LISTS}${ROW}`)).toEqual(['buddyinfo', 'pagetypeinfo'])
})

describe('bad input', () => {
  const row = (counts: string) => `${LISTS}Node    0, zone      DMA, type    Movable ${counts}\n${ROW}`
  test.each<[string, string, string[]]>([
    ['a count that is no number', row('1 x 3'), ['not-a-number x, 2']],
    ['a row cut in the middle', row('1 0'), ['ragged-row DMA, 2']],
    ['a row without counts', row(''), ['ragged-row DMA, 2']],
    ['below zero', row('1 -4 3'), ['not-a-number -4, 2']],
    ['a setting that is none', `Page block order: nine\n${LISTS}${ROW}`, ['not-a-number Page block order, 1']],
    [
      'a column of blocks lost',
      `${LISTS}${ROW}\nNumber of blocks type Unmovable Movable\nNode 0, zone DMA 1\n`,
      ['ragged-row DMA, 5'],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemLinesIn('pagetypeinfo', text)).toEqual(problems)
    expect(recordIn('pagetypeinfo', text).data.lists.at(-1)?.free).toEqual([1, 0, 3])
  })

  test.each(['', 'Page block order: 9\n', `${HEAD}`, 'Number of blocks is what counts.\n'])(
    'too little to tell: %j',
    (text) => expect(kindsIn(text)).toEqual([]),
  )
})
