import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** RAM is 16 000 000 kB, of which 4 000 000 are free: 320 000 kB are within 2 %, and one MiB for rounding. */
const free = (total: number, left: number) =>
  `# free -k\n              total        used        free      shared  buff/cache   available\nMem:      ${total}     5000000     ${left}      200000     7000000    10400000\nSwap:       2000000           0     2000000\n# cat /proc/meminfo\n`
const blocks = (count: number) => `# cat /proc/buddyinfo\nNode 0, zone   Normal 0 0 0 0 0 0 0 0 0 0 ${count}\n`

promises('inconsistent-snapshot', {
  finds: {
    'free of another moment': free(16_000_000, 9_000_000) + meminfo(),
    'free of another machine': free(32_000_000, 4_000_000) + meminfo(),
    'accounts that exceed RAM': meminfo({ AnonPages: 5_000_000 }),
    'free lists that exceed what is free': meminfo() + blocks(2000),
  },
  passes: {
    'one moment': free(16_000_000, 4_000_000) + meminfo() + blocks(976),
    'some of the zones': meminfo() + blocks(10),
    'caches dropped in between': `${meminfo()}# echo 3 > /proc/sys/vm/drop_caches\n${blocks(2000)}`,
  },
  threshold: { below: free(16_000_000, 4_321_024) + meminfo(), at: free(16_000_000, 4_321_026) + meminfo() },
  says: [/free: free 9000000 kB/, /MemFree 4000000 kB/, /2\.0 %/],
})
