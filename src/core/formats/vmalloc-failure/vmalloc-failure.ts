import type { Figure, Quote } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { defineLogFormat, type Parsed } from '../format.ts'
import { readFailedRequest, type FailedRequest } from '../kernel-log/failed-request.ts'

/** vmalloc found no pages, or no addresses for them (mm/vmalloc.c, __vmalloc_node_range, alloc_vmap_area). */
export interface VmallocFailure extends FailedRequest {
  /** What was asked for. */
  readonly size?: Figure<Bytes>
  /** In the kernel's words: `exceeds total pages`, `vm_struct allocation failed`. */
  readonly reason?: Quote
}

export const vmallocFailure = defineLogFormat({
  id: 'vmallocFailure',
  collect: 'journalctl -k --no-pager | grep -A100 -E "vmalloc error|vmap allocation"',
  role: 'event',
  read(lines, context): Parsed<VmallocFailure> {
    const { data, problems, report } = readFailedRequest(lines, context, 'vmalloc')
    const { head, parts } = report
    // `vmap allocation for size N failed` stands alone: address space ran out, pages are no part of it.
    const alone = !parts.has('head') && !parts.has('memInfo') && !parts.has('totals')
    return {
      data: { ...data, ...(head?.size && { size: head.size }), ...(head?.reason && { reason: head.reason }) },
      problems: alone ? problems.filter(({ code }) => code !== 'missing-part') : problems,
    }
  },
})
