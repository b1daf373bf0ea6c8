import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const hog = (rss: number, adjust = -1000) =>
  oomReport({
    tasks: [
      { pid: 900, name: 'nginx', rss: 20_000 },
      { pid: 901, name: 'dbserver', rss, adjust },
    ],
    victim: 900,
  })

promises('oom-unkillable-hog', {
  finds: { 'a database that is exempt': hog(2_000_000) },
  passes: {
    'the same, not quite exempt': hog(2_000_000, -999),
    'a small daemon that is exempt': hog(30_000),
    'a hog that was killed': oomReport(),
  },
  // A fifth of 4 000 000 pages.
  threshold: { below: hog(799_999), at: hog(800_000) },
  says: [/`dbserver`/, /7\.63 GiB/, /50\.0 %/, /20\.0 %/, /`nginx`/],
})
