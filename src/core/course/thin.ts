import { indexFrom } from '../lookup.ts'
import type { Track } from './track.ts'

/** A point to draw; `null` parts the line. */
export interface DrawnPoint {
  readonly time: number
  readonly value: number | null
  /** Its number in the track; −1 for a gap. */
  readonly index: number
}

/**
 * The points of a stretch that a drawing `buckets` pixels wide can show: of each pixel the first, the lowest, the highest and
 * the last, so that no peak is lost. One point beyond either end leads the line to the edge.
 */
export function thin(track: Track, from: number, to: number, buckets: number): DrawnPoint[] {
  const { times, values, gaps } = track
  const start = Math.max(0, firstFrom(times, from) - 1)
  let end = firstFrom(times, to)
  while (times[end] === to) end++
  end = Math.min(times.length, end + 1)
  const width = (to - from) / Math.max(1, buckets)
  const drawn: DrawnPoint[] = []
  let gap = firstFrom(gaps, start + 1)
  let bucket: number[] = []
  let at = Number.NEGATIVE_INFINITY
  let parted = false
  const flush = () => {
    for (const index of extremes(bucket, values)) drawn.push({ time: times[index]!, value: values[index]!, index })
    bucket = []
  }
  for (let index = start; index < end; index++) {
    const time = times[index]!
    const isGap = gaps[gap] === index
    if (isGap) gap++
    const number = width > 0 ? Math.floor((time - from) / width) : index
    if (number !== at || (isGap && !parted)) {
      flush()
      if (number !== at) parted = false
      at = number
    }
    if (isGap && !parted) {
      parted = true
      drawn.push({ time, value: null, index: -1 })
    }
    bucket.push(index)
  }
  flush()
  return drawn
}

/** The first, lowest, highest and last of a list of points, in their order, each once. */
function extremes(bucket: readonly number[], values: readonly number[]): number[] {
  if (bucket.length <= 4) return [...bucket]
  let low = bucket[0]!
  let high = low
  for (const index of bucket) {
    if (values[index]! < values[low]!) low = index
    if (values[index]! > values[high]!) high = index
  }
  return [...new Set([bucket[0]!, low, high, bucket.at(-1)!])].sort((a, b) => a - b)
}

/** The number of the first entry of an ascending list that is not below a bound; its length where none is. */
export function firstFrom(sorted: readonly number[], bound: number): number {
  return indexFrom(sorted, bound, (each) => each)
}

/** The number of the point nearest to a time. */
export function nearest({ times }: Track, time: number): number {
  const after = firstFrom(times, time)
  const before = after - 1
  if (after >= times.length) return times.length - 1
  return before >= 0 && time - times[before]! <= times[after]! - time ? before : after
}

/** A track in equal steps of time: at each the value that was measured last before it; null before the first and in gaps. */
export function overviewOf(track: Track, from: number, to: number, steps: number): (number | null)[] {
  const { times, values, gaps } = track
  const parted = new Set(gaps)
  return Array.from({ length: steps }, (_, step) => {
    const time = from + ((to - from) * step) / Math.max(1, steps - 1)
    const after = firstFrom(times, time)
    if (times[after] === time) return values[after]!
    return after === 0 || after === times.length || parted.has(after) ? null : values[after - 1]!
  })
}
