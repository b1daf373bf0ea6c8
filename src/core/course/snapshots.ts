import type { Amount, Ledger } from '../ledger/account.ts'
import { grouped, indexFrom } from '../lookup.ts'
import { dataOf, recordsOf } from '../snapshot/snapshot.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Figure, Span } from '../text/source.ts'
import { instantOf, type Clock } from '../text/time.ts'
import { gapsIn } from './gaps.ts'
import { roleOf, type Role } from './roles.ts'
import type { Axis, Quantity, Track, TrackName, TrackUnit } from './track.ts'

/** Fewer than this are a comparison, not a course. */
const FEWEST = 3
/** Blocks of this order and above are those whose lack fails allocations that have no fallback. */
const ORDER = 4
/** Slab caches that are worth a line each: those that grew the most. */
const CACHES = 12

/** Tracks on one axis. */
export interface Group {
  readonly axis: Axis
  readonly host: string | null
  readonly tracks: readonly Track[]
  readonly boots: readonly { readonly time: number; readonly span: Span }[]
  /** Where each snapshot stands; empty for samples. */
  readonly at: ReadonlyMap<number, number>
}

interface Reading {
  readonly name: TrackName
  readonly subject: string
  readonly unit: TrackUnit
  readonly role: Role | null
  readonly value: number
  readonly spans: readonly Span[]
}

/** The course of the snapshots of each host: its books, what is available, swap, control groups, free blocks, slab caches. */
export function snapshotGroups(moments: readonly Moment[]): Group[] {
  const hosts = [...new Set(moments.flatMap(({ host }) => (host === null ? [] : [host])))]
  const only = hosts.length === 1 ? hosts[0]! : null
  return [...grouped(moments, ({ host }) => host ?? only)].flatMap(([host, list]) => groupOf(host, list) ?? [])
}

function groupOf(host: string | null, moments: readonly Moment[]): Group | null {
  const read = moments
    .map((moment) => ({ moment, readings: readingsOf(moment) }))
    .filter((each) => each.readings.length)
  if (read.length < FEWEST) return null
  const { axis, places } = axisOf(read.map(({ moment }) => moment))
  const sorted = read.map((each, index) => ({ ...each, at: places[index]! })).sort((a, b) => a.at - b.at)
  const drafts = new Map<
    string,
    { head: Reading; at: number[]; values: number[]; moments: number[]; spans: Span[][] }
  >()
  for (const { moment, readings, at } of sorted) {
    for (const reading of readings) {
      const key = JSON.stringify([reading.subject, reading.name])
      const draft = drafts.get(key) ?? { head: reading, at: [], values: [], moments: [], spans: [] }
      drafts.set(key, draft)
      // The same table twice in one snapshot is one point.
      if (draft.moments.at(-1) === moment.index) continue
      draft.at.push(at)
      draft.values.push(reading.value)
      draft.moments.push(moment.index)
      draft.spans.push([...reading.spans])
    }
  }
  const subjects = new Set([...drafts.values()].map(({ head }) => head.subject))
  // One control group whose name says nothing: the lines need not repeat it.
  const nameless = subjects.size === 1 && (subjects.has('/') || subjects.has(NAMELESS))
  const tracks = [...drafts].flatMap(([key, { head, at, values, moments: list, spans }]): Track[] =>
    at.length < FEWEST
      ? []
      : [
          {
            key: JSON.stringify([host, key]),
            name: head.name,
            subject: nameless ? '' : head.subject,
            unit: head.unit,
            role: head.role,
            record: null,
            times: at,
            values,
            gaps: axis === 'number' ? skipped(at, places) : gapsIn(at, new Uint32Array(), []),
            moments: list,
            places: spans,
          },
        ],
  )
  if (tracks.length === 0) return null
  const at = new Map(sorted.map((each) => [each.moment.index, each.at]))
  return { axis, host, tracks: withFewCaches(tracks), boots: [], at }
}

/** Snapshots in between that lack the quantity; `places` in their order. */
const skipped = (at: readonly number[], places: readonly number[]): number[] =>
  at.flatMap((place, index) => {
    const before = at[index - 1]
    if (before === undefined) return []
    const next = places[indexFrom(places, before, (each) => each) + 1]
    return next !== undefined && next < place ? [index] : []
  })

/** The times of all moments where one clock tells them, else their numbers in the case, from 1. */
function axisOf(moments: readonly Moment[]): { readonly axis: Axis; readonly places: readonly number[] } {
  const instants = moments.map(({ time }) => instantOf(time))
  const clock: Clock | undefined = instants[0]?.clock
  const places: number[] = []
  let year = 0
  for (const instant of instants) {
    if (instant === null || instant.clock !== clock) break
    // Times without a year that step back by half of one have passed the new year.
    const before = places.at(-1)
    if (clock === 'yearless' && before !== undefined && before - (instant.seconds + year) > 182 * 86_400)
      year += 366 * 86_400
    places.push(instant.seconds + year)
  }
  return clock !== undefined && places.length === moments.length && new Set(places).size > 1
    ? { axis: clock, places }
    : { axis: 'number', places: moments.map(({ index }) => index + 1) }
}

function readingsOf(moment: Moment): Reading[] {
  const swap = swapUsed(moment)
  const available = availableOf(moment)
  return [
    ...(moment.ledger ? bookOf(moment.ledger, '') : []),
    ...(available ? [quantity('available', '', available.value, [available.span])] : []),
    ...(swap ? [quantity('swap-used', '', swap.value, swap.spans)] : []),
    ...groupsOf(moment),
    ...moment.zones.map(({ node, zone, free, evidence }): Reading => ({
      name: { kind: 'blocks', order: ORDER, node, zone },
      subject: '',
      unit: 'count',
      role: 'free',
      value: free.slice(ORDER).reduce((sum, count) => sum + count, 0),
      spans: evidence,
    })),
    ...recordsOf(moment, 'slabinfo').flatMap(({ data }) =>
      data.caches.map((cache): Reading => ({
        name: { kind: 'slab', name: cache.name },
        subject: '',
        unit: 'bytes',
        role: 'slab',
        value: cache.totalObjects * cache.objectSize,
        spans: [cache.span],
      })),
    ),
  ]
}

function bookOf({ accounts, residual, total }: Ledger, subject: string): Reading[] {
  const sums = new Map<string, Reading>()
  const add = (name: TrackName & { readonly kind: 'account' }, value: number, spans: readonly Span[]) => {
    const before = sums.get(name.id)
    sums.set(name.id, {
      name,
      subject,
      unit: 'bytes',
      role: roleOfAccount(name.id),
      value: (before?.value ?? 0) + value,
      spans: [...(before?.spans ?? []), ...spans],
    })
  }
  for (const { id, bytes, evidence } of accounts) add({ kind: 'account', id }, bytes, evidence)
  if (residual.verdict !== 'untold') add({ kind: 'account', id: 'unaccounted' }, residual.bytes, total.evidence)
  return [...sums.values()]
}

const roleOfAccount = (id: string): Role | null => (id === 'free' ? 'free' : (roleOf(id) ?? null))

const quantity = (id: Quantity, subject: string, value: number, spans: readonly Span[]): Reading => ({
  name: { kind: 'quantity', id },
  subject,
  unit: 'bytes',
  role: id,
  value,
  spans,
})

const availableOf = (moment: Moment): Figure | undefined =>
  dataOf(moment, 'meminfo')?.fields.get('MemAvailable') ??
  dataOf(moment, 'free')?.mem?.available ??
  dataOf(moment, 'top')?.mem?.available

function swapUsed(moment: Moment): { readonly value: number; readonly spans: readonly Span[] } | null {
  const fields = dataOf(moment, 'meminfo')?.fields
  const [total, free] = [fields?.get('SwapTotal'), fields?.get('SwapFree')]
  if (total && free) return { value: total.value - free.value, spans: [free.span, total.span] }
  const used = dataOf(moment, 'free')?.swap?.used ?? dataOf(moment, 'top')?.swap?.used
  return used ? { value: used.value, spans: [used.span] } : null
}

/** A control group whose path the paste does not tell. */
const NAMELESS = 'cgroup'

const USAGE: ReadonlySet<string> = new Set(['memory.current', 'memory.usage_in_bytes'])

function groupsOf(moment: Moment): Reading[] {
  const booked = new Set(moment.cgroups.map(({ path }) => path ?? ''))
  return [
    ...moment.cgroups.flatMap(({ path, usage, workingSet, ledger }) => {
      const subject = path ?? NAMELESS
      return [
        ...amount('usage', subject, usage),
        ...amount('working-set', subject, workingSet),
        ...bookOf(ledger, subject),
      ]
    }),
    ...recordsOf(moment, 'cgroupFile').flatMap(({ data, subject }) => {
      const { name, value } = data
      const isUsage = USAGE.has(name.split('/').at(-1)!) && !booked.has(subject)
      return isUsage && value && typeof value.value === 'number'
        ? [quantity('usage', subject || NAMELESS, value.value, [value.span])]
        : []
    }),
  ]
}

const amount = (id: Quantity, subject: string, each: Amount | null): Reading[] =>
  each ? [quantity(id, subject, each.bytes, each.evidence)] : []

function withFewCaches(tracks: readonly Track[]): Track[] {
  const change = ({ values }: Track) => Math.abs(values.at(-1)! - values[0]!)
  const caches = tracks
    .filter(({ name }) => name.kind === 'slab')
    .sort((a, b) => change(b) - change(a))
    .slice(0, CACHES)
  return tracks.filter((track) => track.name.kind !== 'slab' || caches.includes(track))
}
