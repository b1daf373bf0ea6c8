const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const NAMES = MONTHS.join('|')
const CLOCK = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d(?:\\.\\d{1,9})?)(?:\\s+(?<half>[AP]M))?'
const ZONE = '(?:\\s+(?<zone>(?!AM|PM)[A-Z]{2,5}\\b|[+-]\\d\\d(?:\\d\\d)?\\b(?!-)))?'

/** Times as programs print them. */
const FORMS: readonly RegExp[] = [
  // `2025-03-14T02:41:09.5+08:00`, `2025-03-14 02:41:09 UTC`
  /(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d(?:[.,]\d{1,9})?)\s*(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?/,
  // `Fri Mar 14 02:41:09 UTC 2025`, `Mar 14 02:41:09`
  new RegExp(`\\b(?<month>${NAMES})\\s+(?<day>\\d{1,2})\\s+${CLOCK}${ZONE}(?:\\s+(?<year>\\d{4}))?`),
  // `Fri 14 Mar 2025 02:41:09 AM UTC`: `date` in American English since glibc 2.29
  new RegExp(`\\b(?<day>\\d{1,2})\\s+(?<month>${NAMES})\\s+(?<year>\\d{4})\\s+${CLOCK}${ZONE}`),
  // `2025年 03月 14日 星期五 02:41:09 CST`
  /(?<year>\d{4})年\s?(?<month>\d{1,2})月\s?(?<day>\d{1,2})日\s?\S{0,3}\s?(?<hour>\d\d)[:时](?<minute>\d\d)[:分](?<second>\d\d)秒?(?:\s+(?<zone>[A-Z]{2,5}|[+-]\d{2,4}))?/,
]

/**
 * What a time is counted by. Only times of one clock can be subtracted: `utc` where the zone is printed, `local` where it is
 * not (or by letters that name several zones), `yearless` where the year is not.
 */
export type Clock = 'utc' | 'local' | 'yearless'

export interface Instant {
  readonly clock: Clock
  /** Since 1970; without a year of a leap year, so a step over the new year looks backward. */
  readonly seconds: number
}

/** A time as printed; null where it is none. */
export function instantOf(printed: string | null): Instant | null {
  if (printed === null) return null
  if (/^1\d{9}(?:\.\d{1,9})?$/.test(printed)) return { clock: 'utc', seconds: Number(printed) }
  for (const form of FORMS) {
    const groups = form.exec(printed)?.groups
    if (!groups) continue
    const { year, month = '', day, hour = '', minute, second = '', half, zone } = groups
    const months = /\d/.test(month) ? Number(month) - 1 : MONTHS.indexOf(month)
    const hours = half === undefined ? Number(hour) : hourOf(hour, half)
    const midnight = Date.UTC(year === undefined ? 2000 : Number(year), months, Number(day), hours, Number(minute))
    const east = eastOf(zone)
    return {
      clock: year === undefined ? 'yearless' : east === null ? 'local' : 'utc',
      seconds: midnight / 1000 + Number(second.replace(',', '.')) - (east ?? 0),
    }
  }
  return null
}

/** A time as printed, in seconds of its clock; null where it is none. */
export const secondsOf = (printed: string | null): number | null => instantOf(printed)?.seconds ?? null

/** The hour of a clock of twelve. */
export const hourOf = (hour: string, half: string): number => (Number(hour) % 12) + (half === 'PM' ? 12 : 0)

/** How far a zone lies east of Greenwich, in seconds; null where the letters do not tell for sure. */
function eastOf(zone: string | undefined): number | null {
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0
  const match = zone ? /^([+-])(\d\d):?(\d\d)?$/.exec(zone) : null
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60) : null
}
