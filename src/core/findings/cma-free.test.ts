import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A board of 16 000 000 kB with little free, most of it CMA; the low mark is 40 000 pages, 160 000 kB. */
const board = (free: number, cma: number) =>
  `${meminfo({ MemFree: free, CmaTotal: 1_000_000, CmaFree: cma })}# cat /proc/zoneinfo\nNode 0, zone   Normal\n  pages free     ${free / 4}\n        min      20000\n        low      40000\n        high     60000\n        spanned  4000000\n        present  4000000\n        managed  3900000\n`

promises('cma-free', {
  finds: { 'a board whose free memory is a camera’s': board(800_000, 700_000) },
  passes: { 'a board with enough beside it': board(1_600_000, 900_000), 'a machine without CMA': meminfo() },
  threshold: { below: board(800_000, 640_000), at: board(800_000, 640_004) },
  says: [/683\.6 MiB/, /781\.3 MiB/, /97\.7 MiB/, /156\.3 MiB/],
})
