import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (percpu: number) => meminfo({ Percpu: percpu, MemFree: 4_008_000 - percpu })

promises('percpu-large', {
  finds: { 'dying control groups, 1 GiB of per-CPU counters': host(1_048_576) },
  passes: {
    'a healthy host': host(8_000),
    'a small machine with 60 MiB, below the floor': meminfo({
      MemTotal: 4_000_000,
      MemFree: 1_000_000,
      MemAvailable: 2_000_000,
      Percpu: 61_440,
    }),
  },
  threshold: { below: host(159_999), at: host(160_000) },
  says: [/1 GiB/, /6\.6 %/, /1\.0 %/, /cgroup/],
})
