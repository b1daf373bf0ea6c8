import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A host that read many files: the cache takes the place of free memory. */
const host = (free: number, changes = {}) =>
  meminfo({
    MemFree: free,
    Cached: 10_700_000 - free,
    'Inactive(file)': 7_520_000 - free,
    MemAvailable: 10_000_000,
    ...changes,
  })

promises('cache-not-leak', {
  finds: {
    '95 % used, of which most is cache': host(800_000),
    'the same from `free` alone':
      '              total        used        free      shared  buff/cache   available\n' +
      'Mem:       16000000     5000000      800000      200000    10200000    10000000\n' +
      'Swap:       2000000           0     2000000\n',
  },
  passes: {
    'a host of which a quarter is free': host(4_000_000),
    'a host with little available': host(800_000, { MemAvailable: 3_100_000 }),
    'a cache that is mostly shared memory': host(800_000, { Shmem: 5_000_000 }),
  },
  threshold: { below: host(2_400_001), at: host(2_400_000) },
  says: [/9\.54 GiB/, /95\.0 %/, /62\.5 %/, /85\.0 %/],
})
