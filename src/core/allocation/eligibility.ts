import type { Request } from './request.ts'
import { isAbove } from './zone-order.ts'
import type { ZoneState } from './zone-state.ts'

/** Why the kernel did not even look into a zone. */
export type Ineligible =
  /** The request needs memory that a device can reach, or pages that stay where they are. */
  | 'above-highest-zone'
  /** The cpuset, a memory policy or __GFP_THISNODE keeps it on other nodes. */
  | 'node-not-allowed'

/** mm/page_alloc.c, get_page_from_freelist: the zones of the zonelist are those up to gfp_zone(), on the nodes allowed. */
export function ineligible({ zone, node }: ZoneState, { highestZone, nodes }: Request): Ineligible | null {
  if (isAbove(zone, highestZone)) return 'above-highest-zone'
  return nodes !== null && !nodes.includes(node) ? 'node-not-allowed' : null
}
