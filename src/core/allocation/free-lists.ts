import { recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'

/** The free lists of one zone at one moment, with the kernel's measures of them. */
export interface ZoneFree {
  readonly node: number
  readonly zone: string
  /** The record they were read from. */
  readonly record: string
  readonly pageSize: Bytes
  /** Blocks of 2^order pages, by order. */
  readonly free: readonly number[]
  readonly freeBytes: Bytes
  /** -1 where nothing is free. */
  readonly largestFreeOrder: number
  /** By order, 0…1: the share of the free memory that a request of that order can't use (mm/vmstat.c, unusable_free_index). */
  readonly unusableIndex: readonly number[]
  /** By order: -1 where a block is there, else 0 (lack of memory) … 1 (fragmentation) (mm/vmstat.c, __fragmentation_index). */
  readonly fragmentationIndex: readonly number[]
  readonly evidence: readonly Span[]
}

/** Free pages in a list of block counts. */
export const pagesIn = (free: readonly number[]) => free.reduce((total, count, order) => total + count * 2 ** order, 0)

/** mm/vmstat.c, fill_contig_page_info: free blocks of `order` that the list holds whole, in larger blocks too. */
export const suitable = (free: readonly number[], order: number) =>
  free.reduce((total, count, each) => (each >= order ? total + count * 2 ** (each - order) : total), 0)

/** mm/vmstat.c, unusable_free_index, as a fraction. */
export function unusableIndex(free: readonly number[], order: number): number {
  const total = pagesIn(free)
  return total === 0 ? 1 : Math.trunc(((total - suitable(free, order) * 2 ** order) * 1000) / total) / 1000
}

/** mm/vmstat.c, __fragmentation_index, as a fraction; its nested integer divisions are kept. */
export function fragmentationIndex(free: readonly number[], order: number): number {
  const blocks = free.reduce((total, count) => total + count, 0)
  if (blocks === 0) return 0
  if (suitable(free, order) > 0) return -1
  return (1000 - Math.trunc((1000 + Math.trunc((pagesIn(free) * 1000) / 2 ** order)) / blocks)) / 1000
}

/** Measures one zone's free lists. */
export function measure(
  zone: { readonly node: number; readonly zone: string; readonly free: readonly number[] },
  record: string,
  pageSize: Bytes,
  evidence: readonly Span[],
): ZoneFree {
  const { node, zone: name, free } = zone
  return {
    node,
    zone: name,
    record,
    pageSize,
    free,
    freeBytes: bytes(pagesIn(free) * pageSize),
    largestFreeOrder: free.findLastIndex((count) => count > 0),
    unusableIndex: free.map((_, order) => unusableIndex(free, order)),
    fragmentationIndex: free.map((_, order) => fragmentationIndex(free, order)),
    evidence,
  }
}

/** The free lists of a snapshot, from its last /proc/buddyinfo. */
export function freeLists(snapshot: Snapshot, pageSize: Bytes): ZoneFree[] {
  const record = recordsOf(snapshot, 'buddyinfo').at(-1)
  return record ? record.data.zones.map((zone) => measure(zone, record.id, pageSize, [zone.span])) : []
}

/** How many orders the longest list has; a damaged paste can hold any number of zones. */
export const ordersOf = (zones: readonly Pick<ZoneFree, 'free'>[]): number =>
  zones.reduce((most, { free }) => Math.max(most, free.length), 0)
