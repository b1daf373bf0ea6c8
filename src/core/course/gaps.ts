/** Steps that tell what the usual one is. */
const SAMPLE = 1000
/** Fewer steps than this make no usual one. */
const FEWEST = 4
/** A step longer than so many usual ones leaves something out. */
const LONGER = 2.5
/** The same where the source has a cell without a value in between. */
const LONGER_WITH_HOLE = 1.5

/** The usual distance between two points: the median; null where there are too few to tell. */
export function usualStep(times: readonly number[]): number | null {
  return times.length - 1 < FEWEST ? null : medianStep(times)
}

/** The median of the steps forward, of two the shorter; null where there is none. */
function medianStep(times: readonly number[]): number | null {
  const count = times.length - 1
  const every = Math.max(1, Math.floor(count / SAMPLE))
  const steps: number[] = []
  for (let index = 1; index <= count; index += every) steps.push(times[index]! - times[index - 1]!)
  const positive = steps.filter((step) => step > 0).sort((a, b) => a - b)
  return positive[(positive.length - 1) >> 1] ?? null
}

/**
 * The points before which nobody measured: more than 2.5 usual steps are missing, a cell without a value stands in between,
 * or the machine started again. A joined table has empty cells where another series has its points: they part nothing as
 * long as the series keeps its own step.
 */
export function gapsIn(times: readonly number[], holes: Uint32Array, boots: readonly number[]): number[] {
  const step = usualStep(times)
  const own = step ?? (times.length > 2 ? medianStep(times) : null)
  const gaps: number[] = []
  let hole = 0
  let boot = 0
  const restarts = [...boots].sort((a, b) => a - b)
  for (let index = 1; index < times.length; index++) {
    const [before, at] = [times[index - 1]!, times[index]!]
    while (hole < holes.length && holes[hole]! < index) hole++
    const isHole = holes[hole] === index
    while (boot < restarts.length && restarts[boot]! <= before) boot++
    const restarted = boot < restarts.length && restarts[boot]! <= at
    const missing = isHole
      ? own === null || at - before > own * LONGER_WITH_HOLE
      : step !== null && at - before > step * LONGER
    if (missing || restarted) gaps.push(index)
  }
  return gaps
}

/** The order in which times go forward, as indices; null where they already do. */
export function inOrder(times: readonly number[]): number[] | null {
  let index = 1
  while (index < times.length && times[index]! >= times[index - 1]!) index++
  if (index >= times.length) return null
  // Stable: two values of one moment keep the order of the source.
  const order = times.map((_, each) => each)
  return times.every((time, at) => at === 0 || time < times[at - 1]!)
    ? order.reverse()
    : order.sort((a, b) => times[a]! - times[b]!)
}
