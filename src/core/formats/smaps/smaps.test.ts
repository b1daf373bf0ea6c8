import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const HEAD = '00400000-00cb1000 r-xp 00000000 fd:01 952273                             /bin/alertmanager\n'
const FIELDS = 'Size:               8900 kB\nRss:                2952 kB\nVmFlags: rd ex mr mw me dw sd \n'

test('a mapping with its sizes in bytes', () => {
  expect(factsIn(HEAD + FIELDS)).toEqual({
    'smaps[0].mappings[0].range': '00400000-00cb1000',
    'smaps[0].mappings[0].permissions': 'r-xp',
    'smaps[0].mappings[0].name': '/bin/alertmanager',
    'smaps[0].mappings[0].Size': String(8900 * 1024),
    'smaps[0].mappings[0].Rss': String(2952 * 1024),
  })
})

test('files, anonymous memory, and shared memory of System V', () => {
  const { mappings } = recordIn('smaps', fixture('linux-2.6.32')).data
  expect(mappings.map(({ name, permissions, fields }) => [name, permissions, fields.get('Pss')])).toEqual([
    ['/usr/sbin/mysqld', 'r-xp', 2952 * 1024],
    [undefined, 'rw-p', 61200 * 1024],
    ['/SYSV00000000 (deleted)', 'rw-s', 262144 * 1024],
  ])
  expect(mappings[2]!.fields.get('KernelPageSize')).toBe(2048 * 1024)
})

test('the first mapping again is the next file', () => {
  expect(kindsIn((HEAD + FIELDS).repeat(2))).toEqual(['smaps', 'smaps'])
})

test.each([
  ['/proc/PID/maps', HEAD + HEAD.replace('00400000', '00cb1000')],
  ['a head alone', HEAD],
  ['fields alone', 'Size:               8900 kB\n'],
])('%s is no smaps', (_, text) => expect(kindsIn(text)).toEqual([]))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', `${HEAD}Size: 8 kB\nRss: x kB\nPss: 4 kB\n`, ['not-a-number Rss, 3']],
    ['a value lost', `${HEAD}Size: 8 kB\nRss:\nPss: 4 kB\n`, ['cut-off Rss, 3']],
    ['below zero', `${HEAD}Size: 8 kB\nRss: -4 kB\nPss: 4 kB\n`, ['implausible Rss, 3']],
    ['absurdly large', `${HEAD}Size: 8 kB\nRss: ${'9'.repeat(30)} kB\nPss: 4 kB\n`, ['implausible Rss, 3']],
    ['a key twice', `${HEAD}Size: 8 kB\nPss: 4 kB\nPss: 5 kB\n`, ['duplicate-key Pss, 4']],
  ])('%s: the rest is read', (_, text, problems) => {
    expect(problemLinesIn('smaps', text)).toEqual(problems)
    expect(recordIn('smaps', text).data.mappings[0]!.fields.get('Pss')).toBe(4096)
  })
})
