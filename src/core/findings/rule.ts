import type { Moment } from '../snapshot/moment.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Span } from '../text/source.ts'
import type { Bytes } from '../units.ts'

export type Severity = 'critical' | 'warning' | 'notice' | 'info'
export type Confidence = 'certain' | 'likely' | 'possible'

/** Everything a rule may look at: all moments of the case with their books, and all records. */
export interface Case {
  readonly moments: readonly Moment[]
  readonly records: readonly AnyRecord[]
}

/** Formatters bound to the reader's language. */
export interface Say {
  /** `6.93 GiB` */
  bytes(count: number): string
  /** `96.6 %` of a ratio 0.966 */
  percent(ratio: number): string
  count(count: number): string
  /** `a, b and c` */
  list(words: readonly string[]): string
}

/** A step to take, and what it may cost. The safest comes first. */
export interface Action {
  readonly do: string
  /** Shown beside the step; absent where it only looks. */
  readonly risk?: string
}

/** May use `code` and **strong**; nothing else (`core/text/markup.ts` reads it). */
export interface Words<Params> {
  /** One sentence with the number that matters. */
  title(params: Params, say: Say): string
  /** What it means and why we say so. */
  text(params: Params, say: Say): string
  /** What would prove it wrong. */
  refute(params: Params, say: Say): string
  actions(params: Params, say: Say): readonly Action[]
}

/** A rule found its case. No evidence, no finding: the tuple can't be empty. */
export interface Hit<Params> {
  readonly severity: Severity
  readonly confidence: Confidence
  readonly snapshot: number
  /** The memory it is about, or null. */
  readonly bytes: Bytes | null
  readonly params: Params
  readonly evidence: readonly [Span, ...Span[]]
  /** The arithmetic with the paste's own numbers and the kernel's names, a line each; no prose. */
  readonly arithmetic: readonly string[]
}

export interface Rule<Id extends string, Params> {
  /** The catalogue's id (ACCOUNTING.md §11). */
  readonly id: Id
  /** Where a reader can check us: the kernel's documentation or source. */
  readonly reference: readonly string[]
  /** Findings that are but symptoms of this one where both hold for the same moment; they are shown under it. */
  readonly explains?: readonly string[]
  check(theCase: Case): readonly Hit<Params>[]
  readonly en: Words<Params>
  readonly zh: Words<Params>
}

export const defineRule = <const Id extends string, Params>(rule: Rule<Id, Params>): Rule<Id, Params> => rule
