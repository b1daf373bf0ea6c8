import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Beside 16 000 kB of stacks, which VmallocUsed counts too. */
const host = (vmalloc: number) => meminfo({ VmallocUsed: vmalloc + 16_000, MemFree: 4_044_000 - vmalloc })

promises('vmalloc-large', {
  finds: { '640 000 kB of BPF maps': host(640_000) },
  passes: {
    'a healthy host': host(44_000),
    'a kernel up to 4.3, whose VmallocUsed is address space': meminfo({
      VmallocUsed: 640_000,
      VmallocChunk: 34_359_000_000,
      Percpu: null,
      Hugetlb: null,
      KReclaimable: null,
    }),
  },
  threshold: { below: host(319_999), at: host(320_000) },
  says: [/625(\.0)? MiB/, /4\.0 %/, /2\.0 %/, /vmallocinfo/],
})
