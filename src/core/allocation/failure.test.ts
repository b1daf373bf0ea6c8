import { describe, expect, test } from 'vitest'
import { accountsOf, momentsIn } from '../../testing/books.ts'
import type { Failure } from './failure.ts'

const failuresIn = (text: string): Failure[] => momentsIn(text).flatMap(({ failures }) => failures)

function failureIn(text: string): Failure {
  const [failure, ...others] = failuresIn(text)
  if (!failure || others.length > 0) throw new Error(`expected one failure, found ${others.length + 1}`)
  return failure
}

const verdicts = ({ zones }: Failure) =>
  zones.map(({ state: { node, zone }, verdict }) => [`Node ${node} ${zone}`, verdict])

/** Linux 6.12: a cpuset of node 1 ran out while node 0 had 756 MiB free, which the report does not print. */
const CPUSET = `[   12.852889] python3 invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0
[   12.853202] CPU: 0 UID: 0 PID: 211 Comm: python3 Tainted: G        W          6.12.117+deb12-amd64 #1  Debian 6.12.117-1~deb12u1
[   12.853211] Hardware name: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014
[   12.853219] Call Trace:
[   12.853540]  __alloc_pages_slowpath.constprop.0+0x67f/0xe00
[   12.854222] Mem-Info:
[   12.854230] active_anon:5387 inactive_anon:150454 isolated_anon:0
                active_file:1648 inactive_file:87 isolated_file:0
                unevictable:0 dirty:5 writeback:0
                slab_reclaimable:245 slab_unreclaimable:2626
                mapped:853 shmem:2 pagetables:417
                sec_pagetables:0 bounce:0
                kernel_misc_reclaimable:0
                free:201641 free_pcp:0 free_cma:0
[   12.854364] Node 1 active_anon:21216kB inactive_anon:601816kB active_file:0kB inactive_file:16kB unevictable:0kB isolated(anon):0kB isolated(file):0kB mapped:0kB dirty:4kB writeback:0kB shmem:4kB shmem_thp:0kB shmem_pmdmapped:0kB anon_thp:61440kB writeback_tmp:0kB kernel_stack:360kB pagetables:1476kB sec_pagetables:0kB all_unreclaimable? yes
[   12.854433] Node 1 DMA32 free:30268kB boost:0kB min:30404kB low:38004kB high:45604kB reserved_highatomic:0KB active_anon:21216kB inactive_anon:601816kB active_file:0kB inactive_file:16kB unevictable:0kB writepending:4kB present:716660kB managed:665688kB mlocked:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB
[   12.854519] lowmem_reserve[]: 0 0 0 0 0
[   12.854606] Node 1 DMA32: 66*4kB (UE) 59*8kB (UE) 41*16kB (UME) 42*32kB (UME) 21*64kB (UE) 10*128kB (UME) 13*256kB (UME) 9*512kB (UE) 3*1024kB (UME) 1*2048kB (U) 3*4096kB (M) = 30704kB
[   12.854861] Node 1 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=1048576kB
[   12.854898] 1737 total pagecache pages
[   12.854941] 0 pages in swap cache
[   12.854950] Free swap  = 0kB
[   12.854957] Total swap = 0kB
[   12.854992] 383867 pages RAM
[   12.854999] 0 pages HighMem/MovableOnly
[   12.855006] 16598 pages reserved
[   12.855042] Tasks state (memory values in pages):
[   12.855049] [  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name
[   12.855202] [    190]     0   190      272      146        0      146         0    36864        0          -250 systemd-journal
[   12.855278] [    195]     0   195      272      146        0      146         0    36864        0         -1000 sshd
[   12.855301] [    201]     0   201    16144    15519    15373      146         0   159744        0             0 postgres
[   12.855320] [    211]     0   211   333584   140400   140256      144         0  1171456        0             0 python3
[   12.855343] oom-kill:constraint=CONSTRAINT_CPUSET,nodemask=(null),cpuset=batch,mems_allowed=1,global_oom,task_memcg=/,task=python3,pid=211,uid=0
[   12.856211] Out of memory: Killed process 211 (python3) total-vm:1334336kB, anon-rss:561024kB, file-rss:576kB, shmem-rss:0kB, UID:0 pgtables:1144kB oom_score_adj:0
`

describe('a kill in a cpuset', () => {
  const failure = failureIn(CPUSET)
  test('what was asked for, and where it was allowed to look', () => {
    expect(failure).toMatchObject({
      kind: 'oom',
      scope: 'cpuset',
      release: '6.12.117+deb12-amd64',
      zonesFrom: 'oom[0]',
      request: { order: 0, highestZone: 'Movable', canWait: true, movable: true, costly: false, nodes: [1] },
    })
  })
  test('the only zone printed is 34 pages below its mark', () => {
    expect(verdicts(failure)).toEqual([['Node 1 DMA32', 'low-memory']])
    expect(failure.zones[0]?.test).toMatchObject({
      haveSum: { least: 7567 },
      needSum: { least: 7601 },
      outcome: 'fails',
    })
  })
  test('the book of that moment is of the whole machine', () => {
    expect(failure.ledger?.total).toMatchObject({
      bytes: (383867 - 16598) * 4096,
      formula: 'pages RAM − pages reserved',
    })
    expect(accountsOf(failure.ledger)).toMatchObject({
      anon: (5387 + 150454 - 2) * 4,
      free: 201641 * 4,
      'file-cache': 1735 * 4,
      'kernel-stacks': 360,
    })
    expect(failure.ledger?.residual).toMatchObject({ bytes: 4674 * 4096, verdict: 'unaccounted' })
    expect(failure.ledger?.above).toMatchObject([{ name: 'pages reserved', bytes: 16598 * 4096 }])
  })
  test('since 6.8 the table tells whose the anonymous pages are', () => {
    const anon = failure.ledger?.accounts.find(({ id }) => id === 'anon')
    expect(anon?.splits).toMatchObject([
      { by: 'process', rows: [{ name: 'python3 211', bytes: 140256 * 4096 }, { name: 'postgres 201' }] },
    ])
  })
  test('the largest process was killed, weighed against the memory of its node', () => {
    expect(failure.badness).toMatchObject({
      total: { bytes: 716660 * 1024, formula: 'Σ present + Total swap' },
      victim: { pid: 211, points: 140400 + 286, score: 785 },
      rank: 1,
      choice: 'largest',
    })
    expect(failure.badness?.candidates.map(({ name, points }) => [name, points])).toEqual([
      ['python3', 140686],
      ['postgres', 15558],
      ['systemd-journal', 155 - 250 * 179],
      ['sshd', null],
    ])
  })
})

test('a node that the cpuset leaves out is not asked', () => {
  const other = CPUSET.replaceAll('Node 1', 'Node 0').replaceAll('30268kB', '730268kB')
  expect(failureIn(other).zones[0]).toMatchObject({
    verdict: 'not-eligible',
    ineligible: 'node-not-allowed',
    test: null,
  })
})

describe('why this one', () => {
  test('oom_score_adj raised a smaller process above the largest', () => {
    const adjusted = CPUSET.replace(' 0 postgres', ' 900 postgres')
      .replace('python3,pid=211', 'postgres,pid=201')
      .replace('Killed process 211 (python3)', 'Killed process 201 (postgres)')
    expect(failureIn(adjusted).badness).toMatchObject({
      victim: { name: 'postgres' },
      rank: 1,
      rankBySize: 2,
      choice: 'adjusted',
    })
  })
  test('another than the highest was killed', () => {
    const other = CPUSET.replace('python3,pid=211', 'postgres,pid=201').replace(
      'Killed process 211 (python3)',
      'Killed process 201 (postgres)',
    )
    expect(failureIn(other).badness).toMatchObject({ rank: 2, choice: 'other' })
  })
  test('up to 4.16 root was forgiven three percent; swap and page tables count', () => {
    const report = (uid: number) => `java invoked oom-killer: gfp_mask=0x201da, order=0, oom_score_adj=0
CPU: 3 PID: 1234 Comm: java Not tainted 3.10.0-514.el7.x86_64 #1
Mem-Info:
active_anon:100 inactive_anon:5 isolated_anon:0
 active_file:10 inactive_file:5 isolated_file:0
 free:20 slab_reclaimable:1 slab_unreclaimable:1
Total swap = 4000000kB
Free swap  = 0kB
3000000 pages RAM
0 pages HighMem/MovableOnly
500000 pages reserved
[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
[ 1234]  ${uid}  1234   900000   500000     400    99600             0 java
Out of memory: Kill process 1234 (java) score 171 or sacrifice child
Killed process 1234 (java) total-vm:3600000kB, anon-rss:2000000kB, file-rss:0kB, shmem-rss:0kB
`
    expect(failureIn(report(48)).badness?.victim).toMatchObject({ points: 600000, score: 171 })
    expect(failureIn(report(0)).badness?.victim).toMatchObject({ points: 582000, score: 166 })
  })
})

describe('a costly request among small blocks', () => {
  const FAILED = `init: page allocation failure: order:4, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0
CPU: 1 UID: 0 PID: 1 Comm: init Tainted: G           OE      6.12.117+deb12-amd64 #1  Debian 6.12.117-1~deb12u1
Call Trace:
 warn_alloc+0x164/0x1e0
Mem-Info:
active_anon:183 inactive_anon:3 isolated_anon:0
 active_file:493 inactive_file:13 isolated_file:0
 unevictable:16137 dirty:0 writeback:0
 slab_reclaimable:258 slab_unreclaimable:2501
 mapped:529 shmem:2 pagetables:124
 sec_pagetables:0 bounce:0
 kernel_misc_reclaimable:0
 free:186191 free_pcp:0 free_cma:0
Node 0 DMA free:9408kB boost:0kB min:704kB low:880kB high:1056kB reserved_highatomic:0KB active_anon:0kB inactive_anon:0kB active_file:0kB inactive_file:0kB unevictable:0kB writepending:0kB present:15992kB managed:15360kB mlocked:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB
lowmem_reserve[]: 0 941 941 941 941
Node 0 DMA32 free:735356kB boost:38912kB min:83260kB low:94344kB high:105428kB reserved_highatomic:0KB active_anon:732kB inactive_anon:12kB active_file:1972kB inactive_file:52kB unevictable:64548kB writepending:0kB present:1032060kB managed:973220kB mlocked:64548kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB
lowmem_reserve[]: 0 0 0 0 0
Node 0 DMA: 336*4kB (U) 336*8kB (U) 336*16kB (U) 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 9408kB
Node 0 DMA32: 25901*4kB (U) 26355*8kB (UE) 26297*16kB (UE) 6*32kB (E) 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 735388kB
262013 pages RAM
0 pages HighMem/MovableOnly
14868 pages reserved
`
  const failure = failureIn(FAILED)
  test('718 MiB are free, above every mark, and no block is of 64 KiB', () => {
    expect(failure).toMatchObject({
      kind: 'allocFailure',
      scope: null,
      request: { order: 4, costly: true, canWait: true },
      badness: null,
    })
    expect(verdicts(failure)).toEqual([
      ['Node 0 DMA', 'fragmented'],
      ['Node 0 DMA32', 'fragmented'],
    ])
    expect(failure.zones[1]).toMatchObject({
      suitableBlocks: 0,
      largestFreeOrder: 3,
      missing: [],
      test: { orderZero: 'passes' },
    })
  })
  test('locked pages have a name of their own in the book', () => {
    expect(accountsOf(failure.ledger)).toMatchObject({ unevictable: 16137 * 4, anon: 184 * 4 })
  })

  test('without its zones it is held against the buddyinfo that stands nearest', () => {
    const buddyinfo = (normal: string) => `Node 0, zone   Normal ${normal}\n`
    const text = `${buddyinfo('9 9 9 9 9 9 9 9 9 9 9')}\n${'note\n'.repeat(30)}${FAILED.split('\n').slice(0, 4).join('\n')}\n${buddyinfo('250000 8000 300 0 0 0 0 0 0 0 0')}`
    const [nearest] = failuresIn(text)
    expect(nearest).toMatchObject({ zonesFrom: 'buddyinfo[1]', ledger: null })
    expect(nearest!.zones).toMatchObject([{ verdict: 'fragmented', largestFreeOrder: 2 }])
  })
})

describe('a control group at its limit', () => {
  const V2 = `[   22.100000] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=969
[   22.100010] CPU: 1 PID: 300 Comm: java Not tainted 6.1.0-18-amd64 #1 Debian 6.1.76-1
[   22.100020] memory: usage 262144kB, limit 262144kB, failcnt 61
[   22.100030] swap: usage 0kB, limit 0kB, failcnt 0
[   22.100040] Memory cgroup stats for /kubepods.slice/pod1:
[   22.100050] anon 253755392
[   22.100051] file 4096
[   22.100052] kernel 4673536
[   22.100053] kernel_stack 65536
[   22.100054] pagetables 1048576
[   22.100055] sock 0
[   22.100056] shmem 0
[   22.100057] inactive_file 4096
[   22.100060] [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
[   22.100061] [    300]  1000   300   150000    62000  1048576        0           969 java
[   22.100070] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=pod1,mems_allowed=0,oom_memcg=/kubepods.slice/pod1,task_memcg=/kubepods.slice/pod1,task=java,pid=300,uid=1000
[   22.100080] Memory cgroup out of memory: Killed process 300 (java) total-vm:600000kB, anon-rss:247000kB, file-rss:1000kB, shmem-rss:0kB, UID:1000 pgtables:1024kB oom_score_adj:969
`
  const failure = failureIn(V2)
  test('has a book of its own; the zones have nothing to do with it', () => {
    expect(failure).toMatchObject({ scope: 'memcg', zones: [], zonesFrom: null, ledger: null })
    expect(failure.cgroup).toMatchObject({
      path: '/kubepods.slice/pod1',
      version: 2,
      usage: { bytes: 2 ** 28, known: true },
      limit: { bytes: 2 ** 28 },
      workingSet: { bytes: 2 ** 28 - 4096 },
    })
    expect(accountsOf(failure.cgroup?.ledger)).toMatchObject({ anon: 247808, 'kernel-other': 3476 })
  })
  test('its processes are weighed against its limit', () => {
    expect(failure.badness).toMatchObject({
      total: { bytes: 2 ** 28 },
      victim: { points: 62256 + 969 * 65, score: 1911 },
    })
  })

  test('v1 prints each group below it by itself, and the usage is that of all', () => {
    const v1 = `java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=969
CPU: 3 PID: 300 Comm: java Not tainted 3.10.0-957.el7.x86_64 #1
Task in /docker/a/b killed as a result of limit of /docker/a
memory: usage 262144kB, limit 262144kB, failcnt 61
memory+swap: usage 262144kB, limit 9007199254740988kB, failcnt 0
kmem: usage 1024kB, limit 9007199254740988kB, failcnt 0
Memory cgroup stats for /docker/a: cache:0KB rss:1000KB rss_huge:0KB mapped_file:0KB swap:0KB inactive_anon:0KB active_anon:1000KB inactive_file:0KB active_file:0KB unevictable:0KB
Memory cgroup stats for /docker/a/b: cache:20KB rss:260000KB rss_huge:0KB mapped_file:0KB swap:0KB inactive_anon:0KB active_anon:260000KB inactive_file:20KB active_file:0KB unevictable:0KB
[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
[  300]  1000   300   150000    65000     250        0           969 java
Memory cgroup out of memory: Kill process 300 (java) score 1973 or sacrifice child
Killed process 300 (java) total-vm:600000kB, anon-rss:260000kB, file-rss:0kB, shmem-rss:0kB
`
    const { cgroup } = failureIn(v1)
    expect(cgroup).toMatchObject({ path: '/docker/a', version: 1, ledger: { residual: { bytes: 100 * 1024 } } })
    expect(accountsOf(cgroup?.ledger)).toEqual({ anon: 261000, 'file-cache': 20, 'memory.kmem.usage_in_bytes': 1024 })
  })
})

test('a report without its first line has zones, and no request to hold against them', () => {
  const headless = CPUSET.split('\n')
    .slice(5)
    .join('\n')
    .replace(/.*oom-kill:.*\n/, '')
  const failure = failureIn(headless)
  expect(failure.request).toBeNull()
  expect(failure.zones).toMatchObject([{ verdict: 'unknown', missing: ['order', 'gfp_mask'], largestFreeOrder: 10 }])
})

test('what SysRq-m shows is a picture, not a failure', () => {
  const shown = `sysrq: Show Memory\n${CPUSET.split('\n').slice(5, 26).join('\n')}\n`
  expect(failureIn(shown)).toMatchObject({ kind: 'showMem', scope: null, request: null, badness: null })
})
