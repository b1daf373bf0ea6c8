import { expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { factsIn, kindsIn, problemsIn, recordIn } from '../../../testing/read.ts'
import { GIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `arcstats/${name}`)!.text

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

test.each([
  ['2.2', '7.8 GiB', 7.8, '1.0 GiB', 1],
  ['0.7', '7.99 GiB', 7.99, '512 MiB', 0.5],
])('arc_summary %s rounds the same sizes', (version, _, size, __, least) => {
  const { fields } = recordIn('arcstats', fixture(`arc-summary-${version}`)).data
  expect([...fields].map(([key, { value }]) => [key, value / GIB])).toEqual([
    ['size', expect.closeTo(size, 6)],
    ['c', 8],
    ['c_min', least],
    ['c_max', 8],
  ])
  expect(fields.get('size')?.within).toBeGreaterThan(1)
})
