import type { Figure, Span } from '../text/source.ts'
import type { Bytes, Pages } from '../units.ts'

/** What is known of one zone when a request is held against it. Pages; null is what the paste does not print. */
export interface ZoneState {
  readonly node: number
  readonly zone: string
  /** The record it was read from. */
  readonly record: string
  readonly pageSize: Bytes
  readonly free: Figure<Pages> | null
  readonly min: Figure<Pages> | null
  readonly low: Figure<Pages> | null
  readonly high: Figure<Pages> | null
  /** Watermark boost, inside the printed min, low and high (≥ 5.0). */
  readonly boost: Figure<Pages> | null
  readonly managed: Figure<Pages> | null
  readonly present: Figure<Pages> | null
  readonly reservedHighatomic: Figure<Pages> | null
  readonly freeHighatomic: Figure<Pages> | null
  readonly freeCma: Figure<Pages> | null
  /** Pages on per-CPU lists, not in `free`. */
  readonly perCpu: Figure<Pages> | null
  /** lowmem_reserve[] or protection: by the index of the highest zone that a request may use. */
  readonly lowmemReserve: readonly number[] | null
  readonly lowmemReserveEvidence: readonly Span[]
  /** Free blocks of 2^order pages. */
  readonly orders: readonly number[] | null
  /** Letters of the migrate types that have a free block, by order (`UME`, `` where none); null before 3.9. */
  readonly types: readonly string[] | null
  readonly ordersEvidence: readonly Span[]
}

/** A zone of which nothing is known but its name. */
export const unknownZone = (node: number, zone: string, record: string, pageSize: Bytes): ZoneState => ({
  node,
  zone,
  record,
  pageSize,
  free: null,
  min: null,
  low: null,
  high: null,
  boost: null,
  managed: null,
  present: null,
  reservedHighatomic: null,
  freeHighatomic: null,
  freeCma: null,
  perCpu: null,
  lowmemReserve: null,
  lowmemReserveEvidence: [],
  orders: null,
  types: null,
  ordersEvidence: [],
})
