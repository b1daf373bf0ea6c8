import { factsOf } from '../core/facts/facts.ts'
import { plainValue, type Plain } from '../core/facts/plain-value.ts'
import { cut } from '../core/formats/cut.ts'
import type { FormatId } from '../core/formats/index.ts'
import type { ProblemCode } from '../core/problem.ts'
import { readAll, type AnyRecord, type RecordOf } from '../core/snapshot/record.ts'
import { linesOf } from '../core/text/lines.ts'
import { bytes } from '../core/units.ts'

/** The records of one kind in a text, in order. */
export function recordsIn<Id extends FormatId>(kind: Id, text: string): RecordOf<Id>[] {
  const records: readonly { readonly kind: FormatId }[] = readAll(cut(linesOf({ name: 'paste', text }, 0)))
  return records.filter((record): record is RecordOf<Id> => record.kind === kind)
}

/** Their data without places: numbers, text and lists. */
export const valuesIn = (kind: FormatId, text: string): Plain[] =>
  recordsIn(kind, text).map((record) => plainValue(record.data))

/** What could not be read: `not-a-number: used`. */
export const problemsIn = (kind: FormatId, text: string): `${ProblemCode}: ${string}`[] =>
  recordsIn(kind, text).flatMap(({ problems }) => problems.map(({ code, what }) => `${code}: ${what ?? ''}` as const))

/** Every record of a paste. */
export const readText = (text: string, pageSize = 4096): AnyRecord[] =>
  readAll(cut(linesOf({ name: 'paste', text }, 0)), bytes(pageSize))

/** The kinds of a paste's records, in order. */
export const kindsIn = (text: string): FormatId[] => readText(text).map(({ kind }) => kind)

/** The only record of a paste; fails where there is another, or none, or one of another kind. */
export function recordIn<Id extends FormatId>(kind: Id, text: string): RecordOf<Id> {
  const [record, ...others] = recordsIn(kind, text)
  if (record === undefined || others.length > 0 || kindsIn(text).length > 1) {
    throw new Error(`expected one ${kind}, read: ${kindsIn(text).join(', ') || 'nothing'}`)
  }
  return record
}

/** The facts of a paste by their paths. */
export const factsIn = (text: string, pageSize?: number): Record<string, string> =>
  Object.fromEntries(factsOf(readText(text, pageSize)).map(({ path, value }) => [path, value]))

/** What was wrong with the only record of a paste, and in which line: `not-a-number anon, 3`. */
export const problemLinesIn = (kind: FormatId, text: string): string[] =>
  recordIn(kind, text).problems.map(({ code, what, span }) => `${code} ${what ?? ''}, ${span.line}`)
