import type { Span } from '../text/source.ts'

/**
 * The kernel's watermark test in its three forms.
 * - `halving`: 2.6 … 4.3 (RHEL 5–7): every order takes its blocks away and halves the mark.
 * - `blocks`: 4.4 … 6.2 (RHEL 8, 9): order 0 by the mark, then any suitable block.
 * - `reserves`: ≥ 6.3.
 */
export type WatermarkEra = 'halving' | 'halving-rhel6' | 'blocks' | 'reserves'

/** Pages, bounded where they are not printed: `least` equals `most` where they are known. */
export interface Range {
  readonly least: number
  readonly most: number
}

/** A line of the arithmetic: signed pages under the kernel's name (`free`, `− (2^2 − 1)`, `lowmem_reserve[Normal]`). */
export interface Term {
  readonly name: string
  readonly pages: Range
  readonly evidence: readonly Span[]
}

/** The search for a block of one order, after the mark itself was passed. */
export interface Step {
  readonly order: number
  /** What is left in larger blocks, and what must be left (`halving`); the blocks there and null (else). */
  readonly have: number
  readonly need: Range | null
  /** Migrate types with a free block of this order, where printed. */
  readonly types: string | null
  readonly passes: 'yes' | 'no' | 'depends'
}

export type Outcome = 'passes' | 'fails' | 'depends'

/** One zone's watermark test, with everything that it adds up: passes where Σ have > Σ need. */
export interface WatermarkTest {
  readonly era: WatermarkEra
  readonly mark: 'min' | 'low' | 'high'
  readonly have: readonly Term[]
  readonly need: readonly Term[]
  /** Sums of the two columns. */
  readonly haveSum: Range
  readonly needSum: Range
  /** Of the order-0 test. */
  readonly orderZero: Outcome
  readonly steps: readonly Step[]
  readonly outcome: Outcome
}
