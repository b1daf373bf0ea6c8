import { expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, valuesIn } from '../../../testing/read.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `crash-kmem/${name}`)!.text

test('pages become bytes', () => {
  expect(valuesIn('crashKmem', fixture('el7'))).toMatchObject([
    {
      totalMem: 4035521 * 4096,
      free: 61021 * 4096,
      slab: 47967 * 4096,
      hugeFree: 0,
      swapUsed: 3086 * 4096,
      commitLimit: 4114911 * 4096,
      committed: 4171397 * 4096,
    },
  ])
})

test('the size beside the pages tells how great a page is', () => {
  const text =
    '    TOTAL MEM  8178912     499.2 GB         ----\n         FREE   204113      12.5 GB    2% of TOTAL MEM\n'
  expect(valuesIn('crashKmem', text)).toEqual([{ totalMem: 8178912 * 65536, free: 204113 * 65536 }])
})

test.each([
  ['nothing', ''],
  ['the head alone', '                 PAGES        TOTAL      PERCENTAGE\n'],
  ['one line', '    TOTAL MEM  4035521      15.4 GB         ----\n'],
  ['prose', 'FREE 3 of them\nTOTAL MEM is what counts\n'],
])('%s', (_, text) => expect(valuesIn('crashKmem', text)).toEqual([]))

test('cut, and a number beyond any machine', () => {
  const text =
    '    TOTAL MEM  4035521      15.4 GB         ----\n         FREE  99999999999999999  238.4 MB    1% of\n         USED  39745'
  expect(valuesIn('crashKmem', text)).toEqual([{ totalMem: 4035521 * 4096 }])
  expect(problemsIn('crashKmem', text)).toEqual(['implausible: free'])
})
