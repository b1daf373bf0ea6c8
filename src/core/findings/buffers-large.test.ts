import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A backup with dd: the device's pages take the place of free ones. */
const host = (buffers: number) =>
  meminfo({ Buffers: buffers, 'Inactive(file)': 3_400_000 + buffers, MemFree: 4_120_000 - buffers })

promises('buffers-large', {
  finds: { 'a backup that read a disk of 2 GB': host(2_000_000) },
  passes: { 'a healthy host': host(120_000) },
  threshold: { below: host(1_599_999), at: host(1_600_000) },
  says: [/1\.91 GiB/, /12\.5 %/, /10\.0 %/, /O_DIRECT/],
})
