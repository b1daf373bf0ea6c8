const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2025-03-14T02:41:09.5+08:00`, `2025-03-14 02:41:09` */
const ISO = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:[.,]\d{1,9})?)\s*(Z|[+-]\d\d:?\d\d)?/
/** `Fri Mar 14 02:41:09 UTC 2025`, `Mar 14 02:41:09` */
const WRITTEN =
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+(\d{1,2})\s+(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)(?:\s+[A-Z]{3,5})?(?:\s+(\d{4}))?/

/**
 * A time as printed, in seconds of a scale on which two of the same form can be subtracted; null where it is none. Without
 * a year it is a leap year's, so a step over the new year looks backward.
 */
export function secondsOf(printed: string | null): number | null {
  if (printed === null) return null
  const iso = ISO.exec(printed)
  if (iso) {
    const [, year, month, day, hour, minute, second, zone] = iso
    return seconds(Number(year), Number(month) - 1, day, hour, minute, second) - offset(zone)
  }
  const written = WRITTEN.exec(printed)
  if (!written) return null
  const [, month, day, hour, minute, second, year] = written
  return seconds(year === undefined ? 2000 : Number(year), MONTHS.indexOf(month!), day, hour, minute, second)
}

const seconds = (year: number, month: number, ...rest: (string | undefined)[]): number => {
  const [day, hour, minute, second] = rest.map((each) => Number((each ?? '0').replace(',', '.')))
  return Date.UTC(year, month, day, hour, minute) / 1000 + second!
}

/** `+08:00` in seconds. */
function offset(zone: string | undefined): number {
  const match = zone ? /^([+-])(\d\d):?(\d\d)$/.exec(zone) : null
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60) : 0
}
