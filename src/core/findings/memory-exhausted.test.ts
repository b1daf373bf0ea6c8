import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** What programs took was cache before; 16 000 000 kB of RAM. */
const host = (available: number, changes = {}) =>
  meminfo({
    MemAvailable: available,
    MemFree: 300_000,
    AnonPages: 14_100_000,
    'Inactive(anon)': 12_300_000,
    Cached: 500_000,
    Buffers: 20_000,
    'Active(file)': 160_000,
    'Inactive(file)': 160_000,
    ...changes,
  })

promises('memory-exhausted', {
  finds: {
    'a host with 2.5 % of RAM available': host(400_000),
    'the same from `free` alone':
      '              total        used        free      shared  buff/cache   available\n' +
      'Mem:       16000000    15200000      300000      200000      500000      400000\n',
  },
  passes: {
    'a healthy host': meminfo(),
    'a host of guests: little beside the huge pages, but enough of that': meminfo({
      MemAvailable: 500_000,
      MemFree: 300_000,
      Hugetlb: 9_700_000,
      HugePages_Total: 4736,
    }),
  },
  threshold: { below: host(800_000), at: host(799_999) },
  says: [/390\.6 MiB/, /2\.5 %/, /781\.3 MiB/, /5\.0 %/],
})
