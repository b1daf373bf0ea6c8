import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

const HEAD = '13 1 0x01 147 39984 5318218347 1846218743281\nname                            type data\n'

test('the size of the cache is read in bytes; a negative margin stays negative', () => {
  const text = `${HEAD}c_max                           4    8343302144\nsize                            4    8238991360\nmemory_available_bytes          3    -118489088\n`
  expect(factsIn(text)).toEqual({
    'arcstats[0].c_max': '8343302144',
    'arcstats[0].size': '8238991360',
    'arcstats[0].memory_available_bytes': '-118489088',
  })
})

test('two rows of a grep are enough, one is not', () => {
  expect(
    kindsIn('c_max                           4    8343302144\nsize                            4    8238991360\n'),
  ).toEqual(['arcstats'])
  expect(kindsIn('size 4 8238991360\n')).toEqual([])
})

test('a row that stands twice is named', () =>
  expect(problemsIn('arcstats', `${HEAD}size 4 1\nsize 4 2\n`)).toEqual(['duplicate-key: size']))

test('a head without rows is no record', () => expect(kindsIn(HEAD)).toEqual([]))
