import { once } from '../lookup.ts'
import type { Course } from './course.ts'
import type { Track, TrackUnit } from './track.ts'
import { units } from './track.ts'
import { trendOf, type Trend } from './trend.ts'

/** A course of one quantity in figures. */
export interface Summary {
  readonly points: number
  readonly first: number
  readonly last: number
  /** last − first */
  readonly change: number
  readonly least: number
  readonly most: number
  readonly gaps: number
}

/** First, last, least and most, how often nobody measured; worked out once for each track. */
export const summaryOf = once(({ values, gaps }: Track): Summary => {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  const [first, last] = [values[0]!, values.at(-1)!]
  return {
    points: values.length,
    first,
    last,
    change: last - first,
    least,
    most,
    gaps: gaps.length,
  }
})

/** The trend of the whole track. */
export const trendOfTrack = once(({ times, values }: Track): Trend | null => trendOf(times, values))

/** Lines of one unit that are drawn unasked. */
const DRAWN = 5

/**
 * The tracks that are shown before the reader asks for others, by unit: what has a meaning for memory and moved, what moved
 * the most first. Totals and limits are drawn on demand, for they flatten what lies below them. Where no track of a unit has a
 * meaning for memory, none of it is drawn, unless it is all there is.
 */
export function chosenOf({ tracks }: Course): ReadonlyMap<TrackUnit, readonly Track[]> {
  const moved = (track: Track) => summaryOf(track).most - summaryOf(track).least
  const meant = tracks.filter(({ role }) => role !== null && role !== 'total' && role !== 'limit')
  const candidates = meant.some((track) => moved(track) > 0) ? meant : tracks
  return new Map(
    units.flatMap((unit) => {
      const list = candidates
        .filter((track) => track.unit === unit && moved(track) > 0)
        .sort((a, b) => moved(b) - moved(a))
        .slice(0, DRAWN)
      return list.length > 0 ? [[unit, list] as const] : []
    }),
  )
}
