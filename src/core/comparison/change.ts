import type { Span } from '../text/source.ts'

/** A quantity at two moments; null where that moment's paste does not hold it: it is not zero there. */
export interface Change {
  readonly before: number | null
  readonly after: number | null
  /** after − before, where both are known and the one can be taken from the other. */
  readonly change: number | null
  readonly evidence: readonly Span[]
}

/** A value with the places it was read from. */
export interface Known {
  readonly value: number
  readonly spans: readonly Span[]
}

export const changeOf = (before: Known | null, after: Known | null): Change => ({
  before: before?.value ?? null,
  after: after?.value ?? null,
  change: before && after ? after.value - before.value : null,
  evidence: [...(before?.spans ?? []), ...(after?.spans ?? [])],
})

/** What changed most comes first, what did not change last; of those without a change, the larger figure. */
export const byChange = (a: Change, b: Change): number =>
  Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0) || (b.after ?? b.before ?? 0) - (a.after ?? a.before ?? 0)
