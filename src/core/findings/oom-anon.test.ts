import { expect, test } from 'vitest'
import { findingIn, idsIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

/** Anonymous memory is what is left of 4 000 000 pages. */
const anon = (pages: number) => oomReport({ lost: 3_894_182 - pages })

promises('oom-anon', {
  finds: {
    'java alone': oomReport(),
    'celery on 640 MiB': dumpOf('formats/oom/fixtures/linux-7.2.txt'),
    'a name that holds brackets': dumpOf('formats/oom/fixtures/linux-5.10-name-with-brackets.txt'),
    'the end of a report alone': dumpOf('formats/oom/fixtures/linux-5.10-tail.txt'),
  },
  passes: {
    'RAM that is full of tmpfs': dumpOf('findings/fixtures/oom-tmpfs-7.3.txt'),
    'RAM that a driver holds': dumpOf('findings/fixtures/oom-driver-7.2.txt'),
    'want of a large block': oomReport({ order: 3, gfp: '0xcc0(GFP_KERNEL)', free: [200_000, 300] }),
    'a kill that somebody asked for': `sysrq: Manual OOM execution\n${oomReport({ order: -1 })}`,
  },
  threshold: { below: anon(1_999_999), at: anon(2_000_000) },
  says: [/`java`/, /13\.30 GiB/, /14\.78 GiB/, /96\.9 %/, /50\.0 %/],
})

test('thirty reports are one finding that cites each of them', () => {
  const log = Array.from({ length: 30 }, (_, index) => oomReport({ seconds: 100 + 3 * index })).join('')
  const found = findingIn('oom-anon', log)
  expect(wordsOf(found)).toMatch(/30 reports tell the same; killed: `java` ×30/)
  expect(wordsOf(found, 'zh')).toMatch(/同样的报告共 30 份；先后被杀：`java` ×30/)
  expect(new Set(found?.evidence.map(({ line }) => line)).size).toBeGreaterThanOrEqual(30)
  expect(idsIn(log).filter((id) => id === 'oom-anon')).toHaveLength(1)
})

test('who asked is not blamed, unless it is who grew', () => {
  expect(wordsOf(findingIn('oom-anon', oomReport({ requester: 'sshd' })))).toMatch(
    /`sshd` merely asked for the next page/,
  )
  expect(wordsOf(findingIn('oom-anon', oomReport({ requester: 'java', victim: null })))).not.toContain('merely')
})

test('many processes of one name are named together', () => {
  const tasks = Array.from({ length: 40 }, (_, index) => ({ pid: 900 + index, name: 'gunicorn', rss: 90_000 }))
  expect(wordsOf(findingIn('oom-anon', oomReport({ tasks })))).toMatch(
    /^Out of memory: 40 `gunicorn` processes hold 13\.73 GiB/,
  )
})

test('resident memory is not taken for anonymous where most of it is shared', () => {
  // Each backend maps the 4 GiB that all share.
  const tasks = Array.from({ length: 40 }, (_, index) => ({ pid: 900 + index, name: 'postgres', rss: 1_050_000 }))
  const words = wordsOf(findingIn('oom-anon', oomReport({ tasks, shmem: 1_048_576, victim: null })))
  expect(words).toMatch(/most of it in 40 `postgres` processes/)
  expect(words).toMatch(/Shared memory takes another 26\.2 %/)
})

test('a kill line is a suspect where something shows that its size is much, and never a proof', () => {
  const line = (anon: number, file = 4) =>
    `[    9.012345] Out of memory: Killed process 132 (postgres) total-vm:9000000kB, anon-rss:${anon}kB, file-rss:${file}kB, shmem-rss:0kB, UID:0 pgtables:1092kB oom_score_adj:0\n`
  expect(idsIn(line(5_000_000))).not.toContain('oom-anon')
  // Three tenths of 16 000 000 kB.
  const found = findingIn('oom-anon', line(4_800_000) + meminfo({}))
  expect(found).toMatchObject({ confidence: 'possible', bytes: 4_800_000 * 1024 })
  expect(wordsOf(found)).toContain('not the cause proved')
  expect(idsIn(line(4_799_999) + meminfo({}))).not.toContain('oom-anon')
  expect(idsIn(line(4, 5_000_000) + meminfo({}))).not.toContain('oom-anon')
})

test('a score of more than half of memory is a name to start with where nothing else is left', () => {
  const lines = (score: number) =>
    `Out of memory: Kill process 132 (tidb-server) score ${score} or sacrifice child\nKilled process 132 (tidb-server), UID 1000, total-vm:33027492kB, anon-rss:31303276kB, file-rss:0kB, shmem-rss:0kB\n`
  expect(findingIn('oom-anon', lines(956))).toMatchObject({ confidence: 'possible' })
  expect(idsIn(lines(499))).not.toContain('oom-anon')
  // Points of before 2.6.36 are no thousandths.
  expect(idsIn(lines(61_733))).not.toContain('oom-anon')
})

test('without the counter of shared memory nothing is said: the LRU holds both', () => {
  const cut = dumpOf('findings/fixtures/oom-tmpfs-7.3.txt').replace(/^.*mapped:\d+ shmem:.*\n/gm, '')
  expect(idsIn(cut)).not.toContain('oom-anon')
})

test('a report that was cut inside its zones has no total to measure by', () => {
  const cut = oomReport().replace(/\[[^\n]*Node 0 Normal[^]*/, '')
  expect(cut).toMatch(/Node 0 DMA free/)
  for (const id of ['oom-anon', 'oom-shmem', 'oom-kernel-memory']) expect(idsIn(cut)).not.toContain(id)
})

test.each([
  [[0, 0], /There is no swap\./],
  [[100, 262_144], /The swap of 1\.00 GiB|The swap of 1 GiB/],
  [[200_000, 262_144], /781\.3 MiB of 1 GiB swap were still free/],
] as const)('swap %s is said as it was', (swap, words) => {
  expect(wordsOf(findingIn('oom-anon', oomReport({ swap })))).toMatch(words)
})
