import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** 10 400 000 kB are available; the limit of 500 000 pages is 2 000 000 kB. */
const host = (dirty: number, limit?: number) =>
  meminfo({ Dirty: dirty, Writeback: 100_000 }) +
  (limit === undefined
    ? ''
    : `# grep dirty /proc/vmstat\nnr_dirty ${dirty / 4}\nnr_dirty_threshold ${limit}\nnr_dirty_background_threshold ${limit / 2}\n`)

promises('dirty-backlog', {
  finds: {
    'a slow disk behind a fast writer': host(1_900_000, 500_000),
    'the same without its limits': host(1_900_000),
  },
  passes: {
    'a healthy host': meminfo(),
    'a small machine with a few files to write': meminfo({ MemAvailable: 100_000, Dirty: 20_000 }),
  },
  threshold: { below: host(900_000, 500_000), at: host(900_001, 500_000) },
  says: [/1\.91 GiB/, /97\.7 MiB/, /50\.0 %/, /19\.2 %/],
})
