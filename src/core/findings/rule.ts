import type { Course } from '../course/course.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Intervention } from '../text/intervention.ts'
import type { Span } from '../text/source.ts'
import type { Bytes } from '../units.ts'
import type { FindingId } from './catalogue.ts'

/**
 * - `critical`: something failed, was killed, or is about to.
 * - `warning`: abnormal, and somebody should act.
 * - `notice`: out of the ordinary, or the answer to what the reader came for; nothing is broken.
 * - `info`: a healthy state that looks alarming, or a word on the paste itself.
 */
export type Severity = 'critical' | 'warning' | 'notice' | 'info'

/**
 * - `certain`: arithmetic on what is printed.
 * - `likely`: a strong sign, with another explanation possible.
 * - `possible`: a suspect; never stated as a fact, and never the head of a story with more certain findings.
 */
export type Confidence = 'certain' | 'likely' | 'possible'

/** Everything a rule may look at: all moments of the case with their books, and all records. */
export interface Case {
  readonly moments: readonly Moment[]
  readonly records: readonly AnyRecord[]
  /** Commands between the dumps that changed what the later ones show. */
  readonly interventions: readonly Intervention[]
  /** What went up and down over time. */
  readonly courses: readonly Course[]
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

/** Where the figures of a finding stand in the paste. */
export type Evidence = readonly [Span, ...Span[]]

/** A rule found its case. No evidence, no finding: the tuple can't be empty. */
export interface Hit<Params> {
  readonly severity: Severity
  readonly confidence: Confidence
  /** The moment it is about; of a development, the last one. */
  readonly snapshot: number
  /** What tells hits of one rule apart beside the moment: a cgroup, a zone. The same again later is one finding. */
  readonly subject?: string
  /** The memory it is about, or null. */
  readonly bytes: Bytes | null
  readonly params: Params
  readonly evidence: Evidence
  /** The arithmetic with the paste's own numbers and the kernel's names, a line each; no prose. */
  readonly arithmetic: readonly string[]
  /** In place of the rule's own, where the numbers tell what it explains. */
  readonly explains?: readonly FindingId[]
}

export interface Rule<Id extends FindingId, Params> {
  readonly id: Id
  /** Where a reader can check us: the kernel's documentation or source. */
  readonly reference: readonly string[]
  /** Findings that are but symptoms of this one on the same host; they are shown under it. */
  readonly explains?: readonly FindingId[]
  /** Findings that this one makes untrue or meaningless at the same moment; they are not shown. */
  readonly silences?: readonly FindingId[]
  /** Asked only where every other rule found nothing above `info`; then it speaks first. */
  readonly quiet?: true
  check(theCase: Case): readonly Hit<Params>[]
  /** Files and commands that would settle what the paste leaves open: `/proc/vmallocinfo`, `zramctl --bytes`. */
  collect?(params: Params): readonly string[]
  readonly en: Words<Params>
  readonly zh: Words<Params>
}

export const defineRule = <const Id extends FindingId, Params>(rule: Rule<Id, Params>): Rule<Id, Params> => rule
