import { expect, test } from 'vitest'
import { meminfo, reportOn } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A segment in bytes, and who has it; RAM is 16 000 000 kB. */
const segment = (size: number, attached: number, status = '') =>
  `# ipcs -m\n\n------ Shared Memory Segments --------\nkey        shmid      owner      perms      bytes      nattch     status      \n0x00000000 32768      oracle     600        ${size}  ${attached}          ${status}           \n\n`
const MiB = 2 ** 20

promises('sysv-shm-orphan', {
  finds: { 'a segment of 1 GiB that nobody has': segment(1024 * MiB, 0) + meminfo() },
  passes: {
    'the same segment in use': segment(1024 * MiB, 12) + meminfo(),
    'one that goes when its user does': segment(1024 * MiB, 0, 'dest') + meminfo(),
    'a small one': segment(16 * MiB, 0) + meminfo(),
  },
  threshold: { below: segment(256 * MiB - 1, 0) + meminfo(), at: segment(256 * MiB, 0) + meminfo() },
  says: [/1 GiB/, /32768/, /ipcrm -m 32768/, /6\.6 %/],
})

test('where it is most of the shared memory, that is under it', () => {
  const { findings } = reportOn(
    segment(4096 * MiB, 0) + meminfo({ Shmem: 4_300_000, Cached: 10_800_000, MemFree: 100_000 }),
  )
  expect(findings.find(({ id }) => id === 'shmem-large')?.under).toBe(
    findings.findIndex(({ id }) => id === 'sysv-shm-orphan'),
  )
})
