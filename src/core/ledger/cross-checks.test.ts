import { describe, expect, test } from 'vitest'
import { momentIn } from '../../testing/books.ts'
import type { CrossCheck, CrossCheckId } from './cross-check.ts'

const checkIn = (text: string, id: CrossCheckId): CrossCheck | undefined =>
  momentIn(text).crossChecks.find((check) => check.id === id)

/** Linux 6.12 with min_free_kbytes raised to 400000 on a machine of 1 GiB. */
const MEMINFO = `MemTotal:         988476 kB
MemFree:          734928 kB
MemAvailable:     137284 kB
Buffers:             264 kB
Cached:            11016 kB
SwapCached:            0 kB
Active:           216084 kB
Inactive:            768 kB
Active(anon):     205628 kB
Inactive(anon):        0 kB
Active(file):      10456 kB
Inactive(file):      768 kB
Unevictable:           0 kB
AnonPages:        205632 kB
Mapped:             9000 kB
Shmem:                 8 kB
KReclaimable:        988 kB
Slab:              11156 kB
SReclaimable:        988 kB
SUnreclaim:        10168 kB
KernelStack:        1172 kB
PageTables:          812 kB
VmallocUsed:        6792 kB
VmallocChunk:          0 kB
Percpu:              552 kB
`
const ZONEINFO = `Node 0, zone      DMA
  pages free     3808
        boost    0
        min      1553
        low      1941
        high     2329
        spanned  4095
        present  3998
        managed  3840
        protection: (0, 941, 941, 941, 941)
Node 0, zone    DMA32
  pages free     179924
        boost    0
        min      98446
        low      123057
        high     147668
        spanned  258013
        present  258013
        managed  243279
        protection: (0, 0, 0, 0, 0)
Node 0, zone   Normal
  pages free     0
        boost    0
        min      0
        low      0
        high     0
        spanned  0
        present  0
        managed  0
        protection: (0, 0, 0, 0, 0)
`

describe('MemAvailable by its own formula', () => {
  test('from the marks of the zones, to the page', () => {
    expect(checkIn(MEMINFO + ZONEINFO, 'available-recomputed')).toMatchObject({
      left: { known: true, bytes: 137282 * 1024 },
      right: { bytes: 137284 * 1024 },
      verdict: 'agrees',
    })
  })
  test('before 4.5 only the low marks were kept back', () => {
    const old = `Linux h 3.18.0 #1 SMP Mon Jan 1 00:00:00 UTC 2018 x86_64 GNU/Linux\n${MEMINFO}${ZONEINFO}`
    const low = (1941 + 123057) * 4
    const half = 11224 / 2 + 988 / 2
    expect(checkIn(old, 'available-recomputed')?.left.bytes).toBe((734928 - low + half) * 1024)
  })
  test('from min_free_kbytes it is an estimate', () => {
    const estimated = checkIn(`${MEMINFO}vm.min_free_kbytes = 400000\n`, 'available-recomputed')
    expect(estimated).toMatchObject({ left: { known: false, bytes: (734928 - 600000 + 5612 + 494) * 1024 } })
  })
  test('an edited figure is seen', () => {
    const edited = MEMINFO.replace('137284', '537284')
    expect(checkIn(edited + ZONEINFO, 'available-recomputed')).toMatchObject({ verdict: 'differs' })
  })
})

describe('free against meminfo', () => {
  const free = (total: number, free: number) =>
    `               total        used        free      shared  buff/cache   available\nMem:          ${total}         241        ${free}           0          12         134\nSwap:              0           0           0\n`
  test.each<[string, string, CrossCheckId, CrossCheck['verdict']]>([
    ['cut down to MiB', free(965, 717), 'free-total', 'agrees'],
    ['of another machine', free(1932, 717), 'free-total', 'differs'],
    ['a moment later', free(965, 710), 'free-free', 'agrees'],
    ['an hour later', free(965, 310), 'free-free', 'differs'],
  ])('%s', (_, table, id, verdict) => expect(checkIn(`$ free -m\n${table}${MEMINFO}`, id)?.verdict).toBe(verdict))
})

test('zones against meminfo', () => {
  expect(checkIn(MEMINFO + ZONEINFO, 'zones-total')).toMatchObject({ difference: 0, verdict: 'agrees' })
  expect(checkIn(MEMINFO + ZONEINFO, 'zones-free')).toMatchObject({ difference: 0, verdict: 'agrees' })
  // A balloon that the zones have given up and meminfo has not, or a container's meminfo.
  const smaller = MEMINFO.replace('988476', '524288')
  expect(checkIn(smaller + ZONEINFO, 'zones-total')).toMatchObject({ verdict: 'differs' })
})

test('the head of a zoneinfo is no sum: a zone keeps pages back from requests for one that is not printed', () => {
  const head = ZONEINFO.split('\n').slice(0, 10).join('\n')
  expect(momentIn(`${MEMINFO}${head}\n`).crossChecks.map(({ id }) => id)).not.toContain('zones-total')
})

describe('the LRU lists against what is on them', () => {
  test('agree to a few pages', () => {
    expect(checkIn(MEMINFO, 'lru-pages')).toMatchObject({ difference: -60 * 1024, verdict: 'agrees' })
  })
  test('the swap cache is on the lists alone', () => {
    const swapping = MEMINFO.replace(/(SwapCached:\s+)0/, '$160000').replace(/(Inactive: \s+)768/, '$150768')
    expect(checkIn(swapping, 'lru-pages')).toMatchObject({ verdict: 'explained' })
  })
  test('a container’s file mixes its own figures with the host’s', () => {
    expect(checkIn(MEMINFO.replace(/(AnonPages:\s+)205632/, '$19205632'), 'lru-pages')?.verdict).toBe('differs')
  })
})

describe('resident sizes add up to more than memory where pages are shared', () => {
  const list = (rss: number, count: number) =>
    `  PID USER       RSS COMMAND\n${Array.from({ length: count }, (_, index) => `${index + 100} postgres ${rss} postgres`).join('\n')}\n`
  test.each([
    [10_000, 20, 'agrees'],
    [50_000, 20, 'explained'],
    [1000, 20, 'explained'],
  ])('%i kB in each of %i: %s', (rss, count, verdict) => {
    expect(checkIn(list(rss, count) + MEMINFO, 'rss-anon-mapped')?.verdict).toBe(verdict)
  })
  test('the head of a list is no sum', () =>
    expect(checkIn(list(50_000, 5) + MEMINFO, 'rss-anon-mapped')).toBeUndefined())
})

describe('order lists against the free pages of their zone', () => {
  test.each([
    ['0 0 0 1 1 1 1 1 1 1 43', 'agrees'],
    ['0 0 0 1 1 1 1 1 1 1 13', 'differs'],
  ])('%s: %s', (counts, verdict) => {
    const text = `${MEMINFO}${ZONEINFO.replace('179924', '46072')}Node 0, zone    DMA32 ${counts}\n`
    const check = momentIn(text).crossChecks.find(
      ({ id, subject }) => id === 'orders-free' && subject?.endsWith('DMA32'),
    )
    expect(check?.verdict).toBe(verdict)
  })
})

test('nodes against the host', () => {
  const node = (number: number, total: number, free: number) =>
    `Node ${number} MemTotal:       ${total} kB\nNode ${number} MemFree:         ${free} kB\nNode ${number} MemUsed:        ${total - free} kB\n`
  const text = MEMINFO + node(0, 500000, 400000) + node(1, 488476, 334928)
  expect(checkIn(text, 'nodes-total')).toMatchObject({ difference: 0, verdict: 'agrees' })
  // Up to 3.x a node counts the pages that were reserved at boot.
  expect(checkIn(MEMINFO + node(0, 520000, 400000) + node(1, 508476, 334928), 'nodes-total')?.verdict).toBe('explained')
})

test('named shared memory against Shmem', () => {
  const df = (used: number) =>
    `Filesystem     1K-blocks  Used Available Use% Mounted on\ntmpfs             494236 ${used}    494236   0% /dev/shm\ntmpfs             197696 ${used / 2}    197000   0% /run\n/dev/sda1 1000000 5 5 1% /\n`
  const shmem = (size: number) => MEMINFO.replace(/(Shmem: +)8/, `$1${size}`)
  expect(checkIn(shmem(300000) + df(200000), 'named-shmem')).toMatchObject({
    left: { bytes: 300000 * 1024 },
    verdict: 'agrees',
  })
  expect(checkIn(shmem(300000) + df(20000), 'named-shmem')).toMatchObject({ verdict: 'explained' })
})

describe('used and available, by who says it', () => {
  const amounts = Object.fromEntries(
    momentIn(MEMINFO).definitions.map(({ tool, quantity, amount }) => [`${tool}: ${quantity}`, amount.bytes / 1024]),
  )
  test.each([
    ['kernel: available', 137284],
    ['free (procps ≥ 4.0.1): used', 851192],
    ['free (procps 3.3.10 – 4.0.0): used', 241280],
    ['free (procps < 3.3.10): used', 253548],
    ['free (procps < 3.3.10): available', 746208],
    ['htop: used', 241280],
    ['kubelet: used', 252780],
    ['kubelet: available', 735696],
  ])('%s %i kB', (name, kB) => expect(amounts[name]).toBe(kB))

  test('of a control group docker, kubelet and cAdvisor show the working set', () => {
    const stat = '# cat /sys/fs/cgroup/a/memory.stat\nanon 5000000\nfile 3000000\ninactive_file 2000000\n'
    const { definitions } = momentIn(`${stat}# cat /sys/fs/cgroup/a/memory.current\n8500000\n`)
    expect(definitions.map(({ tool, subject, amount }) => [tool, subject, amount.bytes])).toEqual([
      ['kernel', '/a', 8500000],
      ['docker', '/a', 6500000],
      ['kubelet', '/a', 6500000],
      ['cAdvisor', '/a', 6500000],
    ])
  })

  test('what a file does not hold is no definition', () => {
    const without = momentIn(MEMINFO.replace(/MemAvailable.*\n/, '')).definitions
    expect(without.map(({ tool }) => tool)).not.toContain('free (procps ≥ 4.0.1)')
    // What the kernel did not print yet is worked out, from default marks where nothing tells better.
    expect(without[0]).toMatchObject({ tool: 'kernel', quantity: 'available', amount: { known: false } })
    const marks = Math.sqrt(988476 * 16)
    expect(without[0]!.amount.bytes).toBe(Math.round((734928 - 1.5 * marks + 11224 - 1.25 * marks + 494) * 1024))
  })
})
