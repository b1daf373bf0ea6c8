import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** The file cache is 6 500 000 kB. */
const host = (mapped: number) => meminfo({ Mapped: mapped })

promises('file-cache-mapped', {
  finds: { 'a database that maps its files': host(5_200_000) },
  passes: {
    'a healthy host': meminfo(),
    'a small machine that has hardly more than its programs': meminfo({ Cached: 300_000, Mapped: 100_000 }),
  },
  threshold: { below: host(3_249_999), at: host(3_250_000) },
  says: [/4\.96 GiB/, /80\.0 %/, /6\.20 GiB/, /50\.0 %/],
})
