import { spanOf, type Line } from './line.ts'
import type { Quote } from './source.ts'

/** The characters of `line.text` from `from` to `to`, cited. */
export const quoteAt = (line: Line, from: number, to: number): Quote => ({
  value: line.text.slice(from, to),
  span: spanOf(line, from, to),
})
