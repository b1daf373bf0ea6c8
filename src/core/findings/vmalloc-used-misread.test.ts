import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

promises('vmalloc-used-misread', {
  finds: { 'a kernel of RHEL 7': meminfo({ VmallocUsed: 173_828, VmallocChunk: 34_359_339_004 }) },
  passes: {
    'a kernel that counts pages': meminfo(),
    'no use at all': meminfo({ VmallocUsed: 0, VmallocChunk: 34_359_339_004 }),
  },
  says: [/169\.8 MiB/, /vmallocinfo/],
})
