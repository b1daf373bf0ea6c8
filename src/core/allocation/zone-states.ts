import type { MemInfo } from '../formats/kernel-log/report.ts'
import type { ReportedZone } from '../formats/kernel-log/zones.ts'
import type { ZoneInfo } from '../formats/zoneinfo/zoneinfo.ts'
import type { RecordOf } from '../snapshot/record.ts'
import { recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { pages, type Bytes, type Pages } from '../units.ts'
import { pagesIn } from './free-lists.ts'
import { unknownZone, type ZoneState } from './zone-state.ts'

/** A size as pages; null where it is not printed. */
const inPages = (figure: Figure | undefined, pageSize: Bytes): Figure<Pages> | null =>
  figure ? { value: pages(Math.round(figure.value / pageSize)), span: figure.span } : null

/** Kernels print zones that they were built with, though the machine has no page in them. */
const hasPages = ({ managed, present }: ZoneState): boolean => (managed ?? present)?.value !== 0

/** The zones of a snapshot: from zoneinfo with its marks, each with its order lists from buddyinfo. */
export function zoneStates(snapshot: Pick<Snapshot, 'records'>, pageSize: Bytes): ZoneState[] {
  const zoneinfo = recordsOf(snapshot, 'zoneinfo').at(-1)
  const buddyinfo = recordsOf(snapshot, 'buddyinfo').at(-1)
  const marked = zoneinfo?.data.zones.map((zone) => fromZoneinfo(zone, zoneinfo.id, pageSize)).filter(hasPages) ?? []
  const listed = buddyinfo ? fromBuddyinfo(buddyinfo, pageSize) : []
  const isSame = (a: ZoneState) => (b: ZoneState) => a.node === b.node && a.zone === b.zone
  return [
    ...marked.map((state) => {
      const list = listed.find(isSame(state))
      return list ? { ...state, orders: list.orders, ordersEvidence: list.ordersEvidence } : state
    }),
    ...listed.filter((state) => !marked.some(isSame(state))),
  ]
}

/** A zone that keeps pages back from requests for a higher one has one above it: where that is not printed, the table is cut. */
export const isWhole = (zones: readonly ZoneState[]): boolean =>
  zones.every(
    (zone, index) =>
      Math.max(0, ...(zone.lowmemReserve ?? [])) === 0 || zones.slice(index + 1).some(({ node }) => node === zone.node),
  )

function fromZoneinfo(zone: ZoneInfo, record: string, pageSize: Bytes): ZoneState {
  const of = (figure: Figure | undefined) => inPages(figure, pageSize)
  return {
    ...unknownZone(zone.node, zone.zone, record, pageSize),
    free: of(zone.free),
    min: of(zone.min),
    low: of(zone.low),
    high: of(zone.high),
    boost: of(zone.boost),
    managed: of(zone.managed),
    present: of(zone.present),
    reservedHighatomic: of(zone.reserved_highatomic),
    freeHighatomic: of(zone.free_highatomic),
    freeCma: zone.fields.has('nr_free_cma')
      ? { value: pages(zone.fields.get('nr_free_cma')!.value), span: zone.fields.get('nr_free_cma')!.span }
      : null,
    perCpu: zone.pcp === undefined ? null : of({ value: zone.pcp, span: zone.span }),
    lowmemReserve: zone.protection?.map((size) => size / pageSize) ?? null,
    lowmemReserveEvidence: zone.protection ? [zone.span] : [],
  }
}

/** The zones of a buddyinfo: what is free is what the lists add up to. */
const fromBuddyinfo = ({ id, data }: RecordOf<'buddyinfo'>, pageSize: Bytes): ZoneState[] =>
  data.zones.map(({ node, zone, free, span }) => ({
    ...unknownZone(node, zone, id, pageSize),
    free: { value: pages(pagesIn(free)), span },
    orders: free,
    ordersEvidence: [span],
  }))

/** The zones of a kernel log report. */
export const fromReport = ({ zones, pageSize }: Pick<MemInfo, 'zones' | 'pageSize'>, record: string): ZoneState[] =>
  zones.map((zone) => fromReportedZone(zone, record, pageSize.bytes)).filter(hasPages)

function fromReportedZone(zone: ReportedZone, record: string, pageSize: Bytes): ZoneState {
  const of = (key: string) => inPages(zone.fields.get(key), pageSize)
  // A list without its sum is cut: what it does not show may be there.
  const orders = zone.freeListTotal || zone.orders?.every((count) => count === 0) ? zone.orders : undefined
  const listed = orders && zone.ordersSpan ? { value: pages(pagesIn(orders)), span: zone.ordersSpan } : null
  return {
    ...unknownZone(zone.node ?? 0, zone.zone, record, pageSize),
    free: of('free') ?? listed,
    min: of('min'),
    low: of('low'),
    high: of('high'),
    boost: of('boost'),
    managed: of('managed'),
    present: of('present'),
    reservedHighatomic: of('reserved_highatomic'),
    freeHighatomic: of('free_highatomic'),
    freeCma: of('free_cma'),
    perCpu: of('free_pcp'),
    lowmemReserve: zone.lowmemReserve ?? null,
    lowmemReserveEvidence: zone.reserveSpan ? [zone.reserveSpan] : [],
    orders: orders ?? null,
    types: orders ? (zone.migrateTypes ?? null) : null,
    ordersEvidence: zone.ordersSpan ? [zone.ordersSpan] : [],
  }
}
