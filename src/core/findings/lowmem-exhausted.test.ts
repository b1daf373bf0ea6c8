import { expect, test } from 'vitest'
import { findingIn } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A report of a 32-bit kernel: 896 MiB of low memory, the rest is HighMem. kB. */
const report = (
  highFree: number,
  { gfp = '0xd0(GFP_KERNEL)', normalFree = 3000 } = {},
) => `java invoked oom-killer: gfp_mask=${gfp}, order=0, oom_score_adj=0
CPU: 0 PID: 812 Comm: java Not tainted 4.9.0-8-686-pae #1 Debian
Mem-Info:
active_anon:100000 inactive_anon:100000 isolated_anon:0
 free:${highFree / 4 + normalFree / 4} free_pcp:0 free_cma:0
Node 0 DMA free:3000kB min:64kB low:80kB high:96kB present:15992kB managed:15916kB
lowmem_reserve[]: 0 853 4021 4021
Node 0 Normal free:${normalFree}kB min:3700kB low:4624kB high:5548kB present:897016kB managed:873812kB
lowmem_reserve[]: 0 0 25347 25347
Node 0 HighMem free:${highFree}kB min:512kB low:924kB high:1336kB present:3244424kB managed:3244424kB
lowmem_reserve[]: 0 0 0 0
1039358 pages RAM
811106 pages HighMem/MovableOnly
5820 pages reserved
Out of memory: Kill process 812 (java) score 5 or sacrifice child
Killed process 812 (java) total-vm:900000kB, anon-rss:500000kB, file-rss:0kB, shmem-rss:0kB
`

const headless = (...of: Parameters<typeof report>) =>
  report(...of)
    .split('\n')
    .slice(2)
    .join('\n')

promises('lowmem-exhausted', {
  finds: {
    'low memory that is full under 1 GiB of HighMem': report(1_048_576),
    'the same where the head of the report is lost': headless(120_000),
  },
  passes: {
    'a request that could have used HighMem': report(1_048_576, { gfp: '0x24280ca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO)' }),
    'low memory that is not short': report(1_048_576, { normalFree: 300_000 }),
    'a report without its head, whose HighMem is short as well': headless(1400),
    'a report without its head, whose low memory is not short': headless(120_000, { normalFree: 5000 }),
  },
  // A tenth of 1 033 538 managed pages is 413 415.2 kB.
  threshold: { below: report(413_412), at: report(413_416) },
  says: [/1\.00 GiB|1 GiB/, /2\.9 MiB|5\.9 MiB/, /10\.0 %/],
})

test('where the request is not told, the finding says that it concludes', () => {
  expect(findingIn('lowmem-exhausted', report(1_048_576))).toMatchObject({
    severity: 'critical',
    confidence: 'certain',
  })
  expect(findingIn('lowmem-exhausted', headless(120_000))).toMatchObject({ severity: 'warning', confidence: 'likely' })
})
