import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** 6 000 000 of 16 000 000 kB are not available. */
const host = (anon: number, changes = {}) =>
  meminfo({ MemAvailable: 10_000_000, Mapped: 600_000, AnonPages: anon, ...changes })

promises('processes-do-not-explain', {
  finds: { 'programs that map a fifth of what is used': host(600_000) },
  passes: {
    'a healthy host': meminfo(),
    'an idle machine, where the kernel outweighs the programs': host(20_000, { MemAvailable: 15_000_000 }),
  },
  threshold: { below: host(2_400_000), at: host(2_399_999) },
  says: [/20\.0 %/, /1\.14 GiB/, /5\.72 GiB/, /50\.0 %/],
})
