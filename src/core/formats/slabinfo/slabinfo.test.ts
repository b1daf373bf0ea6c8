import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const ROW =
  'dentry             11235  11240    192   21    1 : tunables    0    0    0 : slabdata    535    536      0\n'

test('a row is a cache', () => {
  expect(factsIn(ROW)).toEqual({
    'slabinfo[0].caches[0].name': 'dentry',
    'slabinfo[0].caches[0].activeObjects': '11235',
    'slabinfo[0].caches[0].totalObjects': '11240',
    'slabinfo[0].caches[0].objectSize': '192',
    'slabinfo[0].caches[0].objectsPerSlab': '21',
    'slabinfo[0].caches[0].pagesPerSlab': '1',
    'slabinfo[0].caches[0].activeSlabs': '535',
    'slabinfo[0].caches[0].slabs': '536',
  })
})

test('rows that grep left need no head, whatever cache comes first', () => {
  expect(recordIn('slabinfo', fixture('linux-6.1-grep')).data.caches.map(({ name }) => name)).toEqual([
    'inode_cache',
    'dentry',
    'kmalloc-1k',
    'kmalloc-512',
  ])
  expect(kindsIn(ROW.replace('dentry', 'acme_fpga_dma'))).toEqual(['slabinfo'])
})

test('2.6.18 with SLAB: tunables, an object a page', () => {
  const { version, caches } = recordIn('slabinfo', fixture('linux-2.6.18-slab')).data
  expect(version).toBe('2.1')
  expect(caches.find(({ name }) => name === 'ext3_inode_cache')).toMatchObject({
    activeObjects: 412031,
    objectSize: 760,
    objectsPerSlab: 5,
    pagesPerSlab: 1,
    slabs: 82408,
  })
  expect(caches.some(({ name }) => name === 'size-64(DMA)')).toBe(true)
})

test('version 1.1 of 2.4 has other columns', () => {
  expect(recordIn('slabinfo', fixture('linux-2.4')).data.caches[2]).toMatchObject({
    name: 'inode_cache',
    activeObjects: 42033,
    totalObjects: 45010,
    objectSize: 512,
    activeSlabs: 6430,
    slabs: 6430,
    pagesPerSlab: 1,
  })
})

test('names with a control group or blanks, rows that a narrow page wrapped', () => {
  expect(
    recordIn('slabinfo', fixture('linux-3.10-memcg-wrapped')).data.caches.map(({ name, slabs }) => [name, slabs]),
  ).toEqual([
    ['kmalloc-64(5:init.scope)', 2],
    ['nf conntrack ffff88', 53],
    ['xfs_inode', 256701],
    ['dentry', 242970],
  ])
})

test('SLAB’s statistics behind the row are no part of its numbers', () => {
  const text = `slabinfo - version: 2.1 (statistics)\n${ROW.trim()} : globalstat  11240 11240 535 0 0 0 0 0 0 : cpustat 1 2 3 4\n`
  expect(factsIn(text)).toMatchObject({ 'slabinfo[0].caches[0].slabs': '536', 'slabinfo[0].version': '2.1' })
})

test('the first cache again is the next table', () => {
  expect(kindsIn(ROW + ROW)).toEqual(['slabinfo', 'slabinfo'])
  expect(kindsIn(`slabinfo - version: 2.1\n${ROW}slabinfo - version: 2.1\n${ROW}`)).toEqual(['slabinfo', 'slabinfo'])
})

describe('bad input', () => {
  const row = (text: string) => `slabinfo - version: 2.1\n${text}\n${ROW}`
  test.each<[string, string, string[]]>([
    ['a count that is no number', row('dma 12x 5 6 7 8 : tunables 0 0 0 : slabdata 1 1 0'), ['ragged-row dma, 2']],
    ['below zero', row('dma -1 5 6 7 8 : tunables 0 0 0 : slabdata 1 1 0'), ['ragged-row dma, 2']],
    ['absurdly large', row(`dma ${'9'.repeat(30)} 5 6 7 8 : tunables 0 0 0 : slabdata 1 1 0`), ['ragged-row dma, 2']],
    ['a name that is lost', row('4 5 6 7 8 : tunables 0 0 0 : slabdata 1 1 0'), ['ragged-row 4, 2']],
    ['a row cut in front of the colon', row('dma 4 5 6'), ['ragged-row dma, 2']],
  ])('%s: the row is named, the others are read', (_, text, problems) => {
    expect(problemLinesIn('slabinfo', text)).toEqual(problems)
    expect(recordIn('slabinfo', text).data.caches.map(({ name }) => name)).toEqual(['dentry'])
  })

  test('columns cut off on the right: what is there is read, the slabs are absent', () => {
    const text = 'dentry  11235  11240    192   21    1 : tunables    0    0    0 : slab'
    expect(factsIn(text)).toMatchObject({ 'slabinfo[0].caches[0].pagesPerSlab': '1' })
    expect(factsIn(text)).not.toHaveProperty('slabinfo[0].caches[0].slabs')
    expect(problemLinesIn('slabinfo', text)).toEqual(['ragged-row dentry, 1'])
  })

  test('caches with names that JavaScript knows', () => {
    expect(recordIn('slabinfo', ROW.replace('dentry', '__proto__')).data.caches[0]!.name).toBe('__proto__')
  })

  test.each([
    '',
    'slabinfo - version: 2.1\n',
    'slabinfo - version: 2.1\n# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab>\n',
    '# name of the cache\n',
  ])('head only or none: %j', (text) => expect(kindsIn(text)).toEqual([]))

  test('a line of megabytes takes no time', () => {
    expect(kindsIn(`${'1 '.repeat(30_000)}: tunables ${'1 '.repeat(30_000)}`)).toEqual(['slabinfo'])
  })
})
