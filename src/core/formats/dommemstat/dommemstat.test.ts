import { expect, test } from 'vitest'
import { valuesIn } from '../../../testing/read.ts'
import { KIB } from '../../units.ts'

test('a guest without a driver tells of itself nothing', () => {
  expect(valuesIn('dommemstat', '# virsh dommemstat kvm1\nactual 1048576\nswap_in 0\nrss 333644\n')).toEqual([
    { actual: 1048576 * KIB, swap_in: 0, rss: 333644 * KIB },
  ])
})

test('each guest has an answer of its own', () => {
  const answer = (size: number) =>
    `actual ${size}\nswap_in 0\nmajor_fault 349\nunused 1936312\navailable 2056352\nrss 469276\n`
  expect(valuesIn('dommemstat', `${answer(2097152)}\n${answer(4194304)}`)).toMatchObject([
    { actual: 2097152 * KIB, major_fault: 349, unused: 1936312 * KIB },
    { actual: 4194304 * KIB },
  ])
})

test('one word of prose is no answer', () => expect(valuesIn('dommemstat', 'actual 5 of them\nactual 5\n')).toEqual([]))
