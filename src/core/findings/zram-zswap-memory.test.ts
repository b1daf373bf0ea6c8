import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Of 16 000 000 kB. */
const zswap = (pool: number, stored: number) =>
  meminfo({ Zswap: pool, Zswapped: stored, SwapFree: 500_000, MemFree: 4_000_000 - pool })
const zram = (used: number) =>
  `${meminfo({ MemFree: 4_000_000 - used })}# cat /sys/block/zram0/mm_stat\n${used * 2048} ${used * 900} ${used * 1024} 0 ${used * 1024} 0 0 0 0\n`

promises('zram-zswap-memory', {
  finds: {
    'a zswap pool of 1 600 000 kB': zswap(1_600_000, 2_000_000),
    'a zram device of the same size': zram(1_600_000),
    'swap on zram, and as much memory missing': `${meminfo({ MemFree: 2_800_000, SwapFree: 600_000 })}# cat /proc/swaps\nFilename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/zram0                              partition\t2000000\t\t1400000\t\t100\n`,
  },
  passes: {
    'swap on a disk, and as much memory missing': `${meminfo({ MemFree: 2_800_000, SwapFree: 600_000 })}# cat /proc/swaps\nFilename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/sda2                               partition\t2000000\t\t1400000\t\t100\n`,
    neither: meminfo(),
    'a small pool': zswap(100_000, 300_000),
  },
  threshold: { below: zswap(799_999, 900_000), at: zswap(800_000, 900_000) },
  says: [/1\.53 GiB/, /10\.0 %/, /1\.91 GiB/, /1\.25/, /1\.5/],
})
