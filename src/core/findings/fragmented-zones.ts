import { measure, suitable, unusableIndex, type ZoneFree } from '../allocation/free-lists.ts'
import type { Failure } from '../allocation/failure.ts'
import type { ZoneVerdict } from '../allocation/verdict.ts'
import type { ZoneState } from '../allocation/zone-state.ts'
import { fromReport } from '../allocation/zone-states.ts'
import type { Moment } from '../snapshot/moment.ts'
import { recordsOf, recordWithId } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { bytes, pages, toBytes, type Bytes } from '../units.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds.fragmentation

/** A zone with memory free that a request of some order can't use. */
export interface FragmentedZone {
  readonly node: number
  readonly zone: string
  readonly free: Bytes
  /** Of the largest free block. */
  readonly largest: number
  /** Share of the free memory in blocks that are too small. */
  readonly unusable: number
  /** What blocks of that order it could give. */
  readonly blocks: number
  readonly evidence: readonly Span[]
}

/** Where a request failed, or could, for want of blocks. */
export interface Fragmented {
  readonly moment: Moment
  /** The request's order; where none is known, the one that the lists are measured by. */
  readonly order: number
  readonly failure: Failure | null
  readonly zones: readonly [FragmentedZone, ...FragmentedZone[]]
  /** Proved by the kernel's own watermark rule on the report's own numbers. */
  readonly proven: boolean
}

function measured({ node, zone, orders, pageSize, free, ordersEvidence }: ZoneState, order: number): FragmentedZone[] {
  if (orders === null) return []
  const listed = orders.reduce((sum, count, each) => sum + count * 2 ** each, 0)
  return [
    {
      node,
      zone,
      free: toBytes(pages(free?.value ?? listed), pageSize),
      largest: orders.findLastIndex((count) => count > 0),
      unusable: unusableIndex(orders, order),
      blocks: Math.floor(suitable(orders, order)),
      evidence: [...ordersEvidence, ...(free ? [free.span] : [])],
    },
  ]
}

const isTorn = ({ unusable }: FragmentedZone) => unusable >= limits.unusable

/** Enough is free for the request itself, were it in one piece; a zone at its marks lacks memory, not blocks. */
function hasPlenty({ high, min, pageSize, managed, present }: ZoneState, free: Bytes, order: number): boolean {
  const mark = toBytes(pages(high?.value ?? min?.value ?? 0), pageSize)
  const size = managed ?? present
  const some = size ? toBytes(pages(size.value), pageSize) * limits.ofZone : limits.floor
  return free > mark + toBytes(pages(2 ** order), pageSize) && free >= some
}

/** A failed request whose zones had memory free, in pieces too small. */
export function fragmentedBy(moment: Moment, failure: Failure): Fragmented | null {
  if (failure.scope === 'memcg' || failure.kind === 'showMem') return null
  const { request } = failure
  if (request === null) return lostRequest(moment, failure)
  if (request.order <= 0) return null
  // Without a min watermark a zone with next to nothing free looks torn, too.
  const proven = failure.zones.filter(({ verdict, state }) => verdict === 'fragmented' && state.min !== null)
  const open = failure.zones.filter((zone) => isOpen(zone, failure))
  const zones = [
    ...proven.flatMap(({ state }) => measured(state, request.order)),
    // What the watermark rule can't settle must be plain to see.
    ...open.flatMap(({ state }) =>
      measured(state, request.order).filter((zone) => hasPlenty(state, zone.free, request.order) && isTorn(zone)),
    ),
  ]
  const [first, ...rest] = sorted(zones)
  return first ? { moment, order: request.order, failure, zones: [first, ...rest], proven: proven.length > 0 } : null
}

/** What the report does not print decides, or the table was taken at another moment than the failure. */
const isOpen = ({ verdict, state }: ZoneVerdict, failure: Failure) =>
  verdict === 'unknown' ||
  (verdict === 'fragmented' && state.min === null) ||
  (verdict === 'passes-now' && state.record !== failure.record)

/**
 * A kill whose request is lost, with much free in blocks below order 3 alone: a request for single pages would have been
 * served, and the kernel kills for no order above 3 (PAGE_ALLOC_COSTLY_ORDER).
 */
function lostRequest(moment: Moment, failure: Failure): Fragmented | null {
  const record = recordWithId(moment, failure.record)
  if (record?.kind !== 'oom') return null
  const zones = fromReport(record.data, record.id).flatMap((state) =>
    measured(state, limits.killed).filter((zone) => isTorn(zone) && hasPlenty(state, zone.free, limits.killed)),
  )
  const [first, ...rest] = sorted(zones)
  return first ? { moment, order: limits.killed, failure, zones: [first, ...rest], proven: false } : null
}

/** The free lists of a moment: of buddyinfo, else of pagetypeinfo with its migrate types added up. */
function listsAt(moment: Moment): readonly ZoneFree[] {
  if (moment.zones.length > 0) return moment.zones
  const zones = new Map<string, { node: number; zone: string; free: number[]; evidence: Span[]; record: string }>()
  for (const { id, data } of recordsOf(moment, 'pagetypeinfo').slice(-1)) {
    for (const { node, zone, free, span } of data.lists) {
      const key = `${node} ${zone}`
      const sum = zones.get(key) ?? { node, zone, free: [], evidence: [], record: id }
      free.forEach((count, order) => (sum.free[order] = (sum.free[order] ?? 0) + count))
      sum.evidence.push(span)
      zones.set(key, sum)
    }
  }
  return [...zones.values()].map((each) => measure(each, each.record, moment.machine.pageSize.value, each.evidence))
}

/**
 * Free lists that hold much, and next to nothing of an order in any zone: of order 4, from which on requests fail, else of a
 * page block, without which there are no huge pages.
 */
export function fragmentedLists(moment: Moment, ram: Bytes | null): Fragmented | null {
  const lists = listsAt(moment)
  return (
    tornLists(moment, lists, limits.order, Math.max(limits.floor, ram === null ? 0 : limits.freeOf * ram)) ??
    tornLists(moment, lists, limits.block, Math.max(limits.blockFloor, ram === null ? 0 : limits.blockOf * ram))
  )
}

function tornLists(moment: Moment, lists: readonly ZoneFree[], order: number, least: number): Fragmented | null {
  const free = lists.reduce((sum, zone) => sum + zone.freeBytes, 0)
  const usable = lists.reduce((sum, zone) => sum + zone.freeBytes * (1 - (zone.unusableIndex[order] ?? 1)), 0)
  if (free < least || usable > (1 - limits.unusableOfAll) * free) return null
  const zones = lists.map((zone): FragmentedZone => ({
    node: zone.node,
    zone: zone.zone,
    free: zone.freeBytes,
    largest: zone.largestFreeOrder,
    unusable: zone.unusableIndex[order] ?? 1,
    blocks: Math.floor(suitable(zone.free, order)),
    evidence: zone.evidence,
  }))
  const [first, ...rest] = sorted(zones.filter((zone) => isTorn(zone) && zone.free >= limits.floor))
  return first ? { moment, order, failure: null, zones: [first, ...rest], proven: true } : null
}

const sorted = (zones: readonly FragmentedZone[]) => [...zones].sort((a, b) => b.free - a.free)

export const freeIn = (zones: readonly FragmentedZone[]): Bytes => bytes(zones.reduce((sum, { free }) => sum + free, 0))
