import { suitable, type ZoneFree } from '../allocation/free-lists.ts'
import type { Span } from '../text/source.ts'
import { zonesOf, type Side } from './side.ts'

/** Free blocks of one order in one zone. */
export interface OrderChange {
  readonly order: number
  /** Blocks. */
  readonly before: number
  readonly after: number
  readonly change: number
  /** The change in bytes. */
  readonly bytes: number
  /** How many blocks of this order the zone could be cut into, larger ones included. */
  readonly suitableBefore: number
  readonly suitableAfter: number
}

/** The free lists of one zone at two moments. */
export interface ZoneChange {
  readonly node: number
  readonly zone: string
  readonly before: ZoneFree
  readonly after: ZoneFree
  readonly orders: readonly OrderChange[]
  readonly freeBytes: number
  readonly evidence: readonly Span[]
}

/** The zones that both sides print, by node and name. */
export function zoneChanges(before: Side, after: Side): ZoneChange[] {
  const earlier = new Map(zonesOf(before).map((zone) => [`${zone.node} ${zone.zone}`, zone]))
  return zonesOf(after).flatMap((zone) => {
    const other = earlier.get(`${zone.node} ${zone.zone}`)
    return other ? [zoneChange(other, zone)] : []
  })
}

function zoneChange(before: ZoneFree, after: ZoneFree): ZoneChange {
  // Orders that only one of two kernels has are none of the other's (MAX_ORDER).
  const count = Math.max(before.free.length, after.free.length)
  return {
    node: after.node,
    zone: after.zone,
    before,
    after,
    orders: Array.from({ length: count }, (_, order) => {
      const [was, is] = [before.free[order] ?? 0, after.free[order] ?? 0]
      return {
        order,
        before: was,
        after: is,
        change: is - was,
        bytes: is * after.pageSize * 2 ** order - was * before.pageSize * 2 ** order,
        suitableBefore: suitable(before.free, order),
        suitableAfter: suitable(after.free, order),
      }
    }),
    freeBytes: after.freeBytes - before.freeBytes,
    evidence: [...before.evidence, ...after.evidence],
  }
}
