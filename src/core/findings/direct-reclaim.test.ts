import { expect, test } from 'vitest'
import { findingIn } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const vmstat = (direct: number, kswapd: number, stalls: number) =>
  `# cat /proc/vmstat\nnr_free_pages 100000\npgscan_kswapd ${kswapd}\npgscan_direct ${direct}\npgscan_direct_throttle 0\nallocstall_normal ${stalls}\n`
const pair = (direct: number, kswapd: number, stalls: number) => [
  vmstat(1_000_000, 4_000_000, 5_000),
  vmstat(1_000_000 + direct, 4_000_000 + kswapd, 5_000 + stalls),
]

promises('direct-reclaim', {
  finds: {
    'tasks that scanned half of the pages': pair(500_000, 500_000, 2_500),
    'the same since boot': vmstat(500_000, 500_000, 2_500),
  },
  passes: {
    'reclaim that kswapd does': pair(10_000, 900_000, 30),
    'no reclaim at all': pair(0, 0, 0),
    'scans without a stall': pair(500_000, 500_000, 0),
  },
  threshold: { below: pair(200_000, 800_000, 10), at: pair(200_001, 800_000, 10) },
  says: [/50\.0 %/, /2.500/, /20\.0 %/],
})

test('what runs since boot is a note', () => {
  expect(findingIn('direct-reclaim', vmstat(500_000, 500_000, 2_500))?.severity).toBe('info')
  expect(findingIn('direct-reclaim', ...pair(500_000, 500_000, 2_500))?.severity).toBe('warning')
})
