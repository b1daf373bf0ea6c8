import { expect, test } from 'vitest'
import { findingIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** AnonPages and Mapped are 5 000 000 of 16 000 000 kB together. */
const added = (megabytes: number, changes = {}) =>
  `# ps aux | awk '{sum+=$6} END {print sum / 1024}'\n${megabytes}\n# cat /proc/meminfo\n${meminfo(changes)}`

promises('rss-sum-exceeds-ram', {
  finds: { 'a sum of 7349.84 MiB': added(7349.84) },
  passes: { 'a sum that the kernel counts too': added(4600), 'no list of processes': meminfo() },
  threshold: { below: added(5195.31), at: added(5195.32) },
  says: [/7\.18 GiB/, /4\.77 GiB/, /2\.41 GiB/, /AnonPages/],
})

test('a sum that comes near the unaccounted memory is called chance', () => {
  const finding = findingIn('rss-sum-exceeds-ram', added(7349.84, { Cached: 300_000, MemFree: 2_900_000 }))
  expect(wordsOf(finding)).toContain('is chance')
  expect(wordsOf(finding, 'zh')).toContain('巧合')
})
