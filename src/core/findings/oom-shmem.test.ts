import { expect, test } from 'vitest'
import { idsIn, meminfo } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const tmpfs = dumpOf('findings/fixtures/oom-tmpfs-7.3.txt')

promises('oom-shmem', {
  finds: {
    'a deleted file in /dev/shm and three victims': tmpfs,
    'half of RAM in tmpfs': oomReport({ shmem: 2_000_000 }),
  },
  passes: {
    'the shared memory of an ordinary machine': oomReport(),
    'a tenth beside a hog': oomReport({ shmem: 400_000 }),
  },
  threshold: { below: oomReport({ shmem: 1_599_999 }), at: oomReport({ shmem: 1_600_000 }) },
  says: [/538 MiB|538\.0 MiB/, /75\.9 %/, /40\.0 %/, /\/dev\/shm/, /`celery` ×3/],
})

test('is a story with the loop of kills that it causes', () => {
  const ids = idsIn(tmpfs)
  expect(ids.indexOf('oom-loop')).toBeGreaterThan(ids.indexOf('oom-shmem'))
})

test('goes before the finding on the same shared memory that does not tell of the kill', () => {
  const ids = idsIn(dumpOf('findings/fixtures/oom-tmpfs-7.3.txt') + meminfo({ Shmem: 8_000_000, Cached: 9_000_000 }))
  expect(ids[0]).toBe('oom-shmem')
  expect(ids).toContain('shmem-large')
})
