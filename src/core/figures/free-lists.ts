import { measure, type ZoneFree } from '../allocation/free-lists.ts'
import { unknownZone, type ZoneState } from '../allocation/zone-state.ts'
import type { Moment } from '../snapshot/moment.ts'

/** The free lists of one dump: a zone with what is known of its watermarks. */
export interface FreeLists {
  readonly record: string
  readonly zones: readonly { readonly free: ZoneFree; readonly state: ZoneState }[]
  /** The order that a report of this dump asked for, or null. */
  readonly order: number | null
}

/** Every dump of a moment that prints free lists: buddyinfo, and each report of the kernel that lists blocks. */
export function freeListsOf(moment: Moment): FreeLists[] {
  const lists: FreeLists[] = []
  const [first] = moment.zones
  if (first) {
    lists.push({
      record: first.record,
      order: null,
      zones: moment.zones.map((free) => {
        const state = moment.zoneStates.find((each) => each.node === free.node && each.zone === free.zone)
        return {
          free,
          state: { ...(state ?? unknownZone(free.node, free.zone, free.record, free.pageSize)), orders: free.free },
        }
      }),
    })
  }
  for (const failure of moment.failures) {
    if (failure.zonesFrom !== failure.record) continue
    const zones = failure.zones.flatMap(({ state }) =>
      state.orders === null
        ? []
        : [
            {
              state,
              free: measure({ ...state, free: state.orders }, failure.record, state.pageSize, state.ordersEvidence),
            },
          ],
    )
    if (zones.length > 0) lists.push({ record: failure.record, zones, order: failure.request?.order ?? null })
  }
  return lists
}

/** How much memory the blocks of one order hold. */
export const bytesOfOrder = ({ free, pageSize }: ZoneFree, order: number): number =>
  (free[order] ?? 0) * pageSize * 2 ** order

/** The heights of a zone's bars, order by order: bytes as they are, counts of blocks by their logarithm. */
export const orderHeights = (zone: ZoneFree, units: 'bytes' | 'blocks'): number[] =>
  zone.free.map((count, order) => (units === 'bytes' ? bytesOfOrder(zone, order) : Math.log10(1 + count)))
