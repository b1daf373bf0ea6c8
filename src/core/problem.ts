import type { Span } from './text/source.ts'

/**
 * Something in the input that could not be read. Readers report problems and go on; they never throw.
 * The words for each code live in `i18n`, so that a reader of either language is told what to do.
 */
export type ProblemCode =
  /** A value that should be a number is none. */
  | 'not-a-number'
  /** A number with a unit nobody prints. */
  | 'unknown-unit'
  /** Neither the table nor the command above it says what its numbers count; `what` is what they were taken for. */
  | 'assumed-unit'
  /** A row with fewer or more columns than its table. */
  | 'ragged-row'
  /** The dump ends before its last expected line. */
  | 'cut-off'
  /** A part of a report that should be there is not (rate limiting, lost lines, elision). */
  | 'missing-part'
  /** A key stands twice with different values; the first one counts. */
  | 'duplicate-key'
  /** A line inside a dump that its grammar does not know. */
  | 'unknown-line'
  /** A value that cannot be: negative where none can be, or beyond any machine. */
  | 'implausible'
  /** Two places of the same dump that should agree do not. */
  | 'inconsistent'

export interface Problem {
  readonly code: ProblemCode
  readonly span: Span
  /** What is concerned, in the kernel's own words: a key, a column, a section. Never prose. */
  readonly what?: string
}
