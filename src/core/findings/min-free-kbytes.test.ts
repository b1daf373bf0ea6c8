import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** RAM is 16 000 000 kB: the kernel would choose 16 000 kB. */
const host = (setting: number) => `${meminfo()}# sysctl vm.min_free_kbytes\nvm.min_free_kbytes = ${setting}\n`

/** One zone of /proc/zoneinfo, in pages. */
const zone = (min: number, boost = 0) =>
  `${meminfo()}# cat /proc/zoneinfo\nNode 0, zone   Normal\n  pages free     1000000\n        boost    ${boost}\n        min      ${min + boost}\n        low      ${min * 2}\n        high     ${min * 3}\n        spanned  4000000\n        present  4000000\n        managed  3900000\n`

promises('min-free-kbytes', {
  finds: {
    'a tenth of RAM kept free': host(1_600_000),
    'the same from the zones’ marks': zone(400_000),
    'a reserve of 4 MB': host(4_000),
  },
  passes: {
    'the kernel’s own choice': host(16_000),
    'what khugepaged raises it to': host(67_584),
    'marks that a boost has lifted': zone(4_000, 250_000),
  },
  threshold: { below: host(800_000), at: host(800_001) },
  says: [/1\.53 GiB/, /10\.0 %/, /5\.0 %/, /15\.6 MiB/],
})
