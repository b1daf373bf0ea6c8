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

/** The largest node number that a list may name: MAX_NUMNODES of any distribution is smaller. */
const MOST_NODES = 1024

/** `0-1,3` → 0, 1, 3 (lib/vsprintf.c, bitmap_list_string). */
export function nodesIn(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number)
    const count = Math.min(last, MOST_NODES) - first + 1
    return count > 0 ? Array.from({ length: count }, (_, index) => first + index) : []
  })
}
