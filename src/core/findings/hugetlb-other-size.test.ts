import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (hugetlb: number) => meminfo({ HugePages_Total: 100, Hugetlb: hugetlb, MemFree: 4_000_000 - hugetlb })

promises('hugetlb-other-size', {
  finds: { 'two pages of 1 GiB beside 100 of 2 MiB': host(204_800 + 2_097_152) },
  passes: {
    'a pool of the default size alone': host(204_800),
    'a kernel before 4.16, which does not sum them up': meminfo({ HugePages_Total: 100, Hugetlb: null }),
  },
  threshold: { below: host(204_800), at: host(204_801) },
  says: [/2 GiB/, /13\.1 %/, /2 MiB/],
})
