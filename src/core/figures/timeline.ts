import { secondsOf } from '../text/time.ts'

/** What has a time: as the log prints it, in seconds since boot, both or neither. */
export interface Dated {
  readonly time: string | null
  readonly uptime: number | null
  readonly host: string | null
  readonly source: number
}

/** Reports that one clock tells apart. Log time and seconds since boot are different clocks, and so is each boot. */
export interface Timeline<Item> {
  readonly clock: 'log' | 'boot'
  /** Whose seconds they are; null where the paste does not say, and for log time, which hosts share. */
  readonly host: string | null
  /** Seconds from the first to the last. */
  readonly span: number
  /** In the order of time; `at` runs from 0 to 1. */
  readonly marks: readonly { readonly item: Item; readonly at: number }[]
}

export interface Timelines<Item> {
  readonly lines: readonly Timeline<Item>[]
  /** Those that tell no time, or one that is not read. */
  readonly undated: readonly Item[]
}

/** Half a year: where a log without years steps back so far, a new year began. */
const NEW_YEAR = 183 * 86_400
const YEAR = 366 * 86_400

/** Puts reports on the clock that tells of most of them, what that one does not know on the other. */
export function timelinesOf<Item extends Dated>(items: readonly Item[]): Timelines<Item> {
  const logged = logTimes(items)
  const booted = items.filter(({ uptime }) => uptime !== null).length
  const byLog = logged.size > 0 && logged.size >= booted
  const boots = bootsOf(items)
  const clocks = new Map<string, { clock: Timeline<Item>['clock']; host: string | null; at: [Item, number][] }>()
  const undated: Item[] = []
  for (const item of items) {
    const stamp = logged.get(item)
    const boot = item.uptime === null ? undefined : ([`boot ${boots.get(item)}`, item.uptime] as const)
    const place = (byLog ? (stamp ?? boot) : (boot ?? stamp)) ?? null
    if (place === null) {
      undated.push(item)
      continue
    }
    const [key, seconds] = place
    const clock = key.startsWith('boot') ? 'boot' : 'log'
    const line = clocks.get(key) ?? { clock, host: clock === 'boot' ? item.host : null, at: [] }
    line.at.push([item, seconds])
    clocks.set(key, line)
  }
  return { lines: [...clocks.values()].map(placed), undated }
}

function placed<Item>({ clock, host, at }: { clock: 'log' | 'boot'; host: string | null; at: [Item, number][] }) {
  const sorted = at.toSorted((a, b) => a[1] - b[1])
  const first = sorted[0]?.[1] ?? 0
  const span = (sorted.at(-1)?.[1] ?? 0) - first
  return {
    clock,
    host,
    span,
    marks: sorted.map(([item, seconds]) => ({ item, at: span > 0 ? (seconds - first) / span : 0 })),
  }
}

/** Seconds by printed stamps. Those with a year and those without one do not subtract. */
function logTimes<Item extends Dated>(items: readonly Item[]): Map<Item, readonly [string, number]> {
  const times = new Map<Item, readonly [string, number]>()
  const before = new Map<string, number>()
  for (const item of items) {
    const seconds = secondsOf(item.time)
    if (seconds === null) continue
    if (/\d{4}/.test(item.time!)) {
      times.set(item, ['log', seconds])
      continue
    }
    const log = JSON.stringify([item.source, item.host])
    const last = before.get(log) ?? seconds
    const years = seconds < last - NEW_YEAR ? Math.round((last - seconds) / YEAR) || 1 : 0
    before.set(log, seconds + years * YEAR)
    times.set(item, ['log without years', seconds + years * YEAR])
  }
  return times
}

/** Which boot a report is of: seconds since boot only grow, on one host, in one text. */
function bootsOf<Item extends Dated>(items: readonly Item[]): Map<Item, string> {
  const last = new Map<string, { uptime: number; boot: number }>()
  const boots = new Map<Item, string>()
  for (const item of items) {
    if (item.uptime === null) continue
    const log = JSON.stringify([item.source, item.host])
    const before = last.get(log) ?? { uptime: item.uptime, boot: 0 }
    // Lines of two CPUs may stand a little out of order.
    const boot = item.uptime < before.uptime - 60 ? before.boot + 1 : before.boot
    last.set(log, { uptime: item.uptime, boot })
    boots.set(item, `${log} ${boot}`)
  }
  return boots
}

/** How many marks fall into each of `count` equal parts of the time, for drawings that stay small. */
export function density(places: readonly number[], count: number): number[] {
  const bins = Array.from({ length: count }, () => 0)
  for (const at of places) {
    const bin = Math.min(count - 1, Math.floor(at * count))
    bins[bin] = (bins[bin] ?? 0) + 1
  }
  return bins
}
