import type { Moment } from '../snapshot/moment.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Intervention } from '../text/intervention.ts'
import type { Span } from '../text/source.ts'
import { instantOf, type Instant } from '../text/time.ts'
import { firstFrom } from './thin.ts'
import type { Axis } from './track.ts'

export type MarkerKind = 'oom' | 'kill' | 'failure' | 'drop-caches' | 'compact' | 'restart'

/** Something that happened, on the axis of a course. */
export interface Marker {
  readonly kind: MarkerKind
  readonly at: number
  /** It stands between two snapshots, and nothing tells when. */
  readonly between: boolean
  /** The report it was read from, and the snapshot that holds it. */
  readonly record: string | null
  readonly moment: number | null
  /** Who was killed, who asked, what was written. */
  readonly detail: string | null
  readonly spans: readonly Span[]
}

/** Something that happened, and when as far as the paste tells. */
interface Happening extends Omit<Marker, 'at' | 'between'> {
  readonly host: string | null
  readonly instant: Instant | null
}

/** Killers in user space tell of it by themselves. */
const KILLS: ReadonlySet<string> = new Set(['systemd-oomd-kill', 'earlyoom-kill', 'lmkd-kill', 'kubelet-eviction'])

/** What the logs of a case tell of: OOM reports, kills, failed allocations, caches that were dropped. */
export function happeningsIn(moments: readonly Moment[], records: readonly AnyRecord[]): Happening[] {
  const momentOf = new Map(moments.flatMap(({ index, records: list }) => list.map(({ id }) => [id, index] as const)))
  const boots = bootsOf(records)
  return records.flatMap((record) => {
    const told = toldBy(record)
    if (!told) return []
    const boot = boots.get(record.host)
    const { place, ...rest } = told
    return [
      {
        ...rest,
        record: record.id,
        moment: momentOf.get(record.id) ?? null,
        spans: place ? [place] : [],
        host: record.host,
        instant:
          instantOf(record.time) ??
          (boot && record.uptime !== null ? { clock: boot.clock, seconds: boot.seconds + record.uptime } : null),
      },
    ]
  })
}

interface Told extends Pick<Marker, 'kind' | 'detail'> {
  readonly place: Span | undefined
}

function toldBy(record: AnyRecord): Told | null {
  switch (record.kind) {
    case 'oom': {
      const { victim, trigger, cgroup } = record.data
      const place = trigger?.name?.span ?? victim?.name?.span ?? cgroup?.limited?.span
      return { kind: 'oom', detail: victim?.name?.value ?? null, place }
    }
    case 'allocFailure':
    case 'vmallocFailure':
      return { kind: 'failure', detail: record.data.comm?.value ?? null, place: record.data.comm?.span }
    case 'kernelEvent': {
      const { event, fields, text } = record.data
      const word = fields.get('comm') ?? fields.get('path') ?? fields.get('message')
      const detail = typeof word?.value === 'string' ? word.value : null
      if (event === 'drop-caches') return { kind: 'drop-caches', detail, place: text.span }
      return KILLS.has(event) ? { kind: 'kill', detail, place: text.span } : null
    }
    default:
      return null
  }
}

/** When each machine started, where a line of its log prints both the time and the seconds since boot. */
function bootsOf(records: readonly AnyRecord[]): ReadonlyMap<string | null, Instant> {
  const boots = new Map<string | null, Instant>()
  for (const { time, uptime, host } of records) {
    const instant = uptime === null || boots.has(host) ? null : instantOf(time)
    if (!instant) continue
    const boot = { clock: instant.clock, seconds: instant.seconds - uptime! }
    boots.set(host, boot)
    // A line without a name is of the machine that was named first.
    if (!boots.has(null)) boots.set(null, boot)
  }
  return boots
}

/** How far beyond either end of the measured stretch an event still belongs to it. */
const BEYOND = 0.1

export interface Stretch {
  readonly axis: Axis
  readonly from: number
  readonly to: number
  readonly hosts: ReadonlySet<string>
}

/** Events on an axis; of the others, how many happened by another clock, and how many at another time. */
export function placed(
  happenings: readonly Happening[],
  { axis, from, to, hosts }: Stretch,
): { readonly markers: Marker[]; readonly clock: number; readonly outside: number } {
  const markers: Marker[] = []
  const beyond = (to - from) * BEYOND
  const isIn = (at: number) => at >= from - beyond && at <= to + beyond
  let [clock, outside] = [0, 0]
  for (const { host, instant, ...happening } of happenings) {
    if (host !== null && hosts.size > 0 && !hosts.has(host)) continue
    const places = instant === null ? [] : placesOn(axis, instant, from, to)
    const at = places.find(isIn)
    if (places.length === 0) clock++
    else if (at === undefined) outside++
    else markers.push({ ...happening, at, between: false })
  }
  return { markers, clock, outside }
}

/** Where an instant can stand on an axis; a time without a year once in each year that the axis knows. */
function placesOn(axis: Axis, { clock, seconds }: Instant, from: number, to: number): number[] {
  if (clock === axis) return [seconds]
  if (clock !== 'yearless' || axis !== 'local') return []
  const [first, last] = [from, to].map((each) => new Date(each * 1000).getUTCFullYear()) as [number, number]
  const date = new Date(seconds * 1000)
  return Array.from({ length: Math.min(100, last - first + 3) }, (_, index) => first - 1 + index).map(
    (year) => (Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) + (seconds % 86_400) * 1000) / 1000,
  )
}

/** Commands that stand between two snapshots of a text: they fell between them, whatever the clock was. */
export function interventionsOn(
  interventions: readonly Intervention[],
  moments: readonly Moment[],
  at: ReadonlyMap<number, number>,
): Marker[] {
  const bySource = new Map<number, { index: number; place: number; first: number; last: number }[]>()
  for (const { index, records } of moments) {
    const place = at.get(index)
    const source = records[0]?.source
    if (place === undefined || source === undefined) continue
    let [first, last] = [Infinity, -Infinity]
    for (const line of records.flatMap(({ ranges }) => ranges.flat())) {
      first = Math.min(first, line)
      last = Math.max(last, line)
    }
    const list = bySource.get(source) ?? bySource.set(source, []).get(source)!
    list.push({ index, place, first, last })
  }
  for (const list of bySource.values()) list.sort((a, b) => a.first - b.first)
  const beginnings = new Map([...bySource].map(([source, list]) => [source, list.map(({ first }) => first)]))
  return interventions.flatMap(({ kind, value, span }): Marker[] => {
    const list = bySource.get(span.source) ?? []
    const next = firstFrom(beginnings.get(span.source) ?? [], span.line)
    const [before, after] = [list[next - 1], list[next]]
    if (!before || !after) return []
    return [
      {
        kind: kind === 'drop_caches' ? 'drop-caches' : 'compact',
        at: (before.place + after.place) / 2,
        between: true,
        record: null,
        moment: after.index,
        detail: kind === 'drop_caches' ? String(value) : null,
        spans: [span],
      },
    ]
  })
}

/** Where events stand, each at least so far from the one before: what a drawing can show of a log with thousands. */
export function placesApart(markers: readonly Marker[], distance: number): number[] {
  const places: number[] = []
  for (const { at } of markers) if (places.length === 0 || at - places.at(-1)! >= distance) places.push(at)
  return places
}
