import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A minute apart, on a host of 16 000 000 kB. */
const at = (minute: number, swapped: number, available: number) =>
  `# date\nFri Mar 14 02:${41 + minute}:00 UTC 2025\n${meminfo({ MemAvailable: available })}# cat /proc/vmstat\nnr_free_pages 100000\npswpin ${swapped}\npswpout ${swapped}\nallocstall_normal 0\n`
const swapping = (pages: number, available = 1_000_000) => at(0, 0, available) + at(1, pages, available)
const stalled = (percent: string, available = 1_000_000) =>
  `${meminfo({ MemAvailable: available })}# cat /proc/pressure/memory\nsome avg10=30.00 avg60=30.00 avg300=9.00 total=19597553\nfull avg10=20.00 avg60=${percent} avg300=6.00 total=19343368\n`

promises('thrashing', {
  finds: {
    'stalls of a fifth of the time': stalled('20.00'),
    'two thousand pages to and from swap each second': swapping(60_000),
  },
  passes: {
    'a control group that is throttled while RAM is plenty': stalled('20.00', 8_000_000),
    'some swapping with memory to spare': swapping(60_000, 8_000_000),
    'some swapping': swapping(6_000),
  },
  threshold: { below: stalled('10.00'), at: stalled('10.01') },
  says: [/20\.0 %/, /6\.3 %/, /10 %/],
})
