import type { Books } from './books.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes, difference, type Bytes } from '../units.ts'
import type { Amount } from './account.ts'
import type { Fields } from './entries.ts'

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
  /** Active + Inactive + Unevictable against AnonPages + Cached + Buffers; the swap cache is in the lists alone. */
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

/** What the checks look at. */
export type Checked = Pick<Books, 'records' | 'machine' | 'zoneStates' | 'failures' | 'ledgers'>

export const amount = (formula: string, size: number, evidence: readonly Span[]): Amount => ({
  bytes: bytes(size),
  known: true,
  formula,
  evidence,
})
export const of = (formula: string, { value, span }: Figure): Amount => amount(formula, value, [span])

/** Compares; a difference beyond the tolerance is explained where `normal` says that its sign is. */
export function check(
  id: CrossCheckId,
  left: Amount,
  right: Amount,
  tolerance: number,
  { subject, normal }: { readonly subject?: string; readonly normal?: (difference: number) => boolean } = {},
): CrossCheck {
  const gap = difference(left.bytes, right.bytes)
  return {
    id,
    ...(subject === undefined ? {} : { subject }),
    left,
    right,
    difference: gap,
    tolerance: bytes(Math.round(tolerance)),
    verdict: Math.abs(gap) <= tolerance ? 'agrees' : normal?.(gap) ? 'explained' : 'differs',
  }
}

/** What two dumps taken one after the other may differ by. */
export const apart = (fields: Fields): number => (fields.get('MemTotal')?.value ?? 0) * 0.02
