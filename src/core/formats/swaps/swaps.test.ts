import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const HEAD = 'Filename\t\t\t\tType\t\tSize\tUsed\tPriority\n'
const ROW = '/dev/dm-1                               partition\t8388604\t12344\t-2\n'

test('sizes are KiB in the file, bytes here; a priority can be below zero', () => {
  expect(factsIn(HEAD + ROW)).toEqual({
    'swaps[0].areas[0].filename': '/dev/dm-1',
    'swaps[0].areas[0].type': 'partition',
    'swaps[0].areas[0].size': String(8388604 * 1024),
    'swaps[0].areas[0].used': String(12344 * 1024),
    'swaps[0].areas[0].priority': '-2',
  })
})

test('several areas, a file whose name has a blank, one that was deleted', () => {
  const text = `${HEAD}${ROW}/var/swap\\040file                       file\t\t2097148\t\t0\t\t-3\n/old\\040(deleted)  file 1024 0 -4\n`
  expect(recordIn('swaps', text).data.areas.map(({ filename }) => filename)).toEqual([
    '/dev/dm-1',
    '/var/swap\\040file',
    '/old\\040(deleted)',
  ])
})

test('no swap is a table without rows, not a table that is missing', () => {
  expect(recordIn('swaps', HEAD).data).toEqual({ areas: [] })
})

test('rows without a head are told by the file’s name alone: swapon prints the like in bytes', () => {
  expect(kindsIn(`# grep zram /proc/swaps\n${ROW}`)).toEqual(['swaps'])
  expect(kindsIn(ROW)).not.toContain('swaps')
})

test.each([
  ['swapon --show', 'NAME     TYPE      SIZE USED PRIO\n/dev/vdb partition 512M   0B   -1\n'],
  ['df', 'Filesystem     1K-blocks  Used Available Use% Mounted on\n/dev/vda1  100 50 50 50% /\n'],
  ['ls', '/dev/vda partition table\n'],
])('%s is no /proc/swaps', (_, text) => expect(kindsIn(text)).not.toContain('swaps'))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', '/dev/sda2 partition 12x 5 -1', ['not-a-number Size, 3']],
    ['below zero', '/dev/sda2 partition -8 5 -1', ['implausible Size, 3']],
    ['absurdly large', `/dev/sda2 partition ${'9'.repeat(30)} 5 -1`, ['implausible Size, 3']],
    ['cut in the middle', '/dev/sda2 partition 8388604', ['ragged-row Used, 3', 'ragged-row Priority, 3']],
  ])('%s: what the row has is read', (_, row, problems) => {
    const text = `${HEAD}${ROW}${row}`
    expect(problemLinesIn('swaps', text)).toEqual(problems)
    expect(recordIn('swaps', text).data.areas[1]!.filename).toBe('/dev/sda2')
  })

  test('what is bad is absent', () => {
    expect(recordIn('swaps', `${HEAD}/dev/sda2 partition 12x 5 -1\n`).data.areas[0]).not.toHaveProperty('size')
  })

  test.each(['', 'Filename', 'Filename is what it says\n'])('no head: %j', (text) => expect(kindsIn(text)).toEqual([]))
})
