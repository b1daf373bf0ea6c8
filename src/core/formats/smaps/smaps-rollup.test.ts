import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const HEAD = '55d0a8e4c000-7ffe93bd5000 ---p 00000000 00:00 0                          [rollup]\n'

test('sums of all mappings in bytes', () => {
  expect(factsIn(fixture('smapsRollup--linux-6.12'))).toMatchObject({
    'smapsRollup[0].Rss': String(338644 * 1024),
    'smapsRollup[0].Pss_Anon': String(337972 * 1024),
    'smapsRollup[0].AnonHugePages': String(337920 * 1024),
    'smapsRollup[0].Locked': '0',
  })
  expect(factsIn(fixture('smapsRollup--linux-4.14'))).not.toHaveProperty('smapsRollup[0].Pss_Anon')
})

test('of which process it is', () => {
  expect(recordIn('smapsRollup', fixture('smapsRollup--linux-6.12')).subject).toBe('process 187')
  expect(recordIn('smapsRollup', fixture('smapsRollup--linux-6.12-pgrep')).subject).toBe('process java')
})

test('an excerpt by grep needs two of its keys', () => {
  expect(kindsIn('Rss:   5 kB\nPss:   4 kB\n')).toEqual(['smapsRollup'])
  expect(kindsIn('Rss:   5 kB\n')).toEqual([])
})

test('the fields of one mapping, whose head was cut off, are no sums', () => {
  expect(kindsIn('MMUPageSize: 4 kB\nRss: 5 kB\nPss: 4 kB\nSwap: 0 kB\n')).toEqual([])
  expect(kindsIn('Rss: 5 kB\nPss: 4 kB\nSwap: 0 kB\nTHPeligible: 0\n')).toEqual([])
})

test('a meminfo right below keeps its fields', () => {
  expect(kindsIn(`${HEAD}Rss: 5 kB\nPss: 4 kB\nMemTotal: 8 kB\nMemFree: 2 kB\n`)).toEqual(['smapsRollup', 'meminfo'])
})

test('a mapping of smaps is none', () => {
  expect(kindsIn('00400000-00cb1000 r-xp 00000000 fd:01 952273 /bin/x\nSize: 8 kB\nRss: 4 kB\n')).toEqual(['smaps'])
})

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', `${HEAD}Rss: 12x kB\nPss: 4 kB\n`, ['not-a-number Rss, 2']],
    ['a value lost', `${HEAD}Pss: 4 kB\nRss:\nSwap: 0 kB\n`, ['not-a-number Rss, 3']],
    ['below zero', `${HEAD}Rss: -5 kB\nPss: 4 kB\n`, ['implausible Rss, 2']],
    ['absurdly large', `${HEAD}Rss: ${'9'.repeat(30)} kB\nPss: 4 kB\n`, ['implausible Rss, 2']],
    ['a key twice', `${HEAD}Rss: 1 kB\nPss: 4 kB\nPss: 5 kB\n`, ['duplicate-key Pss, 4']],
  ])('%s: the rest is read', (_, text, problems) => {
    expect(problemLinesIn('smapsRollup', text)).toEqual(problems)
    expect(factsIn(text)['smapsRollup[0].Pss']).toBe('4096')
  })

  test('a head alone is nothing', () => expect(kindsIn(HEAD)).toEqual([]))
})
