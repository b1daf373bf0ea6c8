import { hourOf, instantOf, type Clock, type Instant } from '../../text/time.ts'

/** Since 1970 in seconds, milliseconds, microseconds or nanoseconds: by how many digits there are. */
const EPOCH = /^(\d{10})(\d{3}){0,3}(?:\.\d+)?$/
/** `3/14/2025, 2:41:15 AM`, `14.03.2025 02:41` */
const LOCAL = /^(\d{1,2})([/.])(\d{1,2})[/.](\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?: ([AP]M))?$/
/** Without seconds: `2025-03-14 02:41`, `2025/03/14 02:41:09` */
const YEAR_FIRST = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d{1,2}):(\d\d)(?::(\d\d))?$/

/** A time as exports print it; null where it is none. */
export function instantIn(cell: string): Instant | null {
  const text = cell.trim()
  if (EPOCH.test(text)) {
    const [whole] = text.split('.')
    return { clock: 'utc', seconds: Number(text) / 10 ** (whole!.length - 10) }
  }
  const local = LOCAL.exec(text)
  if (local) return { clock: 'local', seconds: secondsOfLocal(local) }
  const first = YEAR_FIRST.exec(text)
  if (first) {
    const [year, month, day, hour, minute, second] = first.slice(1).map((each) => Number(each ?? 0))
    return { clock: 'local', seconds: Date.UTC(year!, month! - 1, day, hour, minute, second) / 1000 }
  }
  return /\d:\d\d/.test(text) && text.length < 48 ? instantOf(text) : null
}

/** The same in seconds of its clock. */
export const timeIn = (cell: string): number | null => instantIn(cell)?.seconds ?? null

/** What the times of a column are counted by. */
export const clockIn = (cell: string): Clock => instantIn(cell)?.clock ?? 'local'

/** The month comes first with slashes (unless it can't be one), the day with dots. */
function secondsOfLocal([, first, mark, second, year, hour, minute, seconds, half]: RegExpExecArray): number {
  const dayFirst = mark === '.' || Number(first) > 12
  const [month, day] = dayFirst ? [second, first] : [first, second]
  const hours = half ? hourOf(hour!, half) : Number(hour)
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(seconds ?? 0)) / 1000
}
