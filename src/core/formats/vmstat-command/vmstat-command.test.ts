import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { KIB, MIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `vmstat-command/${name}`)!.text
const HEAD = ` procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
`
const ROW = ' 1  0 308564 532592    228  19876    8 18260   382 18260  276  161  7 50 42  0  0\n'

test('the memory columns and the swap traffic are sizes, the rest is as printed', () => {
  expect(valuesIn('vmstatCommand', HEAD + ROW)).toEqual([
    {
      samples: [
        {
          r: 1,
          b: 0,
          swpd: 308564 * KIB,
          free: 532592 * KIB,
          buff: 228 * KIB,
          cache: 19876 * KIB,
          si: 8 * KIB,
          so: 18260 * KIB,
          bi: 382,
          bo: 18260,
          in: 276,
          cs: 161,
          us: 7,
          sy: 50,
          id: 42,
          wa: 0,
          st: 0,
        },
      ],
    },
  ])
})

test('-a -w -t', () => {
  expect(valuesIn('vmstatCommand', fixture('active-wide-time'))).toMatchObject([
    {
      samples: [
        { time: '2021-09-16 20:31:30', free: 2794864 * KIB, inact: 295968 * KIB, active: 312724 * KIB },
        { time: '2021-09-16 20:31:31', free: 2794852 * KIB },
      ],
    },
  ])
})

test.each([
  ['vmstat', KIB],
  ['vmstat -S M 1', MIB],
  ['vmstat -Sm', 1e6],
  ['vmstat -S k 1 2', 1000],
])('the unit of %s', (command, unit) => {
  expect(valuesIn('vmstatCommand', `# ${command}\n${HEAD}${ROW}`)).toMatchObject([
    { samples: [{ free: 532592 * unit, so: 18260 * unit, bo: 18260 }] },
  ])
})

test('the head that each screen repeats is no sample', () => {
  expect(valuesIn('vmstatCommand', HEAD + ROW + ROW + HEAD + ROW)).toMatchObject([{ samples: [{}, {}, {}] }])
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['the head alone', HEAD],
    ['prose', 'r b swpd free are the columns\nprocs are processes\n'],
  ])('%s', (_, text) => expect(valuesIn('vmstatCommand', text)).toEqual([]))

  test('a row cut in the middle ends the table', () => {
    expect(valuesIn('vmstatCommand', `${HEAD}${ROW} 1  0 308564 53259\n`)).toMatchObject([{ samples: [{}] }])
  })

  test('values that cannot be', () => {
    const text = HEAD + ROW.replace('532592', '99999999999999999').replace(' 228', '-228')
    expect(problemsIn('vmstatCommand', text)).toEqual(['implausible: free', 'implausible: buff'])
    expect(valuesIn('vmstatCommand', text)).toMatchObject([{ samples: [{ cache: 19876 * KIB }] }])
  })
})

test('vmstat -s', () => {
  expect(valuesIn('vmstatSummary', fixture('vmstatSummary--procps-4'))).toMatchObject([
    {
      totalMemory: 984024 * KIB,
      usedMemory: 217748 * KIB,
      swapCache: 626328 * KIB,
      freeSwap: 0,
      pagedIn: 631240 * KIB,
      pagesSwappedIn: 0,
      forks: 176,
    },
  ])
  expect(valuesIn('vmstatSummary', '# vmstat -s\n984024 K of total memory is what we have\n')).toEqual([])
})
