import { expandNames } from '../formats/kernel-log/gfp.ts'

/** What a request may do, in terms that can be explained. */
export interface RequestRights {
  /** Direct reclaim: it may wait until memory is made free. Without it there is no reclaim, no compaction and no kill. */
  readonly canWait: boolean
  readonly wakesKswapd: boolean
  /** Reclaim may start disk IO, and call into filesystems. */
  readonly canIo: boolean
  readonly canFs: boolean
  /** The highest zone it may be served from. */
  readonly highestZone: 'DMA' | 'DMA32' | 'Normal' | 'HighMem' | 'Movable'
  /** __GFP_HIGH: may dip below the min watermark. */
  readonly usesReserve: boolean
  /** Served from CMA and movable blocks too. */
  readonly movable: boolean
  /** How hard it tries once it waits: one round, the usual, all but a kill, without end. */
  readonly effort: 'once' | 'usual' | 'hard' | 'forever'
  readonly thisNode: boolean
  /** Bound to the cpuset's nodes. */
  readonly hardwall: boolean
  readonly silent: boolean
  readonly compound: boolean
  readonly zeroed: boolean
  /** Charged to the cgroup. */
  readonly accounted: boolean
  /** May use every reserve (PF_MEMALLOC and the like). */
  readonly allReserves: boolean
}

/** What a list of gfp names lets a request do. */
export function rightsOf(names: readonly string[], release: string | null = null): RequestRights {
  const flags = expandNames(names, release)
  const has = (flag: string) => flags.has(`__GFP_${flag}`)
  return {
    canWait: has('DIRECT_RECLAIM'),
    wakesKswapd: has('KSWAPD_RECLAIM') || (has('HIGH') && !has('NO_KSWAPD')),
    canIo: has('IO'),
    canFs: has('FS'),
    // include/linux/gfp.h, gfp_zone
    highestZone: has('DMA')
      ? 'DMA'
      : has('DMA32')
        ? 'DMA32'
        : has('HIGHMEM')
          ? has('MOVABLE')
            ? 'Movable'
            : 'HighMem'
          : 'Normal',
    usesReserve: has('HIGH'),
    movable: has('MOVABLE'),
    effort: has('NOFAIL')
      ? 'forever'
      : has('NORETRY')
        ? 'once'
        : has('RETRY_MAYFAIL') || has('REPEAT')
          ? 'hard'
          : 'usual',
    thisNode: has('THISNODE'),
    hardwall: has('HARDWALL'),
    silent: has('NOWARN'),
    compound: has('COMP'),
    zeroed: has('ZERO'),
    accounted: has('ACCOUNT') || has('KMEMCG'),
    allReserves: has('MEMALLOC'),
  }
}
