import type { Figure } from '../../text/source.ts'
import { defineLogFormat, type Parsed } from '../format.ts'
import { readFailedRequest, type FailedRequest } from '../kernel-log/failed-request.ts'

/** `page allocation stalls for 10020ms` (mm/page_alloc.c, 4.10 to 4.14): a request that is still waiting. */
export interface AllocStall extends FailedRequest {
  /** Milliseconds. */
  readonly stalled?: Figure
}

export const allocStall = defineLogFormat({
  id: 'allocStall',
  collect: 'journalctl -k --no-pager | grep -A100 "page allocation stalls"',
  role: 'event',
  read(lines, context): Parsed<AllocStall> {
    const { data, problems, report } = readFailedRequest(lines, context, 'page allocation stalls')
    const stalled = report.head?.stalled
    return { data: { ...data, ...(stalled && { stalled }) }, problems }
  },
})
