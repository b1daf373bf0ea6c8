import type { Span } from '../text/source.ts'
import type { Amount } from '../ledger/account.ts'

/** A process as the OOM killer weighed it (mm/oom_kill.c, oom_badness). */
export interface Candidate {
  readonly pid: number
  readonly name: string
  /** Pages it counts for, oom_score_adj included; null where it can't be killed. */
  readonly points: number | null
  /** points in thousandths of all pages: what kernels up to 5.0 print as 'score'. */
  readonly score: number | null
  /** Pages without oom_score_adj. */
  readonly size: number
  readonly rss: number
  readonly adjust: number | null
  readonly evidence: readonly Span[]
}

/** Who the OOM killer should have chosen, and why it chose as it did. */
export interface Badness {
  /** Pages that the scores are shares of. */
  readonly total: Amount
  /** Highest points first. */
  readonly candidates: readonly Candidate[]
  readonly victim: Candidate | null
  /** Rank of the victim by points and by resident size, from 1. */
  readonly rank: number | null
  readonly rankBySize: number | null
  /** `largest`: highest points and largest; `adjusted`: oom_score_adj decided; `other`: not the highest points. */
  readonly choice: 'largest' | 'adjusted' | 'other' | null
}
