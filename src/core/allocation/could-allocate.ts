import type { Request } from './request.ts'
import { suitable } from './free-lists.ts'
import type { ZoneVerdict } from './verdict.ts'
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

/** Holds an ordinary kernel request (GFP_KERNEL) of `order` against a zone. */
export function couldAllocate(zone: ZoneState, order: number, _request?: Request): CouldAllocate {
  const blocks = zone.orders === null ? null : suitable(zone.orders, order)
  const answer = blocks === null ? 'depends' : blocks > 0 ? 'yes' : 'no'
  return { order, answer, rule: 'blocks', blocks, verdict: null }
}
