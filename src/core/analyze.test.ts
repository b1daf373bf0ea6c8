import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixtures } from '../testing/fixtures.ts'
import { spansIn } from '../testing/spans.ts'
import { analyze, type Report } from './analyze.ts'
import { factsOf } from './facts/facts.ts'
import { languages } from './language/say.ts'
import type { Ledger } from './ledger/account.ts'
import { jsonReport } from './report/json.ts'

/** What holds for every text that anybody can paste, dumps or not. */

/** Lines that mean something to some reader, so that chance texts reach deep into them. */
const pool = [...new Set(fixtures.flatMap(({ text }) => text.split('\n')))]

const chanceLine = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...pool) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '...',
      '{"log":"',
      '> ',
      '[root@a b]# ',
      '__proto__: 1 kB',
      'Node 0, zone __proto__ 1 2 3',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'MemTotal: 18446744073709551616 kB',
      'constructor 9223372036854771712',
      '\u0000\ud800',
      '&#0;',
    ),
  },
)

type Edit = (lines: readonly string[]) => string[]
const edit: fc.Arbitrary<Edit> = fc
  .record({
    what: fc.constantFrom('cut', 'delete', 'duplicate', 'swap', 'flip', 'shorten', 'join'),
    at: fc.nat(),
    to: fc.nat(),
    with: fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  })
  .map(({ what, at, to, with: character }) => (lines) => {
    const out = [...lines]
    const index = at % Math.max(1, out.length)
    const line = out[index] ?? ''
    const column = to % Math.max(1, line.length)
    if (what === 'cut') return out.slice(0, index + 1)
    if (what === 'delete') out.splice(index, 1)
    else if (what === 'duplicate') out.splice(index, 0, line)
    else if (what === 'swap') [out[index], out[to % out.length]] = [out[to % out.length] ?? '', line]
    else if (what === 'flip') out[index] = line.slice(0, column) + character + line.slice(column + 1)
    else if (what === 'shorten') out[index] = line.slice(0, column)
    else out.splice(index, 2, line + (out[index + 1] ?? ''))
    return out
  })

/** A real dump after some accidents, between others. */
const damaged = fc
  .tuple(
    fc.array(fc.constantFrom(...fixtures), { minLength: 1, maxLength: 3 }),
    fc.array(edit, { minLength: 1, maxLength: 8 }),
  )
  .map(([list, edits]) =>
    edits
      .reduce(
        (lines, change) => change(lines),
        list.flatMap(({ text }) => text.split('\n')),
      )
      .join('\n'),
  )

const anyText = fc.oneof(
  fc.array(chanceLine, { maxLength: 60 }).map((lines) => lines.join('\n')),
  damaged,
)

const analyzeText = (...texts: readonly string[]) =>
  analyze(texts.map((text, index) => ({ name: `paste-${index}`, text })))

test('any text gives a plain report that leaves out no line, whose books balance and whose citations stand in it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const report = analyzeText(text)
      expect(structuredClone(report)).toEqual(report)
      expect(linesLeftOut(text, report)).toEqual([])
      for (const { accounts, residual, total } of ledgersOf(report)) {
        const booked = accounts.reduce((sum, account) => sum + account.bytes, 0)
        if (Number.isSafeInteger(booked)) expect(booked + residual.bytes).toBe(total.bytes)
      }
      expect(
        spansIn(report).filter(
          ({ source, from, to, line }) => source !== 0 || from < 0 || to < from || to > text.length || line < 1,
        ),
      ).toEqual([])
    }),
    { numRuns: 400 },
  )
})

/** Lines that are in no record and are not listed as not recognised. */
function linesLeftOut(text: string, { records, coverage }: Report): string[] {
  const covered = new Set([
    ...records.flatMap(({ ranges, headingLine }) => [
      ...ranges.flatMap(numbers),
      ...(headingLine === null ? [] : [headingLine]),
    ]),
    ...coverage.flatMap(({ unrecognised }) => unrecognised.flatMap(numbers)),
  ])
  // A control character alone is blank to the reader, not to `trim`.
  return text.split('\n').filter((line, index) => !covered.has(index + 1) && /[\p{L}\p{N}]/u.test(line))
}

test('facts and JSON can be printed, and say nothing undefined', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const report = analyzeText(text)
      for (const { path, value } of factsOf(report.records))
        expect(`${path}\t${value}`).not.toMatch(/undefined|NaN\b|\[object/)
      for (const language of languages) {
        const printed = JSON.stringify(jsonReport(report, [{ name: 'paste-0', text }], language))
        expect(JSON.parse(printed)).toBeTypeOf('object')
      }
    }),
    { numRuns: 200 },
  )
})

test('how far it has come is told, and never goes back', () => {
  const told: number[] = []
  const texts = ['Nothing of ours.\n', 'Nor of anybody we know.\n'].map((lines) => lines.repeat(20_000))
  analyze(
    texts.map((text) => ({ name: '', text })),
    false,
    (done) => told.push(done),
  )
  expect(told.length).toBeGreaterThan(4)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.at(-1)).toBeLessThanOrEqual(1)
})

test('hostile keys stay keys', () => {
  const report = analyzeText('MemTotal: 1024 kB\n__proto__: 5 kB\nConstructor: 7 kB\nMemFree: 512 kB\n')
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(factsOf(report.records).map(({ path }) => path)).toContain('meminfo[0].MemFree')
})

const numbers = ([first, last]: readonly [number, number]) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

const ledgersOf = (report: Report): Ledger[] =>
  report.moments.flatMap(({ ledger, ledgers }) => [...(ledger ? [ledger] : []), ...ledgers])
