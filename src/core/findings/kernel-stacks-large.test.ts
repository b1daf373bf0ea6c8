import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (stacks: number) =>
  meminfo({ KernelStack: stacks, VmallocUsed: stacks + 44_000, MemFree: 4_016_000 - stacks })

promises('kernel-stacks-large', {
  finds: { '1.5 GiB, 98 304 threads': host(1_572_864) },
  passes: { 'a healthy host with a thousand threads': host(16_000) },
  threshold: { below: host(479_999), at: host(480_000) },
  says: [/1\.50 GiB/, /9\.8 %/, /98.304/],
})
