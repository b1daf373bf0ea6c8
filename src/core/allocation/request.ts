import type { Span } from '../text/source.ts'

/** What was asked of the page allocator. */
export interface Request {
  readonly order: number
  /** `GFP_KERNEL`, `__GFP_COMP`, … as a set; null where the mask can't be decoded. */
  readonly flags: readonly string[] | null
  /** `DMA`, `DMA32`, `Normal`, `HighMem` or `Movable`: the highest zone it may be served from. */
  readonly highestZone: string
  /** Direct reclaim is allowed: it could wait for memory. */
  readonly canWait: boolean
  /** __GFP_HIGH: may dip into the reserve below min. */
  readonly high: boolean
  /** It may also be served from CMA. */
  readonly movable: boolean
  /** Order above PAGE_ALLOC_COSTLY_ORDER: the kernel fails it rather than kill for it. */
  readonly costly: boolean
  /** __GFP_NORETRY or __GFP_RETRY_MAYFAIL: the caller has a plan for failure. */
  readonly mayFail: boolean
  /** Nodes of mems_allowed and nodemask; null where every node is allowed or none is printed. */
  readonly nodes: readonly number[] | null
  readonly evidence: readonly Span[]
}
