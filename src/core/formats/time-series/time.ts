import { secondsOf } from '../../text/time.ts'

/** Since 1970 in seconds, milliseconds, microseconds or nanoseconds: by how many digits there are. */
const EPOCH = /^(\d{10})(\d{3}){0,3}(?:\.\d+)?$/
/** `3/14/2025, 2:41:15 AM`, `14.03.2025 02:41` */
const LOCAL = /^(\d{1,2})([/.])(\d{1,2})[/.](\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?: ([AP]M))?$/

/** Seconds since 1970 of a time as exports print it; null where it is none. */
export function timeIn(cell: string): number | null {
  const text = cell.trim()
  if (EPOCH.test(text)) {
    const [whole] = text.split('.')
    return Number(text) / 10 ** (whole!.length - 10)
  }
  const local = LOCAL.exec(text)
  if (local) return secondsOfLocal(local)
  return /\d:\d\d/.test(text) && text.length < 48 ? secondsOf(text) : null
}

/** The month comes first with slashes (unless it can't be one), the day with dots. */
function secondsOfLocal([, first, mark, second, year, hour, minute, seconds, half]: RegExpExecArray): number {
  const dayFirst = mark === '.' || Number(first) > 12
  const [month, day] = dayFirst ? [second, first] : [first, second]
  const hours = half ? (Number(hour) % 12) + (half === 'PM' ? 12 : 0) : Number(hour)
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(seconds ?? 0)) / 1000
}
