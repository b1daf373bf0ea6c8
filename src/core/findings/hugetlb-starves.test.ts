import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Pages of 2 MiB in 16 000 000 kB. */
const host = (pages: number) =>
  meminfo({
    HugePages_Total: pages,
    HugePages_Free: 0,
    Hugetlb: pages * 2048,
    MemFree: 200_000,
    MemAvailable: 900_000,
    AnonPages: 1_000_000,
    Cached: 1_000_000,
  })

promises('hugetlb-starves', {
  finds: { 'a pool of 80 % of RAM': host(6250) },
  passes: {
    'no pool': meminfo(),
    'a pool of as much on a machine that keeps 50 GB beside it': meminfo({
      MemTotal: 256_000_000,
      HugePages_Total: 100_000,
      Hugetlb: 204_800_000,
    }),
  },
  threshold: { below: host(5764), at: host(5765) },
  says: [/12\.2\d? GiB|12\.21 GiB/, /3\.05 GiB/, /80\.0 %/, /70\.0 %/],
})
