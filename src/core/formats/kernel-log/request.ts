import type { Figure, Quote } from '../../text/source.ts'
import type { Head } from './head.ts'
import type { Report } from './report.ts'

/** A request for pages and who made it. */
export interface Requester {
  readonly comm?: Quote
  readonly pid?: Figure
  readonly uid?: Figure
  readonly cpu?: Figure
  readonly order?: Figure
  readonly gfpMask?: Quote
  readonly gfpFlags?: Quote
  readonly gfpBasis?: 'printed' | 'release' | 'era'
  /** Nodes that the request could use; absent where any was allowed. */
  readonly nodemask?: Quote
  readonly cpuset?: Quote
  readonly memsAllowed?: Quote
  readonly kernel?: Quote
  readonly tainted?: Quote
  readonly hardware?: Quote
  /** Functions on the way to the failure, innermost first. */
  readonly stack?: readonly string[]
}

/** The request of a report, from its head and its `CPU:` line. */
export function requesterOf({ head, places, runner, hardware, stack }: Report): Requester {
  const { comm, order, gfpMask, gfpFlags, gfpBasis, nodemask, cpuset, memsAllowed }: Partial<Head> = {
    ...places,
    ...head,
  }
  const name = comm ?? runner.comm
  const { pid, uid, cpu, kernel, tainted } = runner
  return {
    ...(name && { comm: name }),
    ...(pid && { pid }),
    ...(uid && { uid }),
    ...(cpu && { cpu }),
    ...(order && { order }),
    ...(gfpMask && { gfpMask }),
    ...(gfpFlags && { gfpFlags }),
    ...(gfpBasis && { gfpBasis }),
    ...(nodemask && { nodemask }),
    ...(cpuset && { cpuset }),
    ...(memsAllowed && { memsAllowed }),
    ...(kernel && { kernel }),
    ...(tainted && { tainted }),
    ...(hardware && { hardware }),
    ...(stack.length > 0 && { stack }),
  }
}
