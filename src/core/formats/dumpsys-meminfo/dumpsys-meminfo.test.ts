import { expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { valuesIn } from '../../../testing/read.ts'
import { KIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `dumpsys-meminfo/${name}`)!.text

test('the sums of the device, and the processes once', () => {
  expect(valuesIn('dumpsysMeminfo', fixture('android-12'))).toMatchObject([
    {
      total: 3809036 * KIB,
      free: 1500240 * KIB,
      used: 2099792 * KIB,
      lost: 209004 * KIB,
      zram: { physical: 120016 * KIB, swapped: 400384 * KIB },
      // Those below `by OOM adjustment` and `by category` are the same memory again.
      processes: [
        { name: 'system', pid: 1211, pss: 311704 * KIB },
        { name: 'com.example.photos', pid: 12345 },
        { name: 'com.example.watch', pid: 9999 },
      ],
    },
  ])
})

test('before Android 7 sizes are in kB', () => {
  expect(valuesIn('dumpsysMeminfo', fixture('android-6'))).toMatchObject([
    { total: 1945628 * KIB, zram: { physical: 4 * KIB, swapped: 8 * KIB }, processes: [{ pid: 2800 }, { pid: 1360 }] },
  ])
})

test.each([
  ['nothing', ''],
  ['the head alone', 'Applications Memory Usage (in Kilobytes):\nUptime: 1 Realtime: 2\n'],
  ['prose', 'Total RAM: we have 4 GB of it\n'],
])('%s is no such dump', (_, text) => expect(valuesIn('dumpsysMeminfo', text)).toEqual([]))
