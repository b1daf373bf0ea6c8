import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyze } from '../analyze.ts'
import { compare, isEmpty, type Comparison } from './compare.ts'
import { defaultPair, idsOf, neighbours, pairIn, pairsOf } from './pairs.ts'
import { sayComparison } from './say.ts'
import { sideOf, sideOfMoment } from './side.ts'

const analyzed = (...texts: readonly string[]) => analyze(texts.map((text, index) => ({ name: `${index}.txt`, text })))

/** Two pastes held against each other. */
function compared(before: string, after: string): Comparison {
  const { moments } = analyzed(before, after)
  return compare(sideOfMoment(moments[0]!), sideOfMoment(moments.at(-1)!))
}

const article = (name: string) =>
  analyzed(readFileSync(join(import.meta.dirname, `../../../e2e/fixtures/${name}.txt`), 'utf8'))

interface Machine {
  readonly total?: number
  readonly free: number
  readonly anon: number
  readonly cached: number
  readonly more?: readonly string[]
}

const meminfo = ({ total = 16267364, free, anon, cached, more = [] }: Machine) =>
  [
    `MemTotal:       ${total} kB`,
    `MemFree:         ${free} kB`,
    'Buffers:             264 kB',
    `Cached:          ${cached} kB`,
    `AnonPages:       ${anon} kB`,
    'Shmem:             46896 kB',
    ...more,
  ].join('\n')

const steps = ({ bridges }: Comparison, index = 0) =>
  bridges[index]!.steps.filter(({ change }) => change !== 0).map(({ key, change }): [string, number] => [
    key,
    change / 1024,
  ])

describe('the bridge', () => {
  test('settings that are lists of numbers are no quantities', () => {
    const settings = 'sysctl -a\nvm.lowmem_reserve_ratio = 256 256 32 0 0\nnet.ipv4.tcp_mem = 1 2 3\n\n'
    const machine = { free: 900000, anon: 6000000, cached: 5000000 }
    const { bridges } = compared(
      `${settings}${meminfo(machine)}\nHugetlb: 0 kB`,
      `${settings}${meminfo({ ...machine, more: ['Bounce: 4096 kB'] })}`,
    )
    expect(bridges).toHaveLength(1)
  })

  test('names every account that changed, the largest change first, and ends at the total after', () => {
    const { bridges } = compared(
      meminfo({ free: 900000, anon: 6000000, cached: 1500000 }),
      meminfo({ free: 400000, anon: 6600000, cached: 1400000 }),
    )
    expect(
      bridges[0]!.steps.filter(({ change }) => change !== 0).map(({ id, from, to }) => [id, from / 1024, to / 1024]),
    ).toEqual([
      ['anon', 0, 600000],
      ['free', 600000, 100000],
      ['file-cache', 100000, 0],
    ])
  })

  test('a total that changed is where the steps lead to', () => {
    const comparison = compared(
      meminfo({ total: 16267364, free: 900000, anon: 6000000, cached: 1500000 }),
      meminfo({ total: 14170212, free: 900000, anon: 6000000, cached: 1500000 }),
    )
    expect(steps(comparison)).toEqual([['unaccounted', -2097152]])
    expect(comparison.bridges[0]!.steps.at(0)!.to).toBe(-2 * 2 ** 30)
    expect(sayComparison(comparison, 'en').sentence).toBe(
      '**Unaccounted memory** shrank by **2 GiB**; `MemTotal` itself fell by 2 GiB to 13.51 GiB.',
    )
  })

  test('what one paste alone can tell is unaccounted on both sides: it did not come out of nothing', () => {
    const books = { free: 900000, anon: 6000000, cached: 1500000 }
    const comparison = compared(
      meminfo(books),
      meminfo({ ...books, more: ['Slab: 300000 kB', 'SUnreclaim: 200000 kB', 'SReclaimable: 100000 kB'] }),
    )
    expect(steps(comparison)).toEqual([])
    expect(comparison.bridges[0]!.untold).toMatchObject([
      { id: 'slab-reclaimable', knownTo: 'after', bytes: 100000 * 1024 },
      { id: 'slab-unreclaimable', knownTo: 'after', bytes: 200000 * 1024 },
    ])
  })

  test('a rare account that the other paste prints as zero was zero', () => {
    const books = { free: 900000, anon: 6000000, cached: 1500000 }
    const comparison = compared(
      meminfo({ ...books, more: ['Zswap: 0 kB'] }),
      meminfo({ ...books, free: 400000, more: ['Zswap: 500000 kB'] }),
    )
    expect(steps(comparison)).toEqual([
      ['zswap', 500000],
      ['free', -500000],
    ])
    expect(comparison.bridges[0]!.untold).toEqual([])
  })

  test('fields that were read otherwise are said to be', () => {
    const line = 'Active: 100 kB\nInactive: 100 kB\nUnevictable: 0 kB'
    const books = { free: 900000, anon: 6000000, cached: 1500000 }
    const { bridges } = compared(
      meminfo({ ...books, more: ['SwapCached: 80 kB'] }),
      meminfo({ ...books, more: ['SwapCached: 80 kB', line] }),
    )
    expect(bridges[0]!.steps.find(({ id }) => id === 'swap-cache')!.formulas).toEqual([
      'SwapCached / 2',
      'Active + Inactive + Unevictable − (AnonPages + Cached + Buffers), 0 … SwapCached',
    ])
  })

  test('its steps lead from the one total to the other, whatever the two pastes hold', () => {
    const size = fc.nat(2 ** 31)
    const book = fc.record({
      total: fc.integer({ min: 1, max: 2 ** 32 }),
      free: size,
      anon: size,
      cached: size,
      more: fc.subarray([
        'Slab: 9 kB',
        'SReclaimable: 5 kB',
        'SUnreclaim: 4 kB',
        'KernelStack: 77 kB',
        'PageTables: 3 kB',
        'Percpu: 1 kB',
        'VmallocUsed: 80 kB',
        'SwapCached: 13 kB',
        'Zswap: 0 kB',
        'Bounce: 7 kB',
      ]),
    })
    fc.assert(
      fc.property(book, book, (before, after) => {
        for (const { steps: all, before: was, after: is } of compared(meminfo(before), meminfo(after)).bridges) {
          expect(all.reduce((sum, { change }) => sum + change, 0)).toBe(is.bytes - was.bytes)
          all.forEach(({ from, to, change }, index) => {
            expect(from).toBe(index === 0 ? 0 : all[index - 1]!.to)
            expect(to - from).toBe(change)
          })
          expect(all.at(-1)?.to).toBe(is.bytes - was.bytes)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('control groups are matched by path; the lone group of each side is the same container made anew', () => {
    const group = (path: string, anon: number) =>
      `# cat /sys/fs/cgroup${path}/memory.stat\nanon ${anon}\nfile 4096\nshmem 0\n`
    const two = compared(group('/a', 2 ** 24) + group('/b', 2 ** 24), group('/b', 2 ** 25) + group('/a', 2 ** 24))
    expect(two.bridges.map(({ scope }) => scope)).toEqual([
      { kind: 'cgroup', path: '/b', version: 2 },
      { kind: 'cgroup', path: '/a', version: 2 },
    ])
    expect(steps(two)).toEqual([['anon', 2 ** 14]])
    const anew = compared(group('/docker/1', 2 ** 24), group('/docker/2', 2 ** 25))
    expect(anew.cautions).toMatchObject([
      { code: 'groups', before: { path: '/docker/1' }, after: { path: '/docker/2' } },
    ])
    expect(steps(anew)).toEqual([['anon', 2 ** 14]])
  })

  test('two reports of one log are two pictures: their books and process tables are compared', () => {
    const report = article('killed-with-48-gb-free')
    expect(sideOf(report, 'oom[0]')).not.toBeNull()
    expect(sideOf(report, 'oom[7]')).toBeNull()
    const comparison = compare(sideOf(report, 'oom[0]')!, sideOf(report, '0')!)
    expect(comparison.bridges.map(({ was, scope }) => [was.kind, scope.kind])).toEqual([['report', 'host']])
  })
})

describe('free lists', () => {
  const buddyinfo = (counts: string) => `Node 0, zone   Normal ${counts}`

  test('are matched by node and zone, order by order', () => {
    const { zones } = compared(buddyinfo('5 4 3 2 1 0 0 0 0 0 0'), buddyinfo('1 2 3 4 5 0 0 0 0 0 6'))
    expect(zones[0]!.orders.map(({ change }) => change)).toEqual([-4, -2, 0, 2, 4, 0, 0, 0, 0, 0, 6])
    expect(zones[0]!.orders[10]).toMatchObject({ bytes: 6 * 4 * 2 ** 20, suitableBefore: 0, suitableAfter: 6 })
    expect(zones[0]!.freeBytes).toBe(zones[0]!.orders.reduce((sum, { bytes }) => sum + bytes, 0))
  })

  test('the order that the kernel was asked for decides what is said of them', () => {
    const report = article('no-big-blocks')
    expect(sayComparison(compare(...defaultPair(report)!), 'en').sentence).toBe(
      'Node 0 `Normal` has 8.51 GiB free, 7.48 GiB more than before (1.03 GiB); in blocks of order 4 and more it went from 4 MiB to **4.61 GiB**.',
    )
  })
})

describe('keyed files', () => {
  const at = (time: string, text: string) => `${time}\n${text}`
  const vmstat = (values: Readonly<Record<string, number>>) =>
    `$ cat /proc/vmstat\n${Object.entries(values)
      .map(([key, value]) => `${key} ${value}`)
      .join('\n')}`

  test('counters come with what they are in a second, levels without', () => {
    const { keyed, seconds } = compared(
      at('Fri Mar 14 02:41:00 UTC 2025', vmstat({ nr_free_pages: 5000, pgfault: 1000, pgscan_kswapd: 10 })),
      at('Fri Mar 14 02:41:20 UTC 2025', vmstat({ nr_free_pages: 4000, pgfault: 3000, pgscan_kswapd: 10 })),
    )
    expect(seconds).toBe(20)
    const rows = keyed.find(({ kind }) => kind === 'vmstat')!.rows
    expect(rows.map(({ key, change, perSecond, unit }) => [key, change, perSecond, unit])).toEqual([
      ['pgfault', 2000, 100, 'count'],
      ['nr_free_pages', -1000, null, 'pages'],
      ['pgscan_kswapd', 0, 0, 'pages'],
    ])
  })

  test('a counter that went backward is a machine that was booted: no difference of its file is shown', () => {
    const comparison = compared(
      vmstat({ nr_free_pages: 5000, pgfault: 90000, pgscan_kswapd: 10 }),
      vmstat({ nr_free_pages: 4000, pgfault: 300, pgscan_kswapd: 40 }),
    )
    expect(comparison.cautions).toEqual([{ code: 'restarted', kind: 'vmstat', subject: '' }])
    expect(comparison.keyed[0]!.rows.map(({ key, change }) => [key, change])).toEqual([
      ['nr_free_pages', -1000],
      ['pgfault', null],
      ['pgscan_kswapd', null],
    ])
    expect(sayComparison(comparison, 'en').cautions[0]).toMatch(/went backward.*booted in between/)
  })

  test('turned round, counters that fall are no restart', () => {
    const { moments } = analyzed(
      vmstat({ nr_free_pages: 1, pgfault: 300 }),
      vmstat({ nr_free_pages: 1, pgfault: 90000 }),
    )
    const turned = compare(sideOfMoment(moments[1]!), sideOfMoment(moments[0]!))
    expect(turned.cautions).toEqual([])
    expect(turned.keyed[0]!.rows[0]).toMatchObject({ key: 'pgfault', change: -89700 })
  })

  test('a key that one of them lacks has no change', () => {
    const books = { free: 900000, anon: 6000000, cached: 1500000 }
    const rows = compared(meminfo(books), meminfo({ ...books, more: ['Mapped: 8 kB'] })).keyed[0]!.rows
    expect(rows.find(({ key }) => key === 'MemFree')).toMatchObject({ change: 0, unit: 'bytes' })
    expect(rows.find(({ key }) => key === 'Mapped')).toMatchObject({ before: null, after: 8192, change: null })
  })

  test('the single files of a group are one table; its events only grow, its sizes do not', () => {
    const files = (current: number, kills: number) =>
      `==> /sys/fs/cgroup/a/memory.current <==\n${current}\n\n==> /sys/fs/cgroup/a/memory.events <==\nlow 0\nhigh 0\nmax 7\noom 1\noom_kill ${kills}\n`
    const { keyed } = compared(files(2 ** 30, 1), files(2 ** 29, 3))
    expect(keyed.map(({ kind, subject }) => [kind, subject])).toEqual([['cgroupFile', '/a']])
    expect(keyed[0]!.rows.slice(0, 2)).toMatchObject([
      { key: 'memory.current', change: -(2 ** 29), unit: 'bytes', counter: false },
      { key: 'memory.events oom_kill', change: 2, unit: 'count', counter: true },
    ])
  })
})

describe('tables of many rows', () => {
  const ps = (...rows: readonly string[]) => ['  PID   RSS COMMAND', ...rows].join('\n')

  test('processes are matched by id and name, then by name; new and gone ones are said to be', () => {
    const { rows } = compared(
      ps('    1  1000 systemd', '   10 50000 java -jar a', '   11  2000 nginx: worker', '   20  3000 old'),
      ps('    1  1000 systemd', '   10 90000 java -jar a', '   15  2500 nginx: worker', '   30  7000 fresh'),
    )
    expect(rows[0]!.rows.map(({ name, pid, change, state }) => [name, pid, change! / 1024, state])).toEqual([
      ['java', 10, 40000, 'both'],
      ['fresh', 30, 7000, 'new'],
      ['old', 20, -3000, 'gone'],
      ['nginx', null, 500, 'both'],
      ['systemd', 1, 0, 'both'],
    ])
  })

  test('what a list that was cut does not show is not gone', () => {
    const list = (row: string) => `$ ps aux --sort=-rss | head -2\n${ps(row)}`
    const { rows } = compared(list('   10 50000 java'), list('   20 90000 postgres'))
    expect(rows[0]!.rows.map(({ name, change, state }) => [name, change, state])).toEqual([
      ['postgres', null, 'not-listed'],
      ['java', null, 'not-listed'],
    ])
  })

  test('a slab cache is its slabs', () => {
    const slabinfo = (slabs: number) =>
      `slabinfo - version: 2.1\n# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>\ndentry 100 200 192 21 1 : tunables 0 0 0 : slabdata 10 10 0\nkmalloc-512 ${slabs * 16} ${slabs * 16} 512 16 2 : tunables 0 0 0 : slabdata ${slabs} ${slabs} 0`
    const comparison = compared(slabinfo(100), slabinfo(1000))
    expect(comparison.rows[0]!.rows.map(({ name, change }) => [name, change])).toEqual([
      ['kmalloc-512', 900 * 2 * 4096],
      ['dentry', 0],
    ])
    expect(sayComparison(comparison, 'en').sentence).toBe('Slab cache `kmalloc-512` grew by **7.0 MiB**.')
  })
})

describe('the sentence', () => {
  const books = { free: 900000, anon: 6000000, cached: 1500000 }

  test('says what grew and what part of the growth that is, in both languages', () => {
    const comparison = compared(meminfo(books), meminfo({ free: 300000, anon: 6500000, cached: 1600000 }))
    expect(sayComparison(comparison, 'en')).toEqual({
      cautions: [],
      sentence:
        '**Anonymous memory** grew by **488.3 MiB**, 83.3 % of the growth, **file cache** by **97.7 MiB**; **free memory** fell by 585.9 MiB to 293.0 MiB.',
    })
    expect(sayComparison(comparison, 'zh').sentence).toBe(
      '**匿名内存**增长 **488.3 MiB**，占增长的 83.3 %，**文件缓存**增长 **97.7 MiB**；**空闲内存**减少 585.9 MiB，至 293.0 MiB。',
    )
  })

  test('does not make news of noise', () => {
    expect(
      sayComparison(compared(meminfo(books), meminfo({ ...books, free: 899000, anon: 6001000 })), 'en').sentence,
    ).toBe(
      'Nothing material changed: what moved most is **anonymous memory**, by 1000 KiB, and movements up to 15.9 MiB are taken as noise.',
    )
  })

  test('two that have nothing in common: says what to collect', () => {
    const comparison = compared(meminfo(books), 'Node 0, zone   Normal 5 4 3 2 1 0 0 0 0 0 0')
    expect(isEmpty(comparison)).toBe(true)
    expect(sayComparison(comparison, 'en').sentence).toBe(
      'The two have nothing in common: the one holds /proc/meminfo, the other /proc/buddyinfo. To compare, collect the same again: `cat /proc/meminfo`.',
    )
  })

  test('two hosts are said to be two, before any figure', () => {
    const on = (host: string, text: string) => `[root@${host} ~]# cat /proc/meminfo\n${text}`
    const { cautions } = sayComparison(compared(on('db1', meminfo(books)), on('db2', meminfo(books))), 'en')
    expect(cautions).toEqual([
      '**Two different hosts**, `db1` and `db2`: these are differences between machines, not changes over time.',
    ])
  })
})

describe('which two', () => {
  const books = { free: 900000, anon: 6000000, cached: 1500000 }
  const growing = [0, 1, 2].map((step) =>
    meminfo({ ...books, free: 900000 - step * 300000, anon: 6000000 + step * 300000 }),
  )

  test('from the first to the last where the case is about growth', () => {
    expect(idsOf(defaultPair(analyzed(...growing)))).toBe('0-2')
    expect(idsOf(defaultPair(article('growing-container')))).toBe('0-2')
  })

  test('a lone snapshot opens no comparison, and two without anything in common neither', () => {
    expect(defaultPair(analyzed(growing[0]!))).toBeNull()
    expect(defaultPair(analyzed(growing[0]!, 'Node 0, zone   Normal 5 4 3 2 1 0 0 0 0 0 0'))).toBeNull()
  })

  test('the one before that shows the same, over those that show something else', () => {
    const report = analyzed(growing[0]!, 'Node 0, zone   Normal 5 4 3 2 1 0 0 0 0 0 0', growing[1]!)
    expect(idsOf(neighbours(report, 2))).toBe('0-2')
    expect(idsOf(neighbours(report, 1))).toBe('0-1')
  })

  test('what a link names is taken where it is there', () => {
    const report = analyzed(...growing)
    expect(idsOf(pairIn(report, '2-1'))).toBe('2-1')
    expect(idsOf(pairIn(report, '2-9'))).toBe('0-2')
    expect(idsOf(pairIn(report, '__proto__'))).toBe('0-2')
    expect(pairIn(report, 'none')).toBeNull()
  })

  test('a document has the whole course and the latest steps, however many there are', () => {
    const many = Array.from({ length: 40 }, (_, step) => meminfo({ ...books, free: 900000 - step * 9000 }))
    expect(pairsOf(analyzed(...many), 3).map(idsOf)).toEqual(['0-39', '37-38', '38-39'])
    expect(pairsOf(analyzed(growing[0]!, growing[1]!), 3).map(idsOf)).toEqual(['0-1'])
  })
})
