import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountsOf, momentIn } from '../../testing/books.ts'
import { MEMINFO_KEYS } from '../formats/meminfo/keys.ts'
import type { Account, Ledger } from './account.ts'

/** A /proc/meminfo of fields in kB. */
const meminfo = (fields: Record<string, number>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key}:${String(value).padStart(16)}${key.startsWith('HugePages_') ? '' : ' kB'}\n`)
    .join('')

const ledgerOf = (text: string): Ledger => {
  const { ledger } = momentIn(text)
  if (!ledger) throw new Error('no ledger')
  return ledger
}

/** RHEL 7 under VMware: VmallocUsed is address space, AnonHugePages lies in AnonPages, and a balloon is in no field. */
const RHEL7 = {
  MemTotal: 16267364,
  MemFree: 238452,
  MemAvailable: 1543876,
  Buffers: 264,
  Cached: 1552232,
  SwapCached: 0,
  Active: 7408296,
  Inactive: 836604,
  'Active(anon)': 6719740,
  'Inactive(anon)': 19604,
  'Active(file)': 688556,
  'Inactive(file)': 817000,
  Unevictable: 0,
  SwapTotal: 0,
  SwapFree: 0,
  Dirty: 36204,
  AnonPages: 6692544,
  Mapped: 340872,
  Shmem: 46896,
  Slab: 191868,
  SReclaimable: 107296,
  SUnreclaim: 84572,
  KernelStack: 30032,
  PageTables: 38316,
  Bounce: 0,
  VmallocTotal: 34359738367,
  VmallocUsed: 173828,
  VmallocChunk: 34359339004,
  AnonHugePages: 1619968,
  HugePages_Total: 0,
  Hugepagesize: 2048,
}

/** Linux 7.2 with swap in use. */
const V7_2 = {
  MemTotal: 725976,
  MemFree: 59460,
  MemAvailable: 10012,
  Buffers: 184,
  Cached: 11904,
  SwapCached: 191912,
  Active: 222568,
  Inactive: 407624,
  Unevictable: 0,
  Zswap: 0,
  AnonPages: 426336,
  Mapped: 2728,
  Shmem: 4,
  KReclaimable: 1096,
  Slab: 14296,
  SReclaimable: 1096,
  SUnreclaim: 13200,
  KernelStack: 1184,
  PageTables: 2892,
  SecPageTables: 0,
  VmallocTotal: 13743895347199,
  VmallocUsed: 8312,
  VmallocChunk: 0,
  Percpu: 528,
  AnonHugePages: 415744,
  CmaFree: 0,
  Balloon: 0,
  HugePages_Total: 0,
  Hugepagesize: 2048,
  Hugetlb: 0,
}

describe('each kernel’s fields, without counting twice', () => {
  test('3.10: address space of vmalloc is not memory, and 7.2 GiB are in no field', () => {
    const ledger = ledgerOf(meminfo(RHEL7))
    expect(accountsOf(ledger)).toEqual({
      free: 238452,
      anon: 6692544,
      shmem: 46896,
      'file-cache': 1505336,
      buffers: 264,
      'slab-reclaimable': 107296,
      'slab-unreclaimable': 84572,
      'kernel-stacks': 30032,
      'page-tables': 38316,
      'swap-cache': 0,
      hugetlb: 0,
    })
    expect(ledger.accounts.find(({ id }) => id === 'anon')?.parts).toMatchObject([
      { id: 'anon-huge', bytes: 1619968 * 1024 },
    ])
    expect(ledger.residual).toMatchObject({ bytes: 7523656 * 1024, verdict: 'unaccounted', explained: [] })
  })

  test('7.2: the swap cache that is not mapped, the stacks inside vmalloc', () => {
    const ledger = ledgerOf(meminfo(V7_2))
    expect(accountsOf(ledger)).toMatchObject({
      'swap-cache': 191768,
      'kernel-stacks': 1184,
      vmalloc: 7128,
      percpu: 528,
    })
    expect(ledger.accounts.find(({ id }) => id === 'vmalloc')).toMatchObject({ formula: 'VmallocUsed − KernelStack' })
    expect(ledger.residual).toMatchObject({ bytes: 10296 * 1024, verdict: 'rounding' })
  })

  test('stacks that are not from vmalloc stay beside it', () => {
    expect(accountsOf(ledgerOf(meminfo({ ...V7_2, VmallocUsed: 900 }))).vmalloc).toBe(900)
    const onPower = `Linux p 5.4.0-1-powerpc64le #1 SMP Mon Jan 1 2024 ppc64le GNU/Linux\n${meminfo(V7_2)}`
    expect(accountsOf(ledgerOf(onPower)).vmalloc).toBe(8312)
  })

  test.each([
    ['4.4 … 5.2: always zero', { VmallocUsed: 0, VmallocChunk: 0 }, undefined],
    ['≤ 4.3: address space', { VmallocUsed: 282624, VmallocChunk: 34359339004 }, undefined],
    ['≥ 5.3: pages', { VmallocUsed: 282624, VmallocChunk: 0 }, 282624 - 1184],
  ])('VmallocUsed, %s', (_, fields, kB) => {
    expect(accountsOf(ledgerOf(meminfo({ ...V7_2, ...fields }))).vmalloc).toBe(kB)
  })

  test('2.6.16: anonymous pages are what the lists hold beyond the cache', () => {
    const ledger = ledgerOf(
      meminfo({
        MemTotal: 496216,
        MemFree: 60756,
        Buffers: 20012,
        Cached: 288088,
        SwapCached: 0,
        Active: 141308,
        Inactive: 245444,
        Mapped: 108248,
        Slab: 34960,
        PageTables: 1516,
      }),
    )
    expect(accountsOf(ledger)).toMatchObject({ anon: 78652 })
    expect(ledger.residual).toMatchObject({ bytes: 12232 * 1024, verdict: 'rounding' })
  })

  test('2.6.18: one figure for slab, none for shared memory or stacks', () => {
    const ledger = ledgerOf(
      meminfo({
        MemTotal: 4043328,
        MemFree: 1000000,
        Buffers: 100000,
        Cached: 1500000,
        SwapCached: 0,
        Active: 1900000,
        Inactive: 700000,
        AnonPages: 1000000,
        Mapped: 50000,
        Slab: 200000,
        PageTables: 20000,
        HugePages_Total: 0,
        Hugepagesize: 2048,
      }),
    )
    expect(accountsOf(ledger)).toMatchObject({ 'file-cache': 1500000, Slab: 200000, 'swap-cache': 0 })
    expect(ledger.residual.bytes).toBe(223328 * 1024)
  })

  test('memory beside the slabs that a shrinker can free', () => {
    expect(accountsOf(ledgerOf(meminfo({ ...V7_2, KReclaimable: 51096 })))['kernel-misc-reclaimable']).toBe(50000)
  })

  test('without the lists nobody knows how much of the swap cache is mapped', () => {
    const { Active, Inactive, ...fields } = V7_2
    const account = ledgerOf(meminfo(fields)).accounts.find(({ id }) => id === 'swap-cache')
    expect([Active + Inactive, account?.bytes, account?.basis]).toEqual([630192, (191912 * 1024) / 2, 'estimated'])
  })
})

describe('huge pages', () => {
  test('Hugetlb holds those of every size, HugePages_Total the default one', () => {
    const text = meminfo({ ...V7_2, MemTotal: 3041240, Hugetlb: 1048576 })
    expect(accountsOf(ledgerOf(text)).hugetlb).toBe(1048576)
  })

  test('before Hugetlb the other sizes are in sysfs alone', () => {
    const { Hugetlb, ...fields } = V7_2
    const text = `${meminfo({ ...fields, MemTotal: 30412400 + Hugetlb, HugePages_Total: 100 })}# grep . /sys/kernel/mm/hugepages/hugepages-*/*
/sys/kernel/mm/hugepages/hugepages-1048576kB/free_hugepages:1
/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages:3
/sys/kernel/mm/hugepages/hugepages-1048576kB/resv_hugepages:0
/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages:0
/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages:100
`
    const account = ledgerOf(text).accounts.find(({ id }) => id === 'hugetlb')
    expect(account).toMatchObject({
      bytes: (3 * 1048576 + 100 * 2048) * 1024,
      formula: '100 × 2048 kB + 3 × 1048576 kB',
    })
    expect(account?.splits?.[0]?.rows.map(({ name, bytes, parts }) => [name, bytes / 1024, parts.length])).toEqual([
      ['2048 kB', 204800, 0],
      ['1048576 kB', 3145728, 1],
    ])
  })
})

test('files of a pool that were printed one by one are one pool', () => {
  const { Hugetlb: _, ...fields } = V7_2
  const file = (name: string, value: number) => `# cat /sys/kernel/mm/hugepages/hugepages-1048576kB/${name}\n${value}\n`
  const account = ledgerOf(meminfo(fields) + file('nr_hugepages', 4) + file('free_hugepages', 3)).accounts.find(
    ({ id }) => id === 'hugetlb',
  )
  expect(account?.splits?.[0]?.rows).toMatchObject([
    { name: '1048576 kB', bytes: 4 * 2 ** 30, parts: [{ name: 'free', bytes: 3 * 2 ** 30 }] },
  ])
})

describe('what stands beside meminfo', () => {
  test('per-CPU lists hold free pages that MemFree does not', () => {
    const zoneinfo = `Node 0, zone   Normal
  pages free     14865
        min      1024
        low      1280
        high     1536
        spanned  262144
        present  262144
        managed  181494
        protection: (0, 0, 0, 0)
  pagesets
    cpu: 0
              count:    100
              high:     378
    cpu: 1
              count:    136
              high:     378
`
    expect(accountsOf(ledgerOf(meminfo(V7_2) + zoneinfo))['per-cpu-free']).toBe(236 * 4)
  })

  test('zram says what it takes; zsmalloc counts zswap’s pages too', () => {
    const mmStat =
      '# cat /sys/block/zram0/mm_stat\n348131328 176938876 185827328        0 185827328        0        0        0        0\n'
    expect(accountsOf(ledgerOf(meminfo(V7_2) + mmStat)).zram).toBe(181472)
    const vmstat = '# cat /proc/vmstat\nnr_free_pages 1000\nnr_zspages 45368\nnr_free_cma 0\n'
    expect(accountsOf(ledgerOf(meminfo({ ...V7_2, Zswap: 100000 }) + vmstat))).toMatchObject({
      zswap: 100000,
      zram: 81472,
    })
  })

  test('ring buffers of ftrace, and the pool of zswap before meminfo printed it', () => {
    const { Zswap: _, ...fields } = V7_2
    const text = `${meminfo(fields)}# cat /sys/kernel/tracing/buffer_total_size_kb
5284
# grep -r . /sys/kernel/debug/zswap
/sys/kernel/debug/zswap/pool_total_size:4194304
/sys/kernel/debug/zswap/stored_pages:4096
`
    expect(accountsOf(ledgerOf(text))).toMatchObject({ 'ftrace ring buffer': 5284, pool_total_size: 4096 })
  })

  test('vmalloc areas where VmallocUsed says nothing of pages; stacks and foreign pages are not theirs', () => {
    const areas = `# cat /proc/vmallocinfo
0xffffc90000000000-0xffffc90000005000   20480 load_module+0x1a2/0x200 [e1000] pages=4 vmalloc N0=4
0xffffc90000005000-0xffffc9000000a000   20480 load_module+0x1a2/0x200 [e1000] pages=4 vmalloc N0=4
0xffffc9000000a000-0xffffc9000000f000   20480 alloc_large_system_hash+0x1/0x2 pages=4 vmalloc vpages N0=4
0xffffc9000000f000-0xffffc90000014000   20480 dup_task_struct+0x5/0x6 pages=4 vmalloc N0=4
0xffffc90000014000-0xffffc90000019000   20480 ioremap_prot+0x5/0x6 phys=fee00000 ioremap
0xffffc90000019000-0xffffc9000001e000   20480 drm_gem_vmap+0x5/0x6 pages=4 vmap
`
    expect(accountsOf(ledgerOf(meminfo(RHEL7) + areas)).vmalloc).toBe(48)
    // Where it does, they cut the account that is there.
    const account = ledgerOf(meminfo(V7_2) + areas).accounts.find(({ id }) => id === 'vmalloc')
    expect(account).toMatchObject({ bytes: 7128 * 1024 })
    expect(account).not.toHaveProperty('splits')
    const small = ledgerOf(meminfo({ ...V7_2, VmallocUsed: 1250 }) + areas).accounts.find(({ id }) => id === 'vmalloc')
    expect(small?.splits?.[0]).toMatchObject({
      by: 'caller',
      rows: [{ name: 'load_module [e1000]', bytes: 32768 }, { bytes: 16384 }],
    })
  })
})

describe('what cuts an account', () => {
  const cache = (name: string, slabs: number, pages: number) =>
    `${name.padEnd(18)} 100 100 256 16 ${pages} : tunables 0 0 0 : slabdata ${slabs} ${slabs} 0\n`
  const HEAD =
    '# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>\n'
  const splitsIn = (text: string, id: Account['id']) =>
    ledgerOf(text)
      .accounts.find((account) => account.id === id)
      ?.splits?.map(({ by, rows }) => [by, ...rows.map(({ name, bytes }) => `${name} ${bytes / 1024}`)])

  test('slab caches, those that a shrinker can empty apart from the others', () => {
    const text = `${meminfo(RHEL7)}slabinfo - version: 2.1\n${HEAD}${cache('dentry', 10000, 1)}${cache('ext4_inode_cache', 2000, 8)}${cache('kmalloc-1024', 1000, 8)}${cache('task_struct', 100, 8)}${cache('tiny', 1, 1)}`
    expect(splitsIn(text, 'slab-reclaimable')).toEqual([['cache', 'ext4_inode_cache 64000', 'dentry 40000']])
    expect(splitsIn(text, 'slab-unreclaimable')).toEqual([['cache', 'kmalloc-1024 32000', 'task_struct 3200']])
  })

  test('rows that do not fit are of another time, and left out', () => {
    const text = `${meminfo(RHEL7)}slabinfo - version: 2.1\n${HEAD}${cache('kmalloc-1024', 9000, 8)}${cache('task_struct', 100, 8)}`
    expect(splitsIn(text, 'slab-unreclaimable')).toEqual([['cache', 'task_struct 3200']])
  })

  test('shared memory by mount and by segment; a mount seen twice counts once', () => {
    const text = `${meminfo(RHEL7)}Filesystem     1K-blocks  Used Available Use% Mounted on
tmpfs            8133680 30000   8103680   1% /dev/shm
tmpfs            8133680 30000   8103680   1% /var/lib/docker/shm
tmpfs            8133680 10000   8123680   1% /run
/dev/sda1        5000000 40000   4960000   1% /

------ Shared Memory Segments --------
key        shmid      owner      perms      bytes      nattch     status
0x00000000 32768      oracle     640        20480000   12
`
    expect(splitsIn(text, 'shmem')).toEqual([
      ['mount', '/dev/shm 30000', '/run 10000'],
      ['segment', 'shmid 32768, oracle 20000'],
    ])
  })
})

test('what the kernel never had: the boot line names all, a crash kernel and a balloon have their share', () => {
  const text = `[    0.000000] Reserving 256MB of memory at 608MB for crashkernel (System RAM: 16383MB)
[    0.066344] Memory: 15955644K/16776628K available (14343K kernel code, 2338K rwdata, 9132K rodata, 2824K init, 17344K bss, 820984K reserved, 0K cma-reserved)
${meminfo(RHEL7)}`
  expect(ledgerOf(text).above.map(({ name, bytes }) => [name, bytes / 1024])).toEqual([
    ['crashkernel', 262144],
    ['reserved at boot', 16776628 - 16267364 - 262144],
  ])
})

test('a node’s file does not print vmalloc and percpu: they are no contradiction', () => {
  const node = meminfo({
    MemTotal: 362988,
    MemFree: 29730,
    MemUsed: 333258,
    Active: 111284,
    Inactive: 203812,
    Unevictable: 0,
    FilePages: 102000,
    AnonPages: 213168,
    Shmem: 2,
    SwapCached: 95956,
    KernelStack: 592,
    PageTables: 1446,
    KReclaimable: 548,
    SReclaimable: 548,
    SUnreclaim: 6600,
    HugePages_Total: 2,
  })
    .replace(/^/gm, 'Node 1 ')
    .replace(/Node 1 $/, '')
  const [ledger] = momentIn(meminfo(V7_2) + node).ledgers
  expect(ledger?.scope).toEqual({ kind: 'node', node: 1 })
  expect(accountsOf(ledger)).toMatchObject({ 'file-cache': 6042, 'swap-cache': 95884, hugetlb: 4096 })
  expect(ledger?.residual).toMatchObject({
    bytes: 4880 * 1024,
    verdict: 'rounding',
    tolerance: 16 * 2 ** 20 + 7656 * 1024,
  })
})

test('numastat -m reads the same files, in hundredths of a MiB', () => {
  const text = `# numastat -m

Per-node system memory usage (in MBs):
                          Node 0          Node 1           Total
                 --------------- --------------- ---------------
MemTotal                 1006.56          968.08         1974.64
MemFree                   350.21          840.88         1191.09
FilePages                   4.71            6.88           11.59
AnonPages                 620.64          100.24          720.88
Shmem                       0.01            0.00            0.01
KernelStack                 1.04            0.23            1.27
PageTables                  1.47            0.38            1.85
SReclaimable                0.68            0.27            0.95
SUnreclaim                  6.43            3.76           10.19
HugePages_Total             4.00            0.00            4.00
`
  const [first, second] = momentIn(text).ledgers
  expect(first).toMatchObject({ scope: { kind: 'node', node: 0 }, basis: 'numastat[0]' })
  expect(accountsOf(first)).toMatchObject({ hugetlb: 4096 })
  expect(second?.residual.bytes).toBeCloseTo(15.44 * 2 ** 20, -4)
})

describe('a balloon', () => {
  const base = {
    ...V7_2,
    MemTotal: 981464,
    SwapCached: 0,
    MemFree: 329440,
    Cached: 13080,
    Active: 5876,
    Inactive: 131052,
    AnonPages: 123716,
    KReclaimable: 9996,
    SReclaimable: 9996,
    SUnreclaim: 9436,
    PageTables: 444,
    VmallocUsed: 7176,
    KernelStack: 1020,
    Percpu: 520,
  }
  const { Balloon: _, ...before6_16 } = base
  const vmstat = (inflate: number, deflate = 0) =>
    `# grep balloon /proc/vmstat\nballoon_inflate ${inflate}\nballoon_deflate ${deflate}\nballoon_migrate 0\n`

  test('that leaves MemTotal alone is what is missing', () => {
    const ledger = ledgerOf(meminfo(before6_16) + vmstat(120000, 1216))
    expect(accountsOf(ledger).balloon).toBe(475136)
    expect(ledger.residual).toMatchObject({ verdict: 'rounding' })
  })

  test('that lowers MemTotal lies above it: subtracting it would count it twice', () => {
    const ledger = ledgerOf(meminfo({ ...base, MemTotal: 506328, Balloon: 475136 }))
    expect(accountsOf(ledger)).not.toHaveProperty('balloon')
    expect(ledger.above).toMatchObject([{ id: 'balloon', bytes: 475136 * 1024 }])
    expect(ledger.residual).toMatchObject({ verdict: 'rounding' })
  })

  test('too small for what is missing explains a part, and stays no account', () => {
    const ledger = ledgerOf(meminfo(before6_16) + vmstat(30000))
    expect(accountsOf(ledger)).not.toHaveProperty('balloon')
    expect(ledger.residual.explained).toMatchObject([{ id: 'balloon', bytes: 120000 * 1024 }])
  })

  test('of VMware is inside MemTotal, whatever the figures', () => {
    const text = `[    0.000000] Hypervisor detected: VMware\n${meminfo({ ...base, Balloon: 120000 })}`
    expect(accountsOf(ledgerOf(text)).balloon).toBe(120000)
  })

  test('as VMware Tools tell it explains the residual, and the residual stays as meminfo gives it', () => {
    const ledger = ledgerOf(`${meminfo(RHEL7)}# vmware-toolbox-cmd stat balloon\n7097 MB\n`)
    expect(ledger.residual).toMatchObject({
      bytes: 7523656 * 1024,
      explained: [{ id: 'balloon', bytes: 7097 * 2 ** 20 }],
      unexplained: (7523656 - 7267328) * 1024,
    })
  })
})

describe('what explains a residual explains no more than there is', () => {
  const sockstat =
    '# cat /proc/net/sockstat\nsockets: used 73\nTCP: inuse 73 orphan 0 tw 0 alloc 73 mem 144926\nUDP: inuse 0 mem 0\n'
  test('pages of sockets', () => {
    const ledger = ledgerOf(meminfo({ ...V7_2, MemTotal: 1309776 }) + sockstat)
    expect(ledger.residual.explained).toMatchObject([{ id: 'network-buffers', name: 'TCP', bytes: 144926 * 4096 }])
  })
  test('the heap that Android’s vendors print in a line of their own', () => {
    const ledger = ledgerOf(`${meminfo({ ...V7_2, MemFree: 0 })}ION_heap:        20340 kB\n`)
    expect(ledger.residual.explained).toMatchObject([{ id: 'other-known', name: 'ION_heap', bytes: 20340 * 1024 }])
  })

  test('call sites that hold whole pages, but not those that a field counts', () => {
    const allocinfo = `allocinfo - version: 1.0
#     <size>  <calls> <tag info>
   209715200    51200 drivers/net/acme/acme_main.c:211 [acme] func:acme_alloc_rx
    41943040    10240 fs/pipe.c:563 func:anon_pipe_write
    20971520   327680 net/core/skbuff.c:402 func:napi_skb_cache_get
   436568064   106584 mm/memory.c:1061 func:folio_prealloc
    12189696     2976 mm/slub.c:2423 func:alloc_slab_page
     1212416      296 kernel/fork.c:311 func:alloc_thread_stack_node
     2961408      723 arch/x86/mm/pgtable.c:25 func:__pte_alloc_one
`
    const ledger = ledgerOf(meminfo({ ...V7_2, MemTotal: 1309776 }) + allocinfo + sockstat)
    expect(ledger.residual.explained.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['drivers/net/acme/acme_main.c:211 acme_alloc_rx', 209715200],
      ['fs/pipe.c:563 anon_pipe_write', 41943040],
    ])
  })
  test('of which a part is slab', () => {
    const ledger = ledgerOf(meminfo(V7_2) + sockstat)
    expect(ledger.residual.explained).toMatchObject([{ id: 'network-buffers', bytes: 10296 * 1024 }])
  })
})

test('what an excerpt of the file leaves out is untold, not unaccounted', () => {
  const verdictOf = (text: string) => ledgerOf(text).residual.verdict
  const whole = meminfo({ ...V7_2, MemTotal: 64_000_000 })
  expect(verdictOf(whole)).toBe('unaccounted')
  expect(verdictOf(whole.split('\n').slice(0, 5).join('\n'))).toBe('untold')
  // A 2.4 kernel has no line for its slabs.
  expect(
    verdictOf('MemTotal: 1028000 kB\nMemFree: 8000 kB\nMemShared: 0 kB\nBuffers: 9000 kB\nCached: 200000 kB\n'),
  ).toBe('untold')
})

test('free alone makes a coarse book, and says how far it can be off', () => {
  const ledger = ledgerOf(
    '$ free -m\n              total        used        free      shared  buff/cache   available\nMem:           15885        9411         214         512        6259        5554\nSwap:           2047         123        1924\n',
  )
  expect(ledger.basis).toBe('free[0]')
  const MIB = 1024
  expect(accountsOf(ledger)).toEqual({ free: 214 * MIB, shmem: 512 * MIB, 'buff/cache': 5747 * MIB, used: 9412 * MIB })
  expect(ledger.residual).toMatchObject({ bytes: 0, verdict: 'rounding', tolerance: 3 * 2 ** 20 })
})

test('a container’s made-up meminfo contradicts itself, and is not bent into shape', () => {
  const ledger = ledgerOf(meminfo({ ...V7_2, MemTotal: 524288, AnonPages: 900000 }))
  expect(ledger.residual.verdict).toBe('contradiction')
  expect(ledger.residual.bytes).toBeLessThan(0)
})

const kB = fc.integer({ min: 0, max: 2 ** 34 })
const anyMeminfo = fc
  .record({
    fields: fc.dictionary(fc.constantFrom(...MEMINFO_KEYS), kB, { maxKeys: 60 }),
    hugePages: fc.integer({ min: 0, max: 2 ** 20 }),
    size: fc.constantFrom(2048, 32768, 1048576),
  })
  .map(({ fields, hugePages, size }) => ({
    MemTotal: 16267364,
    MemFree: 238452,
    ...fields,
    HugePages_Total: hugePages,
    Hugepagesize: size,
  }))

test('whatever the fields: accounts and residual add up to MemTotal, parts and rows fit their account', () => {
  const fits = ({ bytes, parts, splits = [] }: Account): boolean =>
    bytes >= 0 &&
    parts.every(fits) &&
    splits.every(({ rows }) => rows.every(fits) && rows.reduce((sum, row) => sum + row.bytes, 0) <= bytes * 1.02)
  fc.assert(
    fc.property(anyMeminfo, (fields) => {
      const ledger = ledgerOf(meminfo(fields))
      const sum = ledger.accounts.reduce((all, { bytes }) => all + bytes, 0)
      expect(sum + ledger.residual.bytes).toBe(ledger.total.bytes)
      expect(ledger.accounts.filter((account) => !fits(account))).toEqual([])
      const explained = ledger.residual.explained.reduce((all, { bytes }) => all + bytes, 0)
      expect(explained).toBeLessThanOrEqual(Math.max(0, ledger.residual.bytes))
    }),
    { numRuns: 300 },
  )
})
