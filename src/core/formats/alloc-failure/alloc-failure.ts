import { defineLogFormat } from '../format.ts'
import { readFailedRequest, type FailedRequest } from '../kernel-log/failed-request.ts'

/** `page allocation failure` (mm/page_alloc.c, warn_alloc): a request that the kernel refused rather than kill for it. */
export interface AllocFailure extends FailedRequest {}

export const allocFailure = defineLogFormat({
  id: 'allocFailure',
  collect: 'journalctl -k --no-pager | grep -A100 "page allocation failure"',
  role: 'event',
  read: (lines, context) => {
    const { data, problems } = readFailedRequest(lines, context, 'page allocation failure')
    return { data: data satisfies AllocFailure, problems }
  },
})
