import type { AccountId } from '../ledger/account.ts'
import { unpacked, type PackedSpans, type Span } from '../text/source.ts'
import type { Clock } from '../text/time.ts'
import { gapsIn, inOrder } from './gaps.ts'
import type { Role } from './roles.ts'

/** Tracks of different units never share an axis. */
export const units = ['bytes', 'percent', 'count', 'bytes/s', '/s'] as const
export type TrackUnit = (typeof units)[number]

/** What the places on an axis are: seconds of a clock, of a day that is not told, since the first sample; or plain numbers. */
export type Axis = Clock | 'day' | 'elapsed' | 'number'

/** What a track shows: an account of the books, a quantity beside them, or what a column is called. */
export type TrackName =
  | { readonly kind: 'account'; readonly id: AccountId | 'unaccounted' }
  | { readonly kind: 'quantity'; readonly id: Quantity }
  /** Free blocks of an order and above. */
  | { readonly kind: 'blocks'; readonly order: number; readonly node: number; readonly zone: string }
  | { readonly kind: 'slab'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string }

export type Quantity = 'available' | 'swap-used' | 'usage' | 'working-set'

/** One quantity over time. */
export interface Track {
  /** Unique in its course. */
  readonly key: string
  readonly name: TrackName
  /** The control group or the machine it is of; '' where the paste knows but one. */
  readonly subject: string
  readonly unit: TrackUnit
  readonly role: Role | null
  /** The record whose samples these are; null for snapshots. */
  readonly record: string | null
  /** Never going back. */
  readonly times: readonly number[]
  readonly values: readonly number[]
  /** The points before which nobody measured: a line is not drawn across. */
  readonly gaps: readonly number[]
  /** The snapshot of each point; null for samples. */
  readonly moments: readonly number[] | null
  readonly places: Places
}

type Places = { readonly source: number; readonly packed: PackedSpans } | readonly (readonly Span[])[]

/** Where a point was read from. */
export const spansAt = ({ places }: Track, index: number): readonly Span[] =>
  'packed' in places ? [unpacked(places.source, places.packed, index)] : (places[index] ?? [])

/** Where all of a track was read from, `most` of its points at most: evidence for a finding. */
export function spansOf(track: Track, most: number): Span[] {
  const count = track.times.length
  const step = Math.max(1, (count - 1) / Math.max(1, most - 1))
  const chosen = new Set<number>()
  for (let index = 0; index < count; index += step) chosen.add(Math.round(index))
  chosen.add(count - 1)
  return [...chosen].flatMap((index) => spansAt(track, index))
}

interface Draft extends Omit<Track, 'gaps' | 'places' | 'times' | 'values'> {
  readonly times: readonly number[]
  readonly values: readonly number[]
  readonly source: number
  readonly packed: PackedSpans
  readonly holes: Uint32Array
  readonly boots: readonly number[]
}

/** Samples as a track: put in order where they are not, parted where nobody measured. */
export function trackOf({ source, packed, holes, boots, ...rest }: Draft): Track {
  const order = inOrder(rest.times)
  if (order === null) {
    return { ...rest, gaps: gapsIn(rest.times, holes, boots), places: { source, packed } }
  }
  const times = order.map((index) => rest.times[index]!)
  // The newest first: a hole before a point is one after it.
  const reversed = order.every((index, at) => index === order.length - 1 - at)
  const turned = reversed ? holes.map((hole) => order.length - hole).reverse() : new Uint32Array()
  return {
    ...rest,
    times,
    values: order.map((index) => rest.values[index]!),
    gaps: gapsIn(times, turned, boots),
    places: {
      source,
      packed: Uint32Array.from(order.flatMap((index) => [...packed.subarray(3 * index, 3 * index + 3)])),
    },
  }
}
