import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentsIn } from '../../testing/books.ts'
import { oomReport } from '../../testing/oom.ts'
import { allBooks } from './books.ts'

/** What counters hold that fell below zero, were cut, or were typed by a joker. */
const ODD = ['18446744073709551613', '9223372036854775807', '4503599627370497', '99999999999999999999', '0']

// One counter that wrapped below zero would otherwise put 2^64 bytes into the book of a machine of 16 GiB.
test('whatever single numbers a report holds, its book is exact', () => {
  const text = oomReport()
  const numbers = [...text.matchAll(/\d+/g)]
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(numbers.length - 1), fc.constantFrom(...ODD)), { minLength: 1, maxLength: 4 }),
      (changes) => {
        const odd = new Map(changes)
        let at = -1
        const changed = text.replace(/\d+/g, (digits) => odd.get((at += 1)) ?? digits)
        for (const moment of momentsIn(changed))
          for (const { accounts, residual, total } of allBooks(moment)) {
            const sum = accounts.reduce<number>((all, { bytes }) => all + bytes, residual.bytes)
            expect(sum, changed).toBe(total.bytes)
          }
      },
    ),
    { numRuns: 300 },
  )
})

test('a counter that wrapped is no account, and the others stay', () => {
  const text = oomReport().replace(/slab_unreclaimable:\d+/, 'slab_unreclaimable:18446744073709551613')
  const [book] = momentsIn(text).flatMap(allBooks)
  const ids = book!.accounts.map(({ id }) => id)
  expect(ids).not.toContain('slab-unreclaimable')
  expect(ids).toContain('anon')
})
