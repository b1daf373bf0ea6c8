import type { Span } from '../text/source.ts'
import { expandNames } from '../formats/kernel-log/gfp.ts'
import { rightsOf } from './gfp.ts'

/** mm: include/linux/mmzone.h, PAGE_ALLOC_COSTLY_ORDER. */
const COSTLY_ORDER = 3

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
  /** __GFP_ATOMIC of 4.4 … 6.2; earlier kernels and later ones go by `canWait`. */
  readonly atomic: boolean
  /** __GFP_NOMEMALLOC: never from the reserves for what may not wait. */
  readonly noReserves: boolean
  /** __GFP_MEMALLOC: the watermarks are not asked. */
  readonly allReserves: boolean
  /** It may also be served from CMA. */
  readonly movable: boolean
  /** Order above PAGE_ALLOC_COSTLY_ORDER: the kernel fails it rather than kill for it. */
  readonly costly: boolean
  /** __GFP_NORETRY or __GFP_RETRY_MAYFAIL: the caller has a plan for failure. */
  readonly mayFail: boolean
  /** __GFP_THISNODE: one node or nothing. */
  readonly thisNode: boolean
  /** Nodes of mems_allowed and nodemask; null where every node is allowed or none is printed. */
  readonly nodes: readonly number[] | null
  readonly evidence: readonly Span[]
}

/** The request that gfp names and an order make. What can't be decoded is taken for GFP_KERNEL, with `flags` null. */
export function requestOf(
  order: number,
  names: readonly string[] | null,
  release: string | null,
  more: { readonly nodes?: readonly number[] | null; readonly evidence?: readonly Span[] } = {},
): Request {
  const known = names ?? ['GFP_KERNEL']
  const rights = rightsOf(known, release)
  const single = expandNames(known, release)
  return {
    order,
    flags: names,
    highestZone: rights.highestZone,
    canWait: rights.canWait,
    high: rights.usesReserve,
    atomic: single.has('__GFP_ATOMIC'),
    noReserves: single.has('__GFP_NOMEMALLOC'),
    allReserves: rights.allReserves,
    movable: rights.movable,
    costly: order > COSTLY_ORDER,
    mayFail: rights.effort === 'once' || rights.effort === 'hard',
    thisNode: rights.thisNode,
    nodes: more.nodes ?? null,
    evidence: more.evidence ?? [],
  }
}
