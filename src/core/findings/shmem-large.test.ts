import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Of 16 000 000 kB; the cache holds the shared memory, as the kernel counts it. */
const host = (shmem: number, files = 6_620_000) =>
  meminfo({
    Shmem: shmem,
    Cached: files - 120_000 + shmem,
    'Active(file)': files - 1_000_000,
    'Inactive(file)': 1_000_000,
    MemFree: 10_620_000 - files - shmem + 200_000,
  })

promises('shmem-large', {
  finds: {
    'a quarter of RAM in tmpfs': host(4_000_000),
    'a tenth of RAM that outweighs the cache of files': host(1_600_000, 1_500_000),
  },
  passes: {
    'the shared memory of a healthy host': host(200_000),
    'a tenth of RAM under a larger cache of files': host(1_600_000),
  },
  threshold: { below: host(3_199_999), at: host(3_200_000) },
  says: [/3\.81 GiB/, /25\.0 %/, /20\.0 %/, /MemAvailable/],
})
