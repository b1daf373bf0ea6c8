import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A minute apart, on a host of 16 000 000 kB. */
const at = (minute: number, swapped: number, available: number) =>
  `# date\nFri Mar 14 02:${41 + minute}:00 UTC 2025\n${meminfo({ MemAvailable: available })}# cat /proc/vmstat\nnr_free_pages 100000\npswpin ${swapped}\npswpout ${swapped}\nallocstall_normal 0\n`
const swapping = (pages: number, available = 1_000_000) => at(0, 0, available) + at(1, pages, available)
const stalled = (percent: string, available = 1_000_000) =>
  `${meminfo({ MemAvailable: available })}# cat /proc/pressure/memory\nsome avg10=30.00 avg60=30.00 avg300=9.00 total=19597553\nfull avg10=20.00 avg60=${percent} avg300=6.00 total=19343368\n`

/** kB a second to swap; the first line tells the averages since boot. */
const vmstat = (out: number) =>
  `${meminfo({ MemAvailable: 1_000_000 })}# vmstat 1 3\nprocs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n 1  0 619084  59244    192  13060   10 90000   814 21834  425  167  6 47 47  1  0\n${` 1  0 619084  59244    192  13060    0 ${out}     0     0   47   32  0  0 100  0  0\n`.repeat(2)}`

promises('thrashing', {
  finds: {
    'stalls of a fifth of the time': stalled('20.00'),
    'two thousand pages to and from swap each second': swapping(60_000),
    'the same in vmstat': vmstat(6000),
  },
  passes: {
    'vmstat on a quiet swap': vmstat(0),
    'a control group that is throttled while RAM is plenty': stalled('20.00', 8_000_000),
    'some swapping with memory to spare': swapping(60_000, 8_000_000),
    'some swapping': swapping(6_000),
  },
  threshold: { below: stalled('10.00'), at: stalled('10.01') },
  says: [/20\.0 %/, /6\.3 %/, /10 %/],
})
