import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const lsmod = (name: string) =>
  `# lsmod\nModule                  Size  Used by\n${name.padEnd(22)} 6000640  12\next4                  983040  2\n`
/** Taken from what was free, and in no account. */
const missing = (size: number) => meminfo({ MemFree: 4_000_000 - size, MemAvailable: 10_400_000 - size })

promises('driver-pages', {
  finds: {
    'a graphics card whose driver counts its pages': meminfo({
      GPUActive: 600_000,
      GPUReclaim: 40_000,
      MemFree: 3_360_000,
    }),
    'a graphics card on an older kernel, with memory missing': lsmod('amdgpu') + missing(2_000_000),
  },
  passes: {
    'the same card with nothing missing': lsmod('amdgpu') + meminfo(),
    'memory missing without such a card': lsmod('virtio_blk') + missing(2_000_000),
  },
  threshold: {
    below: meminfo({ GPUActive: 320_000, MemFree: 3_680_000 }),
    at: meminfo({ GPUActive: 320_001, MemFree: 3_679_999 }),
  },
  says: [/625(\.0)? MiB/, /4\.0 %/, /2\.0 %/],
})
