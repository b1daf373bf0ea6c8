import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const ZONE = 'Node 0, zone      DMA\n  pages free     3945\n        min      22\n        low      26\n'

test('pages become bytes, of the size that the machine has', () => {
  expect(factsIn(ZONE)).toEqual({
    'zoneinfo[0].zones[0].node': '0',
    'zoneinfo[0].zones[0].zone': 'DMA',
    'zoneinfo[0].zones[0].free': String(3945 * 4096),
    'zoneinfo[0].zones[0].min': String(22 * 4096),
    'zoneinfo[0].zones[0].low': String(26 * 4096),
  })
  expect(factsIn(ZONE, 65536)['zoneinfo[0].zones[0].free']).toBe(String(3945 * 65536))
})

test('2.6.18: watermarks, the reserve, and two page lists a CPU', () => {
  expect(factsIn(fixture('linux-2.6.18'))).toMatchObject({
    'zoneinfo[0].zones[1].zone': 'DMA32',
    'zoneinfo[0].zones[1].free': String(501239 * 4096),
    'zoneinfo[0].zones[1].min': String(6060 * 4096),
    'zoneinfo[0].zones[1].high': String(9090 * 4096),
    'zoneinfo[0].zones[1].spanned': String(1044480 * 4096),
    'zoneinfo[0].zones[1].present': String(768000 * 4096),
    'zoneinfo[0].zones[1].protection': `0,0,${5050 * 4096},${5050 * 4096}`,
    'zoneinfo[0].zones[1].pcp': String((41 + 9 + 160 + 52) * 4096),
    'zoneinfo[0].zones[1].cpus': '2',
    'zoneinfo[0].zones[1].nr_anon_pages': '161239',
    'zoneinfo[0].zones[1].scanned': '0',
    'zoneinfo[0].zones[0].all_unreclaimable': '1',
  })
  expect(factsIn(fixture('linux-2.6.18'))).not.toHaveProperty('zoneinfo[0].zones[1].managed')
})

test('3.10: the counters of a zone stand before its reserve', () => {
  expect(factsIn(fixture('linux-3.10-el7'))).toMatchObject({
    'zoneinfo[0].zones[1].zone': 'Normal',
    'zoneinfo[0].zones[1].managed': String(3328290 * 4096),
    'zoneinfo[0].zones[1].nr_alloc_batch': '3494',
    'zoneinfo[0].zones[1].nr_kernel_stack': '1023',
    'zoneinfo[0].zones[1].pcp': String(201 * 4096),
    'zoneinfo[0].zones[0].protection': `0,${2814 * 4096},${15815 * 4096},${15815 * 4096}`,
  })
})

test('6.12, two nodes: counters below `per-node stats` are the node’s, not the zone’s', () => {
  const facts = factsIn(fixture('linux-6.12-two-nodes'))
  expect(facts).toMatchObject({
    'zoneinfo[0].nodes[0].node': '0',
    'zoneinfo[0].nodes[1].node': '1',
  })
  const { zones, nodes } = recordIn('zoneinfo', fixture('linux-6.12-two-nodes')).data
  expect(zones.map(({ node, zone }) => `${node} ${zone}`)).toEqual([
    '0 DMA',
    '0 DMA32',
    '0 Normal',
    '0 Movable',
    '0 Device',
    '1 DMA',
    '1 DMA32',
    '1 Normal',
    '1 Movable',
    '1 Device',
  ])
  expect(nodes!.map(({ fields }) => fields.has('nr_inactive_anon'))).toEqual([true, true])
  expect(zones.some(({ fields }) => fields.has('nr_inactive_anon'))).toBe(false)
})

test('a zone without pages has figures that are zero, and lacks those that are not printed', () => {
  const { zones } = recordIn('zoneinfo', fixture('linux-6.12-two-nodes')).data
  const device = zones.find(({ zone }) => zone === 'Device')!
  expect([device.free?.value, device.managed?.value, device.pcp]).toEqual([0, 0, undefined])
})

test('an excerpt by head ends where head cut; an excerpt by grep has what was asked for', () => {
  expect(factsIn(fixture('linux-5.10-head'))).toMatchObject({
    'zoneinfo[0].zones[0].free': '16158720',
    'zoneinfo[0].nodes[0].nr_inactive_anon': '30908',
  })
  expect(factsIn(fixture('linux-6.12-grep'))).toMatchObject({
    'zoneinfo[0].zones[1].zone': 'DMA32',
    'zoneinfo[0].zones[1].high': String(12672 * 4096),
    'zoneinfo[0].zones[1].managed': String(482311 * 4096),
  })
})

test('a paste that begins inside of it: nobody knows whose counters those are, and they are not the host’s', () => {
  const text = `      nr_mapped    890\n      nr_dirty     20\n  pagesets\n    cpu: 0\n              count: 41\n${ZONE}`
  expect(problemLinesIn('zoneinfo', text)).toEqual(['missing-part Node, 1'])
  expect(recordIn('zoneinfo', text).data.zones.map(({ zone, pcp }) => [zone, pcp])).toEqual([['DMA', undefined]])
})

test('a vmstat printed above keeps its counters', () => {
  expect(kindsIn(`nr_mapped 890\nnr_dirty 20\n${ZONE}`)).toEqual(['vmstat', 'zoneinfo'])
})

test('a line broken in two parts no zone', () => {
  const text = 'Node 0, zone      DMA\n  pages free     3945\n        m\nin      22\n        low      26\n'
  expect(recordIn('zoneinfo', text).data.zones[0]!.low?.value).toBe(26 * 4096)
})

test('the same zone again is the next table', () => {
  expect(kindsIn(ZONE + ZONE)).toEqual(['zoneinfo', 'zoneinfo'])
})

test.each([
  [
    'free lists',
    'Node 0, zone      DMA      1      1      1      0      2      1      1      0      1      1      3\n',
  ],
  ['a head alone', 'Node 0, zone      DMA\n'],
  ['a head and prose', 'Node 0, zone      DMA\nis the one that fails.\n'],
  ['blocks by type', 'Node 0, zone      DMA            1            7            0            0            0\n'],
])('%s: not a zoneinfo', (_, text) => expect(kindsIn(text)).not.toContain('zoneinfo'))

describe('bad input', () => {
  const zone = (line: string) => `Node 0, zone      DMA\n  pages free     3945\n${line}\n        low      26\n`
  test.each<[string, string, string[]]>([
    ['a value that is no number', zone('        min      22x'), ['not-a-number min, 3']],
    ['a value that is lost', zone('        min'), ['cut-off min, 3']],
    ['below zero', zone('        min      -22'), ['implausible min, 3']],
    ['a number beyond any machine', zone(`        min      ${'9'.repeat(30)}`), ['implausible min, 3']],
    ['a reserve that is cut', zone('        protection: (0, 28'), ['not-a-number protection, 3']],
    ['a field twice', zone('        min 1\n        min 2'), ['duplicate-key min, 4']],
  ])('%s', (_, text, problems) => {
    expect(problemLinesIn('zoneinfo', text)).toEqual(problems)
    expect(factsIn(text)).toMatchObject({
      'zoneinfo[0].zones[0].free': String(3945 * 4096),
      'zoneinfo[0].zones[0].low': String(26 * 4096),
    })
  })

  test('a bad value is absent', () => {
    expect(factsIn(zone('        min      22x'))).not.toHaveProperty('zoneinfo[0].zones[0].min')
  })

  test('keys that JavaScript knows', () => {
    const { zones } = recordIn('zoneinfo', zone('      constructor 7')).data
    expect(zones[0]!.fields.get('constructor')?.value).toBe(7)
  })

  test('a line of blanks and letters takes no time', () => {
    expect(kindsIn(`Node 0, zone DMA\n  pages free 3\n  a${' b'.repeat(30_000)}\n`)).toEqual(['zoneinfo'])
  })
})
