import type { Span } from '../text/source.ts'
import type { Bytes } from '../units.ts'

/** What memory can be. The words for them live in `language/terms.ts`. */
export type AccountId =
  | 'free'
  | 'per-cpu-free'
  | 'anon'
  | 'anon-huge'
  | 'shmem'
  | 'file-cache'
  | 'buffers'
  | 'swap-cache'
  | 'slab-reclaimable'
  | 'slab-unreclaimable'
  | 'kernel-misc-reclaimable'
  | 'page-tables'
  | 'secondary-page-tables'
  | 'kernel-stacks'
  | 'vmalloc'
  | 'percpu'
  | 'bounce'
  | 'zswap'
  | 'zram'
  | 'hugetlb'
  | 'gpu'
  | 'balloon'
  | 'network-buffers'
  | 'zfs-arc'
  | 'other-known'
  | 'sock'
  | 'kernel-other'

/**
 * A sum of memory. `parts` lie inside `bytes` and never add to it ('of which'); accounts of one ledger never overlap.
 */
export interface Account {
  readonly id: AccountId
  readonly bytes: Bytes
  /** measured: one printed field; derived: arithmetic on fields; estimated: a bound or a formula that guesses. */
  readonly basis: 'measured' | 'derived' | 'estimated'
  /** The arithmetic with the kernel's field names (`Cached − Shmem`), where it is more than one field. */
  readonly formula?: string
  /** A name below the account's own: a slab cache, a hugepage size, a process, a vmalloc caller. */
  readonly name?: string
  readonly evidence: readonly Span[]
  readonly parts: readonly Account[]
  /** Other ways to cut the account, from dumps beside the one it was read from. */
  readonly splits?: readonly Split[]
}

/** One way to cut an account. Its rows do not overlap each other; what they leave of the account is not in it. */
export interface Split {
  readonly by: 'cache' | 'caller' | 'size' | 'mount' | 'segment' | 'process'
  /** The record it was read from. */
  readonly record: string
  /** Largest first. */
  readonly rows: readonly Account[]
}

/** A row of a split before it is measured against its account. */
export interface Piece {
  readonly name: string
  readonly size: number
  readonly evidence: readonly Span[]
}

/** Whose memory a ledger balances. */
export type Scope =
  | { readonly kind: 'host' }
  | { readonly kind: 'node'; readonly node: number }
  /** `record` is the OOM report that tells of the group, where that does. */
  | { readonly kind: 'cgroup'; readonly path: string | null; readonly version: 1 | 2; readonly record?: string }
  /** The machine at the moment of an OOM, allocation failure or SysRq report. */
  | { readonly kind: 'report'; readonly record: string }

/** A sum with its arithmetic. */
export interface Amount {
  readonly bytes: Bytes
  /** False where the paste does not hold it and it was put together from parts. */
  readonly known: boolean
  /** The arithmetic with the kernel's names: `memory.current − inactive_file`. */
  readonly formula: string
  readonly evidence: readonly Span[]
}

/** How far the accounts are from the total. */
export interface Residual {
  /** total − Σ accounts; negative where the sources contradict each other. */
  readonly bytes: Bytes
  /** What counters may drift apart by themselves, and what the total was rounded to. */
  readonly tolerance: Bytes
  /** `untold`: the paste holds too few of the file's lines, so it is the paste that lacks the rest, not the kernel. */
  readonly verdict: 'rounding' | 'unaccounted' | 'untold' | 'contradiction'
  /**
   * What other sources say lies inside the residual: a hypervisor's tool, a protocol's own book-keeping. They may overlap
   * the accounts, so they are no accounts and the residual keeps its size.
   */
  readonly explained: readonly Account[]
  /** What nothing in the paste explains: `bytes` less `explained`, not below zero. */
  readonly unexplained: Bytes
}

/** A balanced book: Σ `accounts` + `residual.bytes` is exactly `total`. */
export interface Ledger {
  readonly scope: Scope
  /** The record that the total was read from, `meminfo[0]`. */
  readonly basis: string
  readonly total: Amount
  readonly accounts: readonly Account[]
  readonly residual: Residual
  /** What the kernel never had: reserved at boot, crashkernel, a balloon that lowers MemTotal. Not in `total`. */
  readonly above: readonly Account[]
}
