/** A straight line through a course that one wild value can't bend (Theil 1950, Sen 1968). */
export interface Trend {
  /** Per unit of x: the median of the slopes between all pairs of points. */
  readonly slope: number
  /** Between which the slope lies in 95 of 100 cases; null where there are too few points to tell. */
  readonly interval: readonly [low: number, high: number] | null
  /** Kendall's τ, −1…1: how many more pairs rise than fall. */
  readonly rising: number
}

/** Points that take part: the medians of as many equal stretches. Their pairs are counted in full. */
const MOST = 120
/** With fewer points the interval is none (n = 5 gives 95 % only when all ten slopes agree). */
const FEWEST = 6

/** The trend of values over ascending times; null for fewer than three points or no stretch of time. */
export function trendOf(times: readonly number[], values: readonly number[]): Trend | null {
  const points = condensed(times, values)
  const slopes: number[] = []
  let rising = 0
  for (let a = 0; a < points.length; a++) {
    for (let b = a + 1; b < points.length; b++) {
      const [from, to] = [points[a]!, points[b]!]
      if (to[0] <= from[0]) continue
      slopes.push((to[1] - from[1]) / (to[0] - from[0]))
      rising += Math.sign(to[1] - from[1])
    }
  }
  if (points.length < 3 || slopes.length < 3) return null
  slopes.sort((a, b) => a - b)
  const count = points.length
  // Kendall's variance without ties; 1.96 of its root to either side is 95 %.
  const reach = 1.96 * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
  const low = Math.floor((slopes.length - reach) / 2)
  const interval = count < FEWEST || low < 0 ? null : ([slopes[low]!, slopes[slopes.length - 1 - low]!] as const)
  return { slope: median(slopes), interval, rising: rising / slopes.length }
}

/** The median of a sorted list. */
export function median(sorted: readonly number[]): number {
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

function condensed(times: readonly number[], values: readonly number[]): (readonly [x: number, y: number])[] {
  const count = times.length
  if (count <= MOST) return times.map((time, index) => [time, values[index]!])
  return Array.from({ length: MOST }, (_, index) => {
    const [from, to] = [Math.floor((index * count) / MOST), Math.floor(((index + 1) * count) / MOST)]
    const sorted = values.slice(from, to).sort((a, b) => a - b)
    return [(times[from]! + times[to - 1]!) / 2, median(sorted)]
  })
}
