import { expect, test } from 'vitest'
import { markup, unmarked } from './markup.ts'

test('code and strong are told from plain words', () => {
  expect(markup('Look at `VmPTE`: **3.1 %** of RAM')).toEqual([
    { kind: 'plain', text: 'Look at ' },
    { kind: 'code', text: 'VmPTE' },
    { kind: 'plain', text: ': ' },
    { kind: 'strong', text: '3.1 %' },
    { kind: 'plain', text: ' of RAM' },
  ])
})

test('a lonely mark and HTML stay text', () => {
  expect(unmarked('2 ** 3 `open <b>bold</b>')).toBe('2 ** 3 `open <b>bold</b>')
})

test('unmarked words keep what the marks held', () => {
  expect(unmarked('run `free -h` **now**')).toBe('run free -h now')
})
