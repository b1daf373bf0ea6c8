import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { valuesIn } from '../../../testing/read.ts'
import { GIB, MIB } from '../../units.ts'

const sample = readFileSync(join(import.meta.dirname, 'fixtures/2.8.txt'), 'utf8')

test('memory and swap by the names that atop gives them', () => {
  expect(valuesIn('atop', sample)).toEqual([
    {
      host: 'db01',
      time: '2025/03/14  02:41:00',
      mem: {
        tot: 15.5 * GIB,
        free: Math.round(1.1 * GIB),
        cache: 4.5 * GIB,
        buff: 2 * MIB,
        slab: 99.5 * MIB,
        shmem: 5 * MIB,
        vmbal: Math.round(6.2 * GIB),
        zfarc: 0,
        hptot: 0,
      },
      swap: {
        tot: Math.round(1.9 * GIB),
        free: Math.round(1.8 * GIB),
        swcac: 0,
        vmcom: 699 * MIB,
        vmlim: Math.round(2.9 * GIB),
      },
    },
  ])
})

test('a recording has many', () => expect(valuesIn('atop', sample + sample.replace('02:41', '02:51'))).toHaveLength(2))

test.each(['', 'MEM | total | used |\n|---|---|---|\n', 'PRC | sys 4.27s | user 3.46s |\n'])('%j is none', (text) =>
  expect(valuesIn('atop', text)).toEqual([]),
)
