import type { Figure, Quote } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { defineLogFormat } from '../format.ts'
import type { Head } from '../kernel-log/head.ts'
import { readFailedRequest, type FailedRequest } from '../kernel-log/failed-request.ts'

/** `page allocation failure` (mm/page_alloc.c, warn_alloc): a request that the kernel refused rather than kill for it. */
export interface AllocFailure extends FailedRequest {
  /** What vmalloc was asked for, where the request was its own (up to 4.10: `vmalloc: allocation failure: N bytes`). */
  readonly size?: Figure<Bytes>
  /** That it was for want of addresses: `vmap allocation for size N failed`. */
  readonly reason?: Quote
}

export const allocFailure = defineLogFormat({
  id: 'allocFailure',
  collect: 'journalctl -k --no-pager | grep -A100 "page allocation failure"',
  role: 'event',
  read: (lines, context) => {
    const { data, problems, report } = readFailedRequest(lines, context, 'page allocation failure')
    const { size, reason }: Partial<Head> = report.head ?? {}
    return { data: { ...data, ...(size && { size }), ...(reason && { reason }) } satisfies AllocFailure, problems }
  },
})
