import { expect, test } from 'vitest'
import { findingIn, idsIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const lists = (counts: string, changes = {}) =>
  `${meminfo(changes)}# cat /proc/buddyinfo\nNode 0, zone   Normal ${counts}\n`

const failure = (order: number, name = 'xenwatch') =>
  `Aug  4 22:58:15 server1 kernel: ${name}: page allocation failure. order:${order}, mode:0xd0\n` +
  `Aug  4 22:58:15 server1 kernel: Pid: 168, comm: ${name} Tainted: GF 2.6.32-358.23.2.el5.x86_64 #1\n` +
  'Aug  4 22:58:15 server1 kernel: Call Trace:\n' +
  'Aug  4 22:58:15 server1 kernel: [<ffffffff8112723a>] ? __alloc_pages_nodemask+0x67a/0x8c0\n'
const table = (counts: string) => `# cat /proc/buddyinfo\nNode 0, zone   Normal ${counts}\n`
const torn = '127146 68215 1614 0 0 0 0 0 0 0 1'

/** A kill whose head line is lost, of a zone with 6.29 GiB free. */
const kill = (orders: string) =>
  [
    'active_anon:79945387 inactive_anon:3660742 isolated_anon:0',
    'active_file:252 inactive_file:0 isolated_file:0',
    'unevictable:0 dirty:2 writeback:0 unstable:0',
    'free:1648457 slab_reclaimable:5001 slab_unreclaimable:1759785',
    'mapped:213 shmem:41 pagetables:188243 bounce:0',
    'Node 0 Normal free:6593828kB min:44356kB low:55444kB high:66532kB active_anon:178841380kB inactive_anon:7783292kB active_file:540kB inactive_file:0kB present:195471360kB',
    'lowmem_reserve[]: 0 0 0 0',
    `Node 0 Normal: ${orders} = 6593828kB`,
    '49429 total pagecache pages',
    'Free swap  = 3264kB',
    'Total swap = 512248kB',
    '100663294 pages RAM',
    '1446311 pages reserved',
  ]
    .map((line) => `Nov 20 12:42:42 wv2-f302 kernel: ${line}\n`)
    .join('')

promises('fragmentation', {
  finds: {
    'a failed request of order 4 with a gibibyte free': failure(4) + table(torn),
    'a kill with 6 GiB free in single pages': kill(
      '1648457*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB',
    ),
    'lists that hold 2 GB, all of it small': lists('300000 100000 0 0 0 0 0 0 0 0 0'),
    'lists of pagetypeinfo without a page block': `# cat /proc/pagetypeinfo\nPage block order: 9\nPages per block:  512\n\nFree pages count per migrate type at order       0      1      2      3      4      5      6      7      8      9     10\nNode    0, zone   Normal, type    Unmovable      1   5442  25546  12849   8379   5771   3297   1523    268      0      0\nNode    0, zone   Normal, type      Movable  99322  99229  99511  75583  52007  34284  19259   9465   2014     15      5\n\nNumber of blocks type     Unmovable      Movable\nNode 0, zone   Normal         3411        27125\n`,
  },
  passes: {
    'the lists of a healthy host': lists('1200 800 400 200 100 80 60 40 20 10 900'),
    'little free on a host that uses its memory': lists('6000 400 0 0 0 0 0 0 0 0 0', { MemFree: 30_000 }),
    'a failed request where nothing is free': failure(4) + table('20 3 0 0 0 0 0 0 0 0 0'),
    'a kill with large blocks free': kill(
      '0*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 1609*4096kB',
    ),
  },
  // 95 % of the free pages below order 4: 95 000 single pages beside 5 000 in blocks.
  threshold: {
    below: `${meminfo({ MemTotal: 4_000_000, MemFree: 400_000 })}${table('94900 0 0 0 319 0 0 0 0 0 0')}`,
    at: `${meminfo({ MemTotal: 4_000_000, MemFree: 400_000 })}${table('95000 0 0 0 312 0 0 0 0 0 0')}`,
  },
  says: [/1\.03 GiB/, /order 4/, /xenwatch/, /64 KiB/, /Normal/],
})

test('a table of another moment is said to be one, and the min that is not printed is bounded', () => {
  const finding = findingIn('fragmentation', failure(4) + table(torn))
  expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely', bytes: 1_084_224 * 1024 })
  expect(finding?.arithmetic).toEqual([
    'Node 0 Normal: 1084224 kB free, unusable_index[4] 0.996, 64 blocks of order ≥ 4',
  ])
  expect(wordsOf(finding)).toContain('another moment')
  expect(wordsOf(finding)).toMatch(/min is \d/)
})

test('what only happened to die stands under it', () => {
  const state = kill('1648457*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB')
  const died =
    'Nov 20 12:42:42 wv2-f302 kernel: Out of memory: Kill process 812 (qemu-kvm) score 301 or sacrifice child\n'
  const ids = idsIn(state + died)
  expect(ids[0]).toBe('fragmentation')
  expect(ids).toContain('oom-anon')
})

test('a state of memory without its head is no proof of a kill', () => {
  const state = kill('1648457*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB')
  expect(idsIn(state).filter((id) => id.startsWith('oom-'))).toEqual([])
})
