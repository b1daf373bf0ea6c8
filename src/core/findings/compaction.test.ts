import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { promises } from '../../testing/rule.ts'

const id = 'compaction'
const lists = (...counts: readonly number[]) =>
  `# cat /proc/buddyinfo\nNode 0, zone   Normal ${Array.from({ length: 11 }, (_, order) => counts[order] ?? 0).join(' ')}\n`
const blocks = (unmovable: number) => `# cat /proc/pagetypeinfo
Page block order: 9
Pages per block:  512

Number of blocks type     Unmovable      Movable  Reclaimable   HighAtomic
Node 0, zone   Normal     ${unmovable}          ${1000 - unmovable}            0            0
`
const tries = (failed: number, succeeded: number) =>
  `# grep compact /proc/vmstat\ncompact_stall 5000\ncompact_fail ${failed}\ncompact_success ${succeeded}\n`
const torn = lists(400_000, 100_000, 2)

promises(id, {
  finds: {
    'order 4 refused with hundreds of MiB free': dumpOf('formats/alloc-failure/fixtures/linux-6.1-order-4.txt'),
    'free lists of small blocks': torn,
  },
  passes: {
    'free lists with large blocks': lists(400, 100, 50, 20, 10, 5, 5, 5, 5, 5, 900),
    'a machine that has little free': lists(40, 10),
  },
  says: [/order 4/, /0\.9\d\d|0\.8\d\d/, /compact_memory/],
})

test('advises to try it as long as nothing shows that pages do not move', () => {
  expect(wordsOf(findingIn(id, torn))).toMatch(/^Compaction may make blocks of order 4/)
  expect(wordsOf(findingIn(id, torn + blocks(300)))).toMatch(/^Compaction may/)
  expect(wordsOf(findingIn(id, torn + blocks(301)))).toMatch(/^Compaction can't[^]*30\.1 % of the page blocks/)
})

test('counts attempts that failed, where there were many', () => {
  expect(wordsOf(findingIn(id, torn + tries(901, 99)))).toMatch(/^Compaction can't[^]*90\.1 % failed/)
  expect(wordsOf(findingIn(id, torn + tries(900, 100)))).toMatch(/^Compaction may/)
  expect(wordsOf(findingIn(id, torn + tries(95, 5)))).toMatch(/^Compaction may/)
})

test('says where the kernel reclaims in place of compacting', () => {
  // Mean block size 8 of 16 pages: index 0.500; a little less, and it is 0.501.
  expect(wordsOf(findingIn(id, lists(0, 0, 0, 100_000)))).toMatch(/^For order 4 the kernel reclaims/)
  expect(wordsOf(findingIn(id, lists(0, 0, 400, 99_600)))).toMatch(/^Compaction may/)
})
