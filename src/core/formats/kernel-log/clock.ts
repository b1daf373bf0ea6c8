import type { Origin } from '../../text/line.ts'

/** When a line was printed, as far as it says. */
type Stamp = Pick<Origin, 'time' | 'uptime'>

/**
 * Seconds from one log line to a later one, as far as their stamps tell: by the uptime, else by the time of day. Infinity
 * for another date (dates are never read, only compared: they come in any language); null where nothing tells.
 */
export function secondsBetween(from: Stamp | null, to: Stamp | null): number | null {
  if (!from || !to) return null
  if (from.uptime !== null && to.uptime !== null) return to.uptime - from.uptime
  if (from.time === null || to.time === null) return null
  if (from.time === to.time) return 0
  const [a, b] = [clockOf(from.time), clockOf(to.time)]
  if (!a || !b) return null
  const seconds = b.seconds - a.seconds
  if (a.date === b.date) return seconds
  // Over midnight the date may change.
  return seconds < -86_000 ? seconds + 86_400 : Infinity
}

/** Finds `12:42:42` in a stamp, with what fraction of a second follows. Runs on every line of a log: no expressions. */
function clockOf(time: string): { date: string; seconds: number } | null {
  for (let at = time.indexOf(':'); at > 0; at = time.indexOf(':', at + 1)) {
    if (time.charCodeAt(at + 3) !== 58) continue
    const hours = twoDigits(time, at - 2)
    const minutes = twoDigits(time, at + 1)
    const seconds = twoDigits(time, at + 4)
    if (hours < 0 || minutes < 0 || seconds < 0) continue
    const mark = time.charCodeAt(at + 6)
    const fraction = mark === 46 || mark === 44 ? parseFloat(`0.${time.slice(at + 7, at + 16)}`) : 0
    return { date: time.slice(0, at - 2), seconds: hours * 3600 + minutes * 60 + seconds + fraction }
  }
  return null
}

/** The number of two digits at `at`; -1 where there is none. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}
