import { eraOf } from './era.ts'
import { suitable } from './free-lists.ts'
import { requestOf } from './request.ts'
import { judge, type ZoneVerdict } from './verdict.ts'
import { zoneOrder } from './zone-order.ts'
import type { ZoneState } from './zone-state.ts'

/** Whether a zone could serve a request of an order now. */
export interface CouldAllocate {
  readonly order: number
  /** `yes`, `no`, or `depends` on what is not printed. */
  readonly answer: 'yes' | 'no' | 'depends'
  /** By the kernel's watermark test, or only by whether a block is there. */
  readonly rule: 'watermark' | 'blocks'
  /** Blocks of that order that the zone could be cut into. */
  readonly blocks: number | null
  readonly verdict: ZoneVerdict | null
}

/**
 * Holds an ordinary kernel request (GFP_KERNEL) of `order` against a zone: by the watermark test where its marks are
 * known, else by whether a block is there. `zones` are all zones of the machine.
 */
export function couldAllocate(
  zone: ZoneState,
  order: number,
  { zones = [zone], release = null }: { readonly zones?: readonly ZoneState[]; readonly release?: string | null } = {},
): CouldAllocate {
  const blocks = zone.orders && suitable(zone.orders, order)
  if (zone.min === null) {
    return {
      order,
      answer: blocks === null ? 'depends' : blocks > 0 ? 'yes' : 'no',
      rule: 'blocks',
      blocks,
      verdict: null,
    }
  }
  // Asked of its own zone, a request leaves nothing back for lower zones; only its own marks count.
  const request = { ...requestOf(order, ['GFP_KERNEL'], release), highestZone: zone.zone }
  const verdict = judge(zone, request, eraOf(release, zones), zoneOrder(zones))
  const answer = verdict.verdict === 'passes-now' ? 'yes' : verdict.verdict === 'unknown' ? 'depends' : 'no'
  return { order, answer, rule: 'watermark', blocks, verdict }
}
