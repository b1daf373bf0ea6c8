import { cut } from '../core/formats/cut.ts'
import type { FormatId } from '../core/formats/index.ts'
import { factsOf } from '../core/facts/facts.ts'
import { readAll, type AnyRecord, type RecordOf } from '../core/snapshot/record.ts'
import { linesOf } from '../core/text/lines.ts'
import { bytes } from '../core/units.ts'

/** Every record of a paste. */
export const readText = (text: string, pageSize = 4096): AnyRecord[] =>
  readAll(cut(linesOf({ name: 'paste', text }, 0)), bytes(pageSize))

/** The kinds of a paste's records, in order. */
export const kindsIn = (text: string): FormatId[] => readText(text).map(({ kind }) => kind)

/** The only record of a paste; fails where there is another, or none, or one of another kind. */
export function recordIn<Id extends FormatId>(text: string, kind: Id): RecordOf<Id> {
  const records = readText(text)
  const [record] = records
  if (records.length !== 1 || record?.kind !== kind) {
    throw new Error(`expected one ${kind}, read: ${records.map((each) => each.id).join(', ') || 'nothing'}`)
  }
  return record as AnyRecord & RecordOf<Id>
}

/** The facts of a paste by their paths. */
export const factsIn = (text: string, pageSize?: number): Record<string, string> =>
  Object.fromEntries(factsOf(readText(text, pageSize)).map(({ path, value }) => [path, value]))

/** What was wrong with the only record of a paste: `code what, line`. */
export const problemsIn = <Id extends FormatId>(text: string, kind: Id): string[] =>
  recordIn(text, kind).problems.map(({ code, what, span }) => `${code} ${what ?? ''}, ${span.line}`)
