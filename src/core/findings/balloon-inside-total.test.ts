import { expect, test } from 'vitest'
import { idsIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A guest whose balloon took what was free, and whose MemTotal stays. */
const guest = (pages: number) =>
  `${meminfo({ MemFree: 4_000_000 - 4 * pages, MemAvailable: 10_400_000 - 4 * pages })}# grep -i balloon /proc/vmstat\nballoon_inflate ${pages}\nballoon_deflate 0\nballoon_migrate 0\n`

promises('balloon-inside-total', {
  finds: { 'a balloon of 2 400 000 kB': guest(600_000) },
  passes: {
    'a balloon that is empty': guest(0),
    'a balloon that lowered MemTotal': `${meminfo()}balloon_inflate 600000\nballoon_deflate 0\n`,
  },
  threshold: { below: guest(199_999), at: guest(200_000) },
  says: [/2\.29 GiB/, /15\.0 %/, /5\.0 %/],
})

test('with it the books balance', () => {
  expect(idsIn(guest(600_000))).not.toContain('unaccounted-memory')
})
