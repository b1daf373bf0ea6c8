import type { Moment } from '../snapshot/moment.ts'
import type { Bytes } from '../units.ts'
import type { Amount } from './account.ts'

export type CrossCheckId =
  /** free's total, free and available against /proc/meminfo. */
  | 'free-total'
  | 'free-free'
  | 'free-available'
  /** Σ slabs × pages per slab against Slab; large kmalloc is in no row. */
  | 'slabinfo-slab'
  /** Σ pages of vmallocinfo against VmallocUsed. */
  | 'vmallocinfo-vmalloc'
  /** Σ RSS of the processes against AnonPages + Mapped; the excess is sharing. */
  | 'rss-anon-mapped'
  /** Active + Inactive + Unevictable against AnonPages + Cached + Buffers (+ swap cache). */
  | 'lru-pages'
  /** Free pages of the zones against MemFree. */
  | 'zones-free'
  /** The order lists of a zone against the free pages that it prints. */
  | 'orders-free'
  /** Σ managed of the zones against MemTotal. */
  | 'zones-total'
  /** Σ nodes against the host. */
  | 'nodes-total'
  | 'nodes-free'
  /** MemAvailable against its own formula. */
  | 'available-recomputed'
  /** tmpfs mounts and SysV segments against Shmem. */
  | 'named-shmem'

/** Two places of the paste that should agree. */
export interface CrossCheck {
  readonly id: CrossCheckId
  /** The zone or node it is about, where it is not the host. */
  readonly subject?: string
  readonly left: Amount
  readonly right: Amount
  /** left − right. */
  readonly difference: Bytes
  readonly tolerance: Bytes
  /** `explained`: they differ in the direction that the two definitions make normal. */
  readonly verdict: 'agrees' | 'explained' | 'differs'
}

/** Every pair of sources of a moment that can be held against each other. */
export function crossChecks(_moment: Omit<Moment, 'crossChecks' | 'definitions'>): CrossCheck[] {
  return []
}
