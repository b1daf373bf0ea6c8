import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, readText, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const kib = (count: number) => String(count * 1024)

test('sizes in bytes, huge pages as counts', () => {
  expect(
    factsIn('MemTotal:  16267364 kB\nMemFree: 12 kB\nHugePages_Total:     400\nHugepagesize:     2048 kB\n'),
  ).toEqual({
    'meminfo[0].MemTotal': kib(16267364),
    'meminfo[0].MemFree': kib(12),
    'meminfo[0].HugePages_Total': '400',
    'meminfo[0].Hugepagesize': kib(2048),
  })
})

describe('what node_exporter makes of the file', () => {
  test('names and sizes are the kernel’s again', () => {
    const { fields } = recordIn('meminfo', fixture('node-exporter-1.8')).data
    expect(fields.get('MemAvailable')?.value).toBe(10402340 * 1024)
    expect(fields.get('Inactive(file)')?.value).toBe(3520212 * 1024)
    expect(fields.get('HugePages_Total')?.value).toBe(0)
  })

  test('an answer of Prometheus has labels; the next scrape is the next file', () => {
    const scrape = (free: string) =>
      `node_memory_MemTotal_bytes{instance="db1:9100",job="node"} 1.6777216e+10\nnode_memory_MemFree_bytes{instance="db1:9100",job="node"} ${free}\n`
    expect(factsIn(scrape('1.024e+09') + scrape('2048'))).toEqual({
      'meminfo[0].MemTotal': '16777216000',
      'meminfo[0].MemFree': '1024000000',
      'meminfo[1].MemTotal': '16777216000',
      'meminfo[1].MemFree': '2048',
    })
  })

  test.each([
    ['a name in prose', 'node_memory_MemFree_bytes 5\n'],
    ['an expression', 'node_memory_MemFree_bytes / node_memory_MemTotal_bytes < 0.1\n'],
    ['the nodes’ own metrics', 'node_memory_numa_MemFree{node="0"} 5\nnode_memory_numa_MemFree{node="1"} 6\n'],
  ])('%s is none', (_, text) => expect(kindsIn(text)).toEqual([]))
})

describe('every era prints its own fields, and nothing is read for those it lacks', () => {
  test('2.4: the table in bytes is context, the fields count', () => {
    expect(factsIn(fixture('linux-2.4-rhel3'))).toMatchObject({
      'meminfo[0].MemTotal': kib(514928),
      'meminfo[0].Inact_laundry': kib(12544),
      'meminfo[0].Hugepagesize': kib(4096),
    })
    expect(factsIn(fixture('linux-2.4-rhel3'))).not.toHaveProperty(['meminfo[0].Mem'])
  })

  test('2.6.18: one LRU, one Slab', () => {
    expect(factsIn(fixture('linux-2.6.18-el5'))).toMatchObject({
      'meminfo[0].Slab': kib(422572),
      'meminfo[0].VmallocChunk': kib(34359470259),
    })
    for (const later of ['MemAvailable', 'Shmem', 'SReclaimable', 'Active(anon)', 'Percpu']) {
      expect(recordIn('meminfo', fixture('linux-2.6.18-el5')).data.fields.has(later)).toBe(false)
    }
  })

  test('7.3: fields that came last', () => {
    const { fields } = recordIn('meminfo', fixture('linux-7.3-balloon')).data
    for (const key of ['Balloon', 'GPUActive', 'Unaccepted', 'Zswapped', 'SecPageTables'])
      expect(fields.has(key)).toBe(true)
  })

  test('a field of a kernel to come is kept', () => {
    expect(factsIn('MemTotal: 8 kB\nQuantumPages:  12 kB\nQuanta:  3\n')).toMatchObject({
      'meminfo[0].QuantumPages': kib(12),
      'meminfo[0].Quanta': '3',
    })
  })
})

describe('how people paste it', () => {
  test('two columns beside each other', () => {
    const { fields } = recordIn('meminfo', fixture('linux-5.10-two-columns')).data
    const whole = recordIn('meminfo', fixture('linux-5.10')).data.fields
    expect([...fields].map(([key, { value }]) => [key, value]).sort()).toEqual(
      [...whole]
        .slice(0, 24)
        .map(([key, { value }]) => [key, value])
        .sort(),
    )
  })

  test('all of it in one line', () => {
    const text = 'MemTotal:  16267364 kB MemFree: 12 kB Active(anon):   5 kB HugePages_Total: 4'
    expect(factsIn(text)).toEqual({
      'meminfo[0].MemTotal': kib(16267364),
      'meminfo[0].MemFree': kib(12),
      'meminfo[0].Active(anon)': kib(5),
      'meminfo[0].HugePages_Total': '4',
    })
  })

  test('units that awk dropped are the kernel’s, units that it kept in another case too', () => {
    const plain = recordIn('meminfo', fixture('linux-5.10-units-dropped')).data.fields
    const whole = recordIn('meminfo', fixture('linux-5.10')).data.fields
    expect([...plain].map(([key, { value }]) => [key, value])).toEqual(
      [...whole].map(([key, { value }]) => [key, value]),
    )
    expect(factsIn('MemTotal: 8 KB\nMemFree: 2 KiB\nBuffers: 1 MB\n')).toEqual({
      'meminfo[0].MemTotal': kib(8),
      'meminfo[0].MemFree': kib(2),
      'meminfo[0].Buffers': kib(1024),
    })
  })

  test('units that a narrow page wrapped', () => {
    expect(factsIn('MemTotal:  16267364\nkB\nMemFree: 12\nkB\n')).toMatchObject({ 'meminfo[0].MemFree': kib(12) })
    expect(kindsIn('MemTotal:  16267364\nkB\nMemFree: 12\nkB\n')).toEqual(['meminfo'])
  })

  test('separators of thousands, and blanks that are lost', () => {
    expect(factsIn('MemTotal:16,267,364kB\nMemFree:12kB\n')).toMatchObject({ 'meminfo[0].MemTotal': kib(16267364) })
  })

  test('blank lines that a web page put between the rows', () => {
    expect(kindsIn('MemTotal: 8 kB\n\nMemFree: 2 kB\n\nBuffers: 1 kB\n')).toEqual(['meminfo'])
  })

  test('grep names the file on each line', () => {
    expect(factsIn('/proc/meminfo:MemTotal: 8 kB\n/proc/meminfo:MemFree: 2 kB\n')).toMatchObject({
      'meminfo[0].MemFree': kib(2),
    })
  })
})

describe('nodes', () => {
  const node = (number: number) =>
    `Node ${number} MemTotal:  1030804 kB\nNode ${number} MemFree:  358652 kB\nNode ${number} FilePages: 9 kB\n`

  test('each node is a record about that node, of one moment', () => {
    expect(factsIn(node(0) + node(1))).toMatchObject({
      'meminfo[0].node': '0',
      'meminfo[0].FilePages': kib(9),
      'meminfo[1].node': '1',
    })
    expect(readText(node(0) + node(1)).map(({ subject }) => subject)).toEqual(['node 0', 'node 1'])
  })
})

describe('several in one paste', () => {
  const file = 'MemTotal: 8 kB\nMemFree: 2 kB\nBuffers: 1 kB\nCached: 4 kB\n'
  test('without anything between', () => expect(kindsIn(file.repeat(3))).toEqual(['meminfo', 'meminfo', 'meminfo']))
  test('cut at the top', () => {
    expect(kindsIn(file + file.replace('MemTotal: 8 kB\n', ''))).toEqual(['meminfo', 'meminfoExcerpt'])
  })
  test('excerpts in a loop', () => {
    expect(kindsIn('Dirty: 1 kB\nWriteback: 0 kB\n'.repeat(2))).toEqual(['meminfoExcerpt', 'meminfoExcerpt'])
  })
  test('free below keeps its rows', () => {
    const { fields } = recordIn('meminfo', `${file}Mem:   1971 1371 667\n`).data
    expect([...fields.keys()]).toEqual(['MemTotal', 'MemFree', 'Buffers', 'Cached'])
  })
  test('a process below keeps its own lines', () => {
    expect(kindsIn(`${file}Name:\tinit\nPid:\t1\nVmRSS:\t 5 kB\n`)).toEqual(['meminfo', 'processStatus'])
    expect(kindsIn(`${file}Rss: 5 kB\nPss: 4 kB\n`)).toEqual(['meminfo', 'smapsRollup'])
  })
})

test('a few lines are an excerpt, with the same paths', () => {
  expect(factsIn('HugePages_Total:     400\nHugePages_Free:      400\nHugepagesize:       2048 kB\n')).toEqual({
    'meminfoExcerpt[0].HugePages_Total': '400',
    'meminfoExcerpt[0].HugePages_Free': '400',
    'meminfoExcerpt[0].Hugepagesize': kib(2048),
  })
  expect(kindsIn('Slab:             191868 kB\n')).toEqual(['meminfoExcerpt'])
})

test('fields of a mapping that have names in common are no excerpt', () => {
  expect(kindsIn('LazyFree: 0 kB\nAnonHugePages: 0 kB\nShmemPmdMapped: 0 kB\nShared_Hugetlb: 0 kB\n')).not.toContain(
    'meminfoExcerpt',
  )
})

test.each([
  ['prose with a field’s name', 'Cached: the page cache\nSlab: kernel objects\n'],
  ['one number that can be anything', 'Active: 3\n'],
  ['zones', 'Node 0, zone      DMA      2      1      2      2\n'],
  ['counters of an OOM report', 'active_anon:1 inactive_anon:2 isolated_anon:0\n'],
])('%s is no meminfo', (_, text) => {
  expect(kindsIn(text)).not.toContain('meminfo')
  expect(kindsIn(text)).not.toContain('meminfoExcerpt')
})

describe('bad input', () => {
  const file = (line: string) => `MemTotal: 8 kB\nMemFree: 2 kB\n${line}\nCached: 4 kB\nSlab: 1 kB\n`
  test.each<[string, string, string[]]>([
    ['no number', file('Buffers: 12x4 kB'), ['not-a-number Buffers, 3']],
    ['a value lost', file('Buffers:'), ['not-a-number Buffers, 3']],
    ['a key lost', file('       12 kB'), ['unknown-line 12 kB, 3']],
    ['below zero', file('Buffers: -4 kB'), ['implausible Buffers, 3']],
    ['gone round', file('Buffers: 18446744073709551612 kB'), ['implausible Buffers, 3']],
    ['400 digits', file(`Buffers: ${'9'.repeat(400)} kB`), ['implausible Buffers, 3']],
    ['a key twice', file('MemFree: 3 kB'), ['duplicate-key MemFree, 3']],
    ['cut in the middle of a key', `${file('Buffers: 1 kB')}SReclai`, []],
    ['cut behind a key', `${file('Buffers: 1 kB')}SReclaimable:`, ['not-a-number SReclaimable, 6']],
  ])('%s: the rest is read', (_, text, problems) => {
    expect(problemLinesIn('meminfo', text)).toEqual(problems)
    expect(factsIn(text)).toMatchObject({
      'meminfo[0].MemTotal': '8192',
      'meminfo[0].MemFree': '2048',
      'meminfo[0].Slab': '1024',
    })
  })

  test('what is bad is absent, not zero', () => {
    for (const bad of ['Buffers: 12x4 kB', 'Buffers:', 'Buffers: -4 kB']) {
      expect(recordIn('meminfo', file(bad)).data.fields.has('Buffers')).toBe(false)
    }
  })

  test('keys that JavaScript knows are no trouble', () => {
    const { fields } = recordIn('meminfo', file('Constructor: 7 kB\nToString: 5 kB')).data
    expect(fields.get('Constructor')?.value).toBe(7 * 1024)
    expect(kindsIn('__proto__: 5 kB\n')).toEqual([])
  })

  test.each(['', 'MemTotal:', 'MemTotal: kB', 'total:    used:    free:  shared: buffers:  cached:\n'])(
    'head only or none: %j',
    (text) => expect(kindsIn(text)).not.toContain('meminfo'),
  )
})
