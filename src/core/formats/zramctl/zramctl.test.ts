import { expect, test } from 'vitest'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { KIB, MIB } from '../../units.ts'

const HEAD = 'NAME       ALGORITHM DISKSIZE  DATA  COMPR  TOTAL STREAMS MOUNTPOINT\n'

test('TOTAL is the RAM that it takes', () => {
  expect(valuesIn('zramctl', `${HEAD}/dev/zram0 lz4           600M  332M 168.7M 177.2M       2 [SWAP]\n`)).toEqual([
    {
      devices: [
        {
          name: '/dev/zram0',
          algorithm: 'lz4',
          disksize: 600 * MIB,
          data: 332 * MIB,
          compr: Math.round(168.7 * MIB),
          total: Math.round(177.2 * MIB),
          streams: 2,
          mountpoint: '[SWAP]',
        },
      ],
    },
  ])
})

test('the columns that were asked for', () => {
  expect(
    valuesIn('zramctl', '# zramctl -o NAME,DISKSIZE,TOTAL\nNAME DISKSIZE TOTAL\n/dev/zram0 1G 4K\n'),
  ).toMatchObject([{ devices: [{ disksize: 1024 * MIB, total: 4 * KIB }] }])
})

test.each([
  ['nothing', ''],
  ['the head alone', HEAD],
  ['another device', `${HEAD}/dev/vda ext4 1G\n`],
])('%s', (_, text) => expect(valuesIn('zramctl', text)).toEqual([]))

test('a row cut in the middle, a size that is none, one beyond any machine', () => {
  const text = `${HEAD}/dev/zram0 lz4 600M x 18446744073709551615 177M 2 [SWAP]\n/dev/zram1 lz4 1G\n`
  expect(valuesIn('zramctl', text)).toMatchObject([{ devices: [{ total: 177 * MIB }, { disksize: 1024 * MIB }] }])
  expect(problemsIn('zramctl', text)).toEqual(['not-a-number: data', 'implausible: compr'])
})
