import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const SUMS = ' Active / Total Objects (% used)    : 78255 / 81627 (95.9%)\n'
const HEAD = '  OBJS ACTIVE  USE OBJ SIZE  SLABS OBJ/SLAB CACHE SIZE NAME\n'
const ROW = '  1072   1068  99%    2.00K     67       16      2144K kmalloc-cg-2k\n'

test('sums and rows; sizes in bytes, as far as slabtop rounds them', () => {
  expect(factsIn(fixture('head-linux-7.2'))).toMatchObject({
    'slabtop[0].activeObjects': '78255',
    'slabtop[0].totalObjects': '81627',
    'slabtop[0].totalSlabs': '2462',
    'slabtop[0].totalCaches': '208',
    'slabtop[0].totalSize': String(Math.round(22597.68 * 1024)),
    'slabtop[0].caches[1].name': 'kmalloc-cg-2k',
    'slabtop[0].caches[1].totalObjects': '1072',
    'slabtop[0].caches[1].activeObjects': '1068',
    'slabtop[0].caches[1].objectSize': '2048',
    'slabtop[0].caches[1].slabs': '67',
    'slabtop[0].caches[1].objectsPerSlab': '16',
    'slabtop[0].caches[1].cacheSize': String(2144 * 1024),
  })
})

test('newer ones print larger units; a page wrapped head and rows', () => {
  const { caches, totalSize } = recordIn('slabtop', fixture('human-4.0-wrapped')).data
  expect(totalSize!.value).toBe(Math.round(121.4 * 1024 ** 3))
  expect(caches.map(({ name, slabs, cacheSize }) => [name, slabs, cacheSize])).toEqual([
    ['xfs_inode', 7731010, Math.round(235.9 * 1024 ** 3)],
    ['dentry', 1433102, Math.round(10.9 * 1024 ** 3)],
  ])
})

test('without sums, and without rows', () => {
  expect(kindsIn(HEAD + ROW)).toEqual(['slabtop'])
  expect(kindsIn(SUMS)).toEqual(['slabtop'])
})

test('the next screen is the next table', () => {
  expect(kindsIn(`${SUMS}\n${HEAD}${ROW}\n${SUMS}\n${HEAD}${ROW}`)).toEqual(['slabtop', 'slabtop'])
})

test.each([
  ['the head of another table', 'OBJS ACTIVE RECORDS\n1 2 3\n'],
  ['a head alone', HEAD],
  ['prose', 'Active / Total means what it says.\n'],
  ['rows of slabinfo', 'dentry 11235 11240 192 21 1 : tunables 0 0 0 : slabdata 535 536 0\n'],
])('%s is no slabtop', (_, text) => expect(kindsIn(text)).not.toContain('slabtop'))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', `${HEAD}  10x2   1068  99%    2.00K     67       16      2144K dma\n${ROW}`, ['ragged-row dma, 2']],
    ['below zero', `${HEAD}  -1   1068  99%    2.00K     67       16      2144K dma\n${ROW}`, ['ragged-row dma, 2']],
    ['a column lost', `${HEAD}  12   10  99%    2.00K     67      2144K dma\n${ROW}`, ['ragged-row dma, 2']],
    [
      'absurdly large',
      `${HEAD}  ${'9'.repeat(30)}   1068  99%    2.00K     67       16      2144K dma\n${ROW}`,
      ['ragged-row dma, 2'],
    ],
    [
      'cut in the middle',
      `${HEAD}${ROW}  1072   1068  99%    2.00K     6`,
      ['cut-off 1072   1068  99%    2.00K     6, 3'],
    ],
  ])('%s: the row is named, the others are read', (_, text, problems) => {
    expect(problemLinesIn('slabtop', text)).toEqual(problems)
    expect(recordIn('slabtop', text).data.caches.map(({ name }) => name)).toEqual(['kmalloc-cg-2k'])
  })

  test('a sum that is none is absent', () => {
    const text = `${SUMS} Active / Total Slabs (% used)  : x / 2462 (100.0%)\n\n${HEAD}${ROW}`
    expect(problemLinesIn('slabtop', text)).toEqual(['not-a-number Slabs, 2'])
    expect(recordIn('slabtop', text).data).not.toHaveProperty('totalSlabs')
  })
})
