import { plainValue, type Plain } from '../core/facts/plain-value.ts'
import { cut } from '../core/formats/cut.ts'
import type { FormatId } from '../core/formats/index.ts'
import type { ProblemCode } from '../core/problem.ts'
import { readAll, type RecordOf } from '../core/snapshot/record.ts'
import { linesOf } from '../core/text/lines.ts'

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
