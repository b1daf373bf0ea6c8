import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

promises('vmalloc-used-misread', {
  finds: { 'a kernel of RHEL 7': meminfo({ VmallocUsed: 1_738_280, VmallocChunk: 34_359_339_004 }) },
  passes: {
    'a kernel that counts pages': meminfo(),
    'no use at all': meminfo({ VmallocUsed: 0, VmallocChunk: 34_359_339_004 }),
  },
  threshold: {
    below: meminfo({ VmallocUsed: 319_999, VmallocChunk: 34_359_000_000 }),
    at: meminfo({ VmallocUsed: 320_000, VmallocChunk: 34_359_000_000 }),
  },
  says: [/1\.66 GiB/, /vmallocinfo/],
})
