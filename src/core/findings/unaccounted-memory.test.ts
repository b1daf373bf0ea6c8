import { expect, test } from 'vitest'
import { findingIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** The healthy host leaves 16 000 of 16 000 000 kB in no account; more is taken from what was free. */
const host = (taken: number, changes = {}) =>
  meminfo({ MemFree: 3_900_000 - taken, MemAvailable: 10_300_000 - taken, ...changes })
const left = findingIn('unaccounted-memory', host(2_000_000))!.bytes! / 1024 - 2_000_000

promises('unaccounted-memory', {
  finds: { 'a driver that holds 2 000 000 kB': host(2_000_000) },
  passes: {
    'the books of a healthy host': meminfo(),
    'memory that another account holds': host(2_000_000, { Hugetlb: 2_000_000 }),
    // What `grep Mem` and `head -5` leave out is missing from the paste, not from the machine.
    'the first lines of the file': meminfo().split('\n').slice(0, 5).join('\n'),
    'a file that was cut before its end': meminfo().split('\n').slice(0, 22).join('\n'),
    'lines that grep chose': meminfo()
      .match(/^(?:Mem|Slab|S[RU]|Cached).*$/gm)!
      .join('\n'),
  },
  threshold: { below: host(799_999 - left), at: host(800_000 - left) },
  says: [/5\.0 %/, /meminfo/],
})

test('swap in use without a zswap line makes compressed swap a suspect', () => {
  expect(findingIn('unaccounted-memory', host(2_000_000))?.params).toMatchObject({ suspects: [] })
  expect(findingIn('unaccounted-memory', host(2_000_000, { SwapFree: 1_000_000 }))?.params).toMatchObject({
    suspects: [{ kind: 'swap' }],
  })
})
