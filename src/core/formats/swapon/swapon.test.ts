import { expect, test } from 'vitest'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, MIB } from '../../units.ts'

const HEAD = 'NAME       TYPE      SIZE   USED PRIO\n'

test('suffixes are powers of 1024, bare numbers bytes', () => {
  expect(valuesIn('swapon', `${HEAD}/dev/vdb partition 2G 301.3M -2\n/swap.img file 536870912 0 100\n`)).toEqual([
    {
      areas: [
        { name: '/dev/vdb', type: 'partition', size: 2 * GIB, used: Math.round(301.3 * MIB), priority: -2 },
        { name: '/swap.img', type: 'file', size: 512 * MIB, used: 0, priority: 100 },
      ],
    },
  ])
})

test.each([
  ['nothing', ''],
  ['the head alone', HEAD],
  ['lsblk', 'NAME   MAJ:MIN RM  SIZE RO TYPE MOUNTPOINT\nvda  254:0    0 419430400  0 disk /\n'],
])('%s', (_, text) => expect(valuesIn('swapon', text)).toEqual([]))

test('a row cut in the middle, and a size that is none', () => {
  const text = `${HEAD}/dev/vdb partition x 1M -2\n/swap.img file 1G\n`
  expect(valuesIn('swapon', text)).toMatchObject([{ areas: [{ used: MIB }, { name: '/swap.img', size: GIB }] }])
  expect(problemsIn('swapon', text)).toEqual(['not-a-number: size'])
})
