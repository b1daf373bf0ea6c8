import type { Line } from '../../text/line.ts'
import type { Segment } from '../segment.ts'

/** Finds the kernel's memory reports among the lines of a log. */
export function cutKernelLog(_lines: readonly Line[]): Segment[] {
  return []
}
