import { spanOf, type Line } from '../text/line.ts'
import type { Form, Kind, Place } from './kinds.ts'

/** Takes the places that rules find. */
export type Put = (place: Place) => void

/** The characters of `line.text` from `from` to `to` are a name; nothing where they are none. */
export function putIn(line: Line, from: number, to: number, kind: Kind, form: Form, put: Put): void {
  if (from < 0 || to <= from) return
  const span = spanOf(line, from, to)
  put({ source: line.source, from: span.from, to: span.to, kind, form })
}

/** The group of a match (with indices) is a name. */
export function putGroup(line: Line, match: RegExpExecArray, group: number, kind: Kind, form: Form, put: Put): void {
  const range = match.indices?.[group]
  if (range) putIn(line, ...range, kind, form, put)
}
