import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bare, disguises } from '../../testing/disguises.ts'
import { fixtures, knownKinds, type Fixture } from '../../testing/fixtures.ts'
import { figuresIn, linesIn, spansIn } from '../../testing/spans.ts'
import { plainValue } from '../facts/plain-value.ts'
import { indexFrom } from '../lookup.ts'
import { readAll, type AnyRecord } from '../snapshot/record.ts'
import { linesOf } from '../text/lines.ts'
import { cut } from './cut.ts'
import { formats } from './index.ts'

/** What the fixtures of every format promise, whichever format they are of. */

const read = (text: string): AnyRecord[] => readAll(cut(linesOf({ name: 'paste', text }, 0)))
const kinds = (records: readonly AnyRecord[]) => records.map((record) => record.kind)
const plainData = (records: readonly AnyRecord[]) => records.map((record) => plainValue(record.data))
/** For text whose blanks are not what they were. */
const words = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/(?: |\\t)+/g, ' '))

test('every fixture names a kind that exists', () => {
  expect(fixtures.filter(({ kind }) => !knownKinds.has(kind)).map(({ name }) => name)).toEqual([])
})

test('every format has a fixture', () => {
  const shown = new Set(fixtures.map(({ kind }) => kind))
  expect([...knownKinds].filter((kind) => !shown.has(kind))).toEqual([])
})

describe.each(fixtures)('$name', (fixture: Fixture) => {
  const { text, kind, log } = fixture

  test('is one record, of its own kind only, with every line', () => {
    const records = read(text)
    expect(kinds(records)).toEqual([kind])
    const missed = linesIn(text).filter((number) => !holds(records[0]!, number))
    expect(missed.map((number) => `${number}: ${text.split('\n')[number - 1]!}`)).toEqual([])
  })

  test('cites characters that hold the figure', () => {
    const lineAt = linesOfOffsets(text)
    for (const record of read(text)) {
      expect(
        spansIn(record).filter(({ source, from, to }) => source !== 0 || from < 0 || to > text.length || from > to),
      ).toEqual([])
      expect(
        spansIn(record)
          .map((span) => ({ ...span, is: lineAt(span.from) }))
          .filter(({ line, is }) => is !== line),
      ).toEqual([])
      for (const { path, value, span } of figuresIn(record.data)) {
        expect(
          digitsHold(text.slice(span.from, span.to), value),
          `${path} = ${value} in “${text.slice(span.from, span.to)}”`,
        ).toBe(true)
      }
    }
  })

  test('is plain data', () => {
    const records = read(text)
    expect(structuredClone(records)).toEqual(records)
  })

  const worn = bare(text)
  const expected = plainData(read(text))
  for (const { name, only, respaced, wear } of disguises) {
    if (only !== undefined && only !== (log ? 'log' : 'block')) continue
    test(`says the same: ${name}`, () => {
      const disguised = wear(worn)
      const lineAt = linesOfOffsets(disguised)
      const records = read(disguised)
      expect(kinds(records)).toEqual([kind])
      if (respaced) expect(words(plainData(records))).toEqual(words(expected))
      else expect(plainData(records)).toEqual(expected)
      expect(spansIn(records).filter(({ from, to, line }) => to > disguised.length || lineAt(from) !== line)).toEqual(
        [],
      )
    })
  }

  const format = formats.find((each) => each.id === kind)
  if (format) {
    test('is recognised below the command that prints it', () => {
      expect(kinds(read(`[root@node-1 ~]# ${format.collect}\n${text}`))).toEqual([kind])
    })
  }
})

test('dumps in any order with prose between are each read as when alone', () => {
  const alone = new Map(fixtures.map((fixture) => [fixture, plainData(read(fixture.text))]))
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fixtures), { minLength: 2, maxLength: 6 }), (list) => {
      // Free lists without a head and the tail of a report below them are one report, to anybody who reads them.
      const quoted = list.findIndex(({ kind }) => kind === 'logExcerpt')
      fc.pre(quoted < 0 || !list.slice(quoted).some(({ name }) => name.endsWith('-tail')))
      const records = read(
        list.map(({ text }) => `So we looked further and found the following.\n\n${text}\n\n`).join(''),
      )
      expect(kinds(records)).toEqual(list.map(({ kind }) => kind))
      expect(plainData(records)).toEqual(list.flatMap((fixture) => alone.get(fixture)!))
    }),
    { numRuns: 200 },
  )
})

const holds = ({ ranges, headingLine }: AnyRecord, number: number) =>
  headingLine === number || ranges.some(([first, last]) => number >= first && number <= last)

/** The number of the line in which a character stands. */
function linesOfOffsets(text: string): (offset: number) => number {
  const ends = text.split('\n').map((line) => line.length + 1)
  for (let index = 1; index < ends.length; index++) ends[index]! += ends[index - 1]!
  return (offset) => indexFrom(ends, offset + 1, (end) => end) + 1
}

/** Units in which a figure can stand in a text: itself, kB to TB (binary and decimal), pages and sectors. */
const SCALES = [1, 1024, 2 ** 20, 2 ** 30, 2 ** 40, 1e3, 1e6, 1e9, 1e12, 4096, 16384, 65536, 512]

/** Whether a number in `cited` is `value` in some unit. */
function digitsHold(cited: string, value: number): boolean {
  const decimals = [...cited.matchAll(/\d+(?:[.,]\d+)?(?:e[+-]\d+)?/g)].map(([digits]) =>
    Number(digits.replace(',', '.')),
  )
  const grouped = [...cited.matchAll(/\d{1,3}(?:[,.' \u202f\u00a0]\d{3})+/g)].map(([digits]) =>
    Number(digits.replace(/\D/g, '')),
  )
  const hexadecimal = [...cited.matchAll(/(?:0x)?([0-9a-f]+)/gi)].map(([, digits]) => parseInt(digits!, 16))
  return [...decimals, ...grouped, ...hexadecimal].some((number) =>
    SCALES.some((scale) => Math.abs(number * scale - Math.abs(value)) <= 0.5 + 1e-9 * Math.abs(value)),
  )
}
