import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A whole slabinfo of 60 caches with as many slabs of one page each, beside 3 000 000 kB of Slab. */
const host = (slabs: number) =>
  `${meminfo({ SUnreclaim: 1_400_000, SReclaimable: 1_600_000, KReclaimable: 1_600_000, Slab: 3_000_000, MemFree: 1_600_000 })}# cat /proc/slabinfo\nslabinfo - version: 2.1\n# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>\n${Array.from({ length: 60 }, (_, index) => `cache-${String(index).padEnd(11)} ${slabs * 16} ${slabs * 16} 256 16 1 : tunables 0 0 0 : slabdata ${slabs} ${slabs} 0\n`).join('')}`

promises('slabinfo-gap', {
  finds: { 'large kmalloc that no cache holds': host(8_000), 'caches of another machine': host(20_000) },
  passes: { 'caches that add up': host(12_500), 'no slabinfo': meminfo() },
  threshold: { below: host(11_876), at: host(11_875) },
  says: [/1\.03 GiB/, /2\.86 GiB/, /1\.83 GiB/, /5\.0 %/],
})
