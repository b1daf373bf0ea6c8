import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const id = 'memcg-cache-reclaimable'

/** memory.stat of version 1 in bytes, as a container prints it. */
const stat = (rss: number, inactive: number, active: number) =>
  `/sys/fs/cgroup/memory # cat memory.stat\n` +
  ['', 'total_']
    .flatMap((total) => [
      `${total}cache ${inactive + active}`,
      `${total}rss ${rss}`,
      `${total}mapped_file 495616`,
      `${total}inactive_anon 0`,
      `${total}active_anon ${rss}`,
      `${total}inactive_file ${inactive}`,
      `${total}active_file ${active}`,
      `${total}unevictable 0`,
    ])
    .concat('hierarchical_memory_limit 314572800')
    .join('\n') +
  '\n'

/** A log of 8 MB is read, and read again. */
const story =
  stat(13_484_032, 12_058_624, 26_136_576) +
  stat(13_500_416, 20_709_376, 26_140_672) +
  stat(13_504_512, 12_025_856, 34_824_192)

promises(id, {
  finds: { 'a log that was read twice': story },
  passes: { 'a program that fills the limit itself': stat(280_000_000, 5_000_000, 5_000_000) },
  threshold: { below: stat(20_000_001, 10_000_000, 10_000_000), at: stat(20_000_000, 10_000_000, 10_000_000) },
  says: [/57\.6 MiB/, /44\.7 MiB/, /300 MiB/, /inactive_file/, /46\.1 MiB/],
})

test('the estimate is marked, the moves are counted, the working set is there for each snapshot', () => {
  const finding = findingIn(id, story)
  expect(finding).toMatchObject({ severity: 'notice', confidence: 'likely', snapshot: 2 })
  expect(finding?.arithmetic).toEqual([
    'cache + rss − inactive_file = 51679232 − 12058624 = 39620608',
    'inactive_file +8650752, active_file +4096, rss +16384',
    'cache + rss − inactive_file = 60350464 − 20709376 = 39641088',
    'inactive_file −8683520, active_file +8683520, rss +4096',
    'cache + rss − inactive_file = 60354560 − 12025856 = 48328704',
  ])
  expect(wordsOf(finding)).toContain('estimate')
  expect(wordsOf(finding, 'zh')).toContain('估算')
})
