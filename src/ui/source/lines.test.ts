import { describe, expect, test } from 'vitest'
import { analyze } from '../../core/analyze.ts'
import { LINE, lineText, linesWith, sourceText, stretches } from './lines.ts'

const cut = (text: string) => {
  const source = { name: 'paste', text }
  return sourceText(analyze([source]), source, 0)
}

const prose = (count: number) => Array.from({ length: count }, (_, index) => `Some words, ${index}`).join('\n')
const dump = 'MemTotal: 16267364 kB\nMemFree: 238452 kB\nActive: 7408296 kB'

describe('a source on screen', () => {
  test('every line of the paste is in exactly one run, in order', () => {
    const text = cut(`${prose(500)}\n\n${dump}\n${prose(3)}\n${dump}\n${prose(40)}\n`)
    const shown = text.runs.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, at) => first + at),
    )
    expect(shown).toEqual(Array.from({ length: text.starts.length - 1 }, (_, at) => at + 1))
  })

  test('long stretches that were not recognised are folded; short ones and dumps are not', () => {
    const text = cut(`${prose(20)}\n${dump}\n${prose(2)}\n${dump}`)
    expect(text.runs.filter(({ kind }) => kind === 'fold')).toEqual([{ kind: 'fold', first: 1, last: 20 }])
    expect(text.kinds[21]).toBe(LINE.record)
    expect(text.kinds[24]).toBe(LINE.unread)
  })

  test('line ends of any kind are no part of a line', () => {
    const text = cut('MemTotal: 1 kB\r\nMemFree: 1 kB\r\n')
    expect([lineText(text, 1), lineText(text, 2)]).toEqual(['MemTotal: 1 kB', 'MemFree: 1 kB'])
    expect(text.starts.length - 1).toBe(2)
  })

  test('a search names each line once, whatever the case and however often it matches', () => {
    const text = cut(`memfree MemFree\n${dump}\nnothing`)
    expect(linesWith(text, 'MEMFREE')).toEqual([1, 3])
    expect(linesWith(text, 'not there')).toEqual([])
  })

  test('marks and matches cut a line where they begin and end, and may overlap', () => {
    const mark = { source: 0, line: 1, from: 110, to: 115 }
    expect(stretches('MemTotal: 16267364 kB', 100, [mark], '7364')).toEqual([
      { text: 'MemTotal: ', marked: false, found: false },
      { text: '16267364'.slice(0, 4), marked: true, found: false },
      { text: '7', marked: true, found: true },
      { text: '364', marked: false, found: true },
      { text: ' kB', marked: false, found: false },
    ])
  })
})
