import type { Origin } from '../../text/line.ts'

/**
 * Seconds from one log line to a later one, as far as their stamps tell: by the uptime, else by the time of day. Infinity
 * for another date (dates are never read, only compared: they come in any language); null where nothing tells.
 */
export function secondsBetween(from: Origin | null, to: Origin | null): number | null {
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

const CLOCK = /(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?/

function clockOf(time: string): { date: string; seconds: number } | null {
  const match = CLOCK.exec(time)
  if (!match) return null
  const [, hours, minutes, seconds, fraction] = match
  return {
    date: time.slice(0, match.index),
    seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction ?? 0}`),
  }
}
