import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

test.each(['# cat /sys/block/zram0/mm_stat', '==> /sys/block/zram0/mm_stat <=='])(
  '%s tells what the numbers are',
  (head) => {
    const facts = factsIn(
      `${head}\n348131328 176938876 185827328        0 185827328        0        0        0        0\n`,
    )
    expect(facts).toMatchObject({
      'mmStat[0].device': 'zram0',
      'mmStat[0].orig_data_size': '348131328',
      'mmStat[0].mem_used_total': '185827328',
      'mmStat[0].huge_pages_since': '0',
    })
  },
)

test('a column lost to a cut is absent, not 0', () => {
  const facts = factsIn(
    '# cat /sys/block/zram0/mm_stat\n5373952     5451    73728        0    73728     1267        0\n',
  )
  expect(facts).not.toHaveProperty(['mmStat[0].huge_pages'])
  expect(problemsIn('mmStat', '')).toEqual([])
})

test('numbers that nobody named are no mm_stat', () => expect(kindsIn('1 2 3 4 5 6 7 8 9\n')).toEqual([]))
