import { measure, type ZoneFree } from '../../core/allocation/free-lists.ts'
import { unknownZone, type ZoneState } from '../../core/allocation/zone-state.ts'
import type { Moment } from '../../core/snapshot/moment.ts'

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
