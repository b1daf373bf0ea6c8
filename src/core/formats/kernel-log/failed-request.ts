import type { Line } from '../../text/line.ts'
import type { Context, Parsed } from '../format.ts'
import { CALL_TRACE, MEM_INFO_SECTIONS, missing, unpaired } from './missing.ts'
import { readReport, type MemInfo, type Report } from './report.ts'
import { requesterOf, type Requester } from './request.ts'

/** A request that failed without a kill, and the state of memory at that moment. */
export interface FailedRequest extends Requester, MemInfo {}

/** Reads the report of a failed request; `head` is how its first line is named where it is lost. */
export function readFailedRequest(
  lines: readonly Line[],
  { pageSize }: Context,
  head: string,
): Parsed<FailedRequest> & { report: Report } {
  const report = readReport(lines, pageSize)
  const sections = missing(lines, report, [[head, ['head', 'vmalloc']], CALL_TRACE, ...MEM_INFO_SECTIONS])
  return {
    data: { ...requesterOf(report), ...report.memInfo },
    problems: [...report.problems, ...sections, ...unpaired(report)],
    report,
  }
}
