import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (slab: number) =>
  meminfo({ SReclaimable: slab, KReclaimable: slab, Slab: slab + 200_000, MemFree: 4_400_000 - slab })

promises('slab-reclaimable-large', {
  finds: { 'inodes and dentries of a fifth of RAM': host(3_200_000) },
  passes: { 'a healthy host': host(400_000) },
  threshold: { below: host(2_399_999), at: host(2_400_000) },
  says: [/3\.05 GiB/, /20\.0 %/, /15\.0 %/, /MemAvailable/],
})
