/** One thing the reader handed us: a paste, a dropped file, an entry of a permalink. */
export interface Source {
  readonly name: string
  readonly text: string
}

/** A half-open range of UTF-16 offsets in one source. `line` counts from 1. Every figure on screen can name its span. */
export interface Span {
  readonly source: number
  readonly line: number
  readonly from: number
  readonly to: number
}

export const isSpan = (value: unknown): value is Span =>
  typeof value === 'object' &&
  value !== null &&
  'source' in value &&
  'line' in value &&
  'from' in value &&
  'to' in value

/** Spans of one source by the thousand: `[line, from, to]`, one after the other. */
export type PackedSpans = Uint32Array

/** The span with a number among packed ones. */
export const unpacked = (source: number, spans: PackedSpans, index: number): Span => ({
  source,
  line: spans[3 * index] ?? 0,
  from: spans[3 * index + 1] ?? 0,
  to: spans[3 * index + 2] ?? 0,
})

/** Whether a value only tells places: one span, or packed numbers, which hold nothing that was measured. */
export const isPlace = (value: unknown): boolean => isSpan(value) || ArrayBuffer.isView(value)

/** A number together with the characters it was read from. */
export interface Figure<N extends number = number> {
  readonly value: N
  readonly span: Span
  /** The digits as printed, scaled, when the number is beyond 2^53 and `value` is its nearest double. */
  readonly exact?: string
  /** How far the true value may lie from `value` where a tool has rounded: one step of the last digit it printed. */
  readonly within?: number
}

/** A word or name together with the characters it was read from. */
export interface Quote {
  readonly value: string
  readonly span: Span
}
