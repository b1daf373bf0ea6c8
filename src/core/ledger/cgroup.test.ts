import { describe, expect, test } from 'vitest'
import { momentsIn } from '../../testing/books.ts'
import { GIB, MIB } from '../units.ts'

const booksIn = (text: string) => momentsIn(text).flatMap(({ cgroups }) => cgroups)

const V1 = (inactive: number, active: number) => `# cat memory.stat
cache ${inactive + active - 442368}
rss 13484032
rss_huge 0
mapped_file 495616
inactive_anon 0
active_anon 13484032
inactive_file ${inactive}
active_file ${active}
unevictable 0
hierarchical_memory_limit 314572800
`

describe('v1', () => {
  test('usage that was not pasted is put together, and says so', () => {
    const [book] = booksIn(V1(12058624, 26578944))
    expect(book).toMatchObject({
      version: 1,
      usage: { bytes: 51679232, known: false, formula: 'cache + rss' },
      workingSet: { bytes: 39620608, known: false, formula: '(cache + rss) − inactive_file' },
      limit: { bytes: 300 * MIB, formula: 'hierarchical_memory_limit' },
      ledger: { total: { known: false }, residual: { bytes: 0, verdict: 'rounding' } },
    })
  })

  test('a file read into the inactive list raises the usage, not the working set', () => {
    const [before] = booksIn(V1(12058624, 26578944))
    const [after] = booksIn(V1(12058624 + 8650752, 26578944))
    expect(after!.usage.bytes - before!.usage.bytes).toBe(8650752)
    expect(after!.workingSet!.bytes).toBe(before!.workingSet!.bytes)
  })

  test('a group with others below it is what total_* say; the limit that binds is the lowest', () => {
    const [book] = booksIn(`# cat /sys/fs/cgroup/memory/kubepods/memory.stat
cache 4096
rss 8192
shmem 0
hierarchical_memory_limit 1073741824
total_cache 300000000
total_rss 500000000
total_rss_huge 2097152
total_shmem 100000000
total_inactive_file 50000000
# cat /sys/fs/cgroup/memory/kubepods/memory.usage_in_bytes
830000000
# cat /sys/fs/cgroup/memory/kubepods/memory.limit_in_bytes
2147483648
# cat /sys/fs/cgroup/memory/kubepods/memory.kmem.usage_in_bytes
20000000
`)
    expect(book).toMatchObject({
      path: '/kubepods',
      usage: { bytes: 830000000, known: true },
      workingSet: { bytes: 780000000 },
      limit: { bytes: GIB },
    })
    expect(book!.ledger.accounts.map(({ id, bytes }) => [id, bytes])).toEqual([
      ['anon', 500000000],
      ['file-cache', 200000000],
      ['shmem', 100000000],
      ['kernel-other', 20000000],
    ])
    expect(book!.ledger.residual.bytes).toBe(10000000)
  })
})

describe('v2', () => {
  const stat = `anon 141463552
file 51671040
kernel 9347072
kernel_stack 98304
pagetables 3035136
sec_pagetables 0
percpu 720
sock 4096
vmalloc 12288
shmem 4096
zswap 0
zswapped 0
file_mapped 8192
swapcached 12288
anon_thp 132120576
inactive_anon 141471744
active_anon 4096
inactive_file 34152448
active_file 17514496
unevictable 0
slab_reclaimable 1005928
slab_unreclaimable 292168
slab 1298096
`
  test('kernel is cut into its parts, and what has no key of its own', () => {
    const [book] = booksIn(
      `# cat /sys/fs/cgroup/a.slice/memory.stat\n${stat}# cat /sys/fs/cgroup/a.slice/memory.current\n202547200\n# cat /sys/fs/cgroup/a.slice/memory.max\nmax\n`,
    )
    expect(book!.ledger.accounts.map(({ id, bytes }) => [id, bytes])).toEqual([
      ['anon', 141463552],
      ['file-cache', 51666944],
      ['shmem', 4096],
      ['sock', 4096],
      ['swap-cache', 8192],
      ['slab-reclaimable', 1005928],
      ['slab-unreclaimable', 292168],
      ['kernel-stacks', 98304],
      ['page-tables', 3035136],
      ['percpu', 720],
      ['vmalloc', 12288],
      ['kernel-other', 4902528],
    ])
    expect(book).toMatchObject({
      path: '/a.slice',
      limit: 'unlimited',
      workingSet: { bytes: 168394752, formula: 'memory.current − inactive_file' },
      ledger: { residual: { bytes: 53248, verdict: 'rounding' } },
    })
  })

  test('before 5.18 kernel is the sum of what has keys', () => {
    const [book] = booksIn(stat.replace(/^kernel .*\n/m, ''))
    expect(book!.usage).toMatchObject({
      known: false,
      formula:
        'anon + file + slab_reclaimable + slab_unreclaimable + kernel_stack + pagetables + percpu + vmalloc + sock + swap cache',
      bytes: 141463552 + 51671040 + 1005928 + 292168 + 98304 + 3035136 + 720 + 12288 + 4096 + 8192,
    })
    expect(book!.ledger.accounts.map(({ id }) => id)).not.toContain('kernel-other')
    expect(book!.ledger.residual.bytes).toBe(0)
  })

  test('v1 groups whose report has keys of v2: kmem tells what the keys leave out', () => {
    const text = `app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
CPU: 1 PID: 300 Comm: app Not tainted 5.10.0-46-amd64 #1 Debian 5.10.1
memory: usage 102332kB, limit 102400kB, failcnt 61
memory+swap: usage 102332kB, limit 9007199254740988kB, failcnt 0
kmem: usage 102000kB, limit 9007199254740988kB, failcnt 0
Memory cgroup stats for /app:
anon 0
file 0
kernel_stack 16384
slab_reclaimable 0
slab_unreclaimable 1650272
Memory cgroup out of memory: Killed process 300 (app) total-vm:600000kB, anon-rss:0kB, file-rss:1000kB, shmem-rss:0kB, UID:0 pgtables:24kB oom_score_adj:0
`
    const [failure] = momentsIn(text).flatMap(({ failures }) => failures)
    expect(failure?.cgroup?.ledger.accounts.find(({ id }) => id === 'kernel-other')).toMatchObject({
      bytes: 102000 * 1024 - 16384 - 1650272,
      formula: 'memory.kmem.usage_in_bytes − slab_unreclaimable − kernel_stack',
    })
    expect(failure?.cgroup).toMatchObject({ version: 1, ledger: { residual: { bytes: 332 * 1024 } } })
  })

  test('an excerpt is a book of what it holds', () => {
    const [book] = booksIn('# cat memory.stat\nanon 300000000\nfile 4096\nslab 65536\nslab_reclaimable 16384\n')
    expect(book!.ledger.accounts.map(({ id, name, bytes }) => [name ?? id, bytes])).toEqual([
      ['anon', 300000000],
      ['file-cache', 4096],
      ['slab-reclaimable', 16384],
      ['slab', 49152],
    ])
  })
})

test('files of another group tell nothing about this one', () => {
  const [book] = booksIn(
    '# cat /sys/fs/cgroup/a/memory.stat\nanon 5000000\nfile 0\n# cat /sys/fs/cgroup/b/memory.max\n4096\n# cat /sys/fs/cgroup/ab/memory.current\n1\n',
  )
  expect(book).toMatchObject({ path: '/a', limit: null, usage: { known: false } })
})

describe('memory_stats of Docker’s API', () => {
  const answer = (usage: string) => `"memory_stats": {
  "stats": { "cache": 400000000, "rss": 100000000, "total_cache": 400000000, "total_rss": 100000000,
    "total_inactive_file": 300000000, "hierarchical_memory_limit": 600000000 },
  "limit": 600000000,
  "usage": ${usage}`
  test('is the control group’s own book: usage, working set and limit', () => {
    const [book] = booksIn(answer('520000000 }'))
    expect(book).toMatchObject({
      version: 1,
      usage: { bytes: 520000000, known: true },
      workingSet: { bytes: 220000000 },
      limit: { bytes: 600000000 },
      ledger: { residual: { bytes: 20000000 } },
    })
    expect(book!.ledger.accounts.map(({ id, bytes }) => [id, bytes])).toEqual([
      ['anon', 100000000],
      ['file-cache', 400000000],
    ])
  })

  test('a usage that is cut after its first digits is put together, not believed', () => {
    expect(booksIn(answer('52'))).toMatchObject([{ usage: { bytes: 500000000, known: false } }])
  })

  test('version 2 has other keys and names', () => {
    const text =
      '"memory_stats": {"usage": 9000000, "stats": {"anon": 5000000, "file": 4000000, "inactive_file": 3000000}}'
    expect(booksIn(text)).toMatchObject([{ version: 2, usage: { bytes: 9000000, formula: 'memory.current' } }])
  })
})
