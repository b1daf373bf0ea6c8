import type { Span } from '../text/source.ts'
import type { WatermarkTest } from './watermark.ts'
import type { ZoneState } from './zone-state.ts'

/** Why a zone did not serve a request, in the order in which the kernel would have said no. */
export type Verdict =
  | 'not-eligible'
  | 'reserve'
  | 'low-memory'
  | 'highatomic-cma'
  | 'fragmented'
  /** The test would succeed on the printed numbers: memory came free between the failure and the report. */
  | 'passes-now'
  /** What is not printed decides. */
  | 'unknown'

export type Ineligible = 'above-highest-zone' | 'node-not-allowed' | 'not-printed'

/** One zone held against one request. */
export interface ZoneVerdict {
  readonly state: ZoneState
  readonly verdict: Verdict
  /** Why it was not asked, where it is `not-eligible`. */
  readonly ineligible: Ineligible | null
  /** The arithmetic at the mark that decides (min); null where the zone was not asked or nothing is printed to compute with. */
  readonly test: WatermarkTest | null
  /** The same at the high mark, where kernels up to 4.6 decide about the kill by it. */
  readonly highTest: WatermarkTest | null
  /** Inputs that are not printed and on which the verdict depends: `min`, `reserved_highatomic`. */
  readonly missing: readonly string[]
  /** Free blocks of the request's order or larger, counted in blocks of that order; null where the lists are not known. */
  readonly suitableBlocks: number | null
  /** -1 where nothing is free; null where the lists are not known. */
  readonly largestFreeOrder: number | null
  readonly evidence: readonly Span[]
}
