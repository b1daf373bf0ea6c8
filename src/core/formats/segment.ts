import type { Line } from '../text/line.ts'
import type { FormatId } from './index.ts'

/** The lines of one dump, and the heading that stood above it. */
export interface Segment {
  readonly format: FormatId
  readonly lines: readonly Line[]
  readonly heading: Line | null
}
