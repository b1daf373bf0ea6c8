import type { Line } from '../text/line.ts'
import type { FormatId } from './index.ts'

/** The lines of one dump, and what stood above it. */
export interface Segment {
  readonly format: FormatId
  readonly lines: readonly Line[]
  readonly heading: Line | null
  /** The file that `grep` named before its lines, or the one among the heading's files that it is. */
  readonly path?: string | null
  /** The host whose prompt stood above the log that it is from, however far. */
  readonly host?: string | null
}
