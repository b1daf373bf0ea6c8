import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A pool of 800 pages of 2 MiB, 10 % of RAM. */
const host = (free: number, reserved = 0, changes = {}) =>
  meminfo({
    HugePages_Total: 800,
    HugePages_Free: free,
    HugePages_Rsvd: reserved,
    Hugetlb: 800 * 2048,
    MemFree: 4_000_000 - 800 * 2048,
    ...changes,
  })

const excerpt = (free: number) =>
  `# grep Huge /proc/meminfo\nHugePages_Total:    ${free}\nHugePages_Free:     ${free}\nHugePages_Rsvd:        0\nHugepagesize:       2048 kB\n`

promises('hugetlb-idle', {
  finds: { 'a pool that nobody uses': host(800), 'a GiB, of however much': excerpt(512) },
  passes: {
    'no pool at all': meminfo(),
    'a pool in use': host(40),
    'a pool promised to a database that has not touched it yet': host(800, 780),
    'a small pool of a machine of unknown size': excerpt(511),
    'a kernel without huge pages': meminfo({ HugePages_Total: null, Hugepagesize: null }),
  },
  threshold: { below: host(234), at: host(235) },
  says: [/1\.56 GiB/, /800/, /10\.2 %/, /3\.0 %/, /2 MiB/],
})
