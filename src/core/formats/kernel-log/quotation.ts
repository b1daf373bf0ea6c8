import { secondsBetween } from './clock.ts'
import type { Draft, Entry } from './draft.ts'

/** What people repeat of a report in their words about it: a kill line, the free lists. */
const LONGEST_QUOTATION = 8
/** Each is held against every line of every report. */
const MOST_QUOTATIONS = 40

/** What only repeats lines of a whole report in the same paste, and is none of its own. */
export function quotationsOf(reports: readonly Draft[]): Set<Draft> {
  const short = reports.filter(mayQuote)
  if (short.length > MOST_QUOTATIONS) return new Set()
  const whole = reports.filter(({ entries }) => entries.length > LONGEST_QUOTATION)
  return new Set(short.filter((quotation) => whole.some((report) => repeats(quotation, report))))
}

const mayQuote = ({ entries }: Draft) =>
  entries.length <= LONGEST_QUOTATION && entries.every(({ seen }) => seen.part !== 'head' && seen.part !== 'task')

const repeats = (quotation: Draft, original: Draft) =>
  quotation.entries.every((entry) => original.entries.some((each) => isSame(entry, each)))

/** The same line at the same time, or its beginning; a quotation may have lost the stamp. */
function isSame({ seen, line }: Entry, original: Entry): boolean {
  if (seen.part !== original.seen.part || seen.slot !== original.seen.slot) return false
  if (!original.line.text.startsWith(line.text)) return false
  return (secondsBetween(line.origin, original.line.origin) ?? 0) === 0
}
