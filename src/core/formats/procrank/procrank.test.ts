import { expect, test } from 'vitest'
import { recordsIn, valuesIn } from '../../../testing/read.ts'
import { KIB } from '../../units.ts'

test('the last line tells of the device, the rows above are processes', () => {
  const text =
    '  PID      Vss      Rss      Pss      Uss  cmdline\n  890   84456K   48668K   25850K   21284K  system_server\n                          213459K  164760K  TOTAL\n\nRAM: 1874880K total, 60016K free, 4032K buffers, 521420K cached, 3400K shmem, 78000K slab\n'
  expect(valuesIn('procrank', text)).toEqual([
    {
      ram: {
        total: 1874880 * KIB,
        free: 60016 * KIB,
        buffers: 4032 * KIB,
        cached: 521420 * KIB,
        shmem: 3400 * KIB,
        slab: 78000 * KIB,
      },
    },
  ])
  expect(recordsIn('ps', text)[0]?.data.processes).toMatchObject([
    { pid: 890, rss: 48668 * KIB, pss: 25850 * KIB, uss: 21284 * KIB, command: 'system_server' },
  ])
})

test('a sentence about RAM is no such line', () => expect(valuesIn('procrank', 'RAM: 16 GB\n')).toEqual([]))
