import type { VmallocArea } from '../formats/vmallocinfo/vmallocinfo.ts'
import type { Piece } from './account.ts'

/** Kernel stacks come from vmalloc, and have an account of their own (kernel/fork.c). */
const STACKS = /^(?:dup_task_struct|copy_process|alloc_thread_stack_node|_do_fork|kernel_clone)$/

/** Areas that own their pages: `vmap` maps those of others, `ioremap` devices (mm/vmalloc.c, vmalloc_info_show). */
const ownsPages = ({ flags, pages, caller }: VmallocArea): boolean =>
  pages !== undefined &&
  pages > 0 &&
  !flags.includes('vmap') &&
  !flags.includes('ioremap') &&
  !STACKS.test(caller ?? '')

/** The memory behind vmalloc areas by who asked for it. */
export function callersOf(areas: readonly VmallocArea[], page: number): Piece[] {
  const callers = new Map<string, { size: number; evidence: Piece['evidence'][number][] }>()
  for (const area of areas.filter(ownsPages)) {
    const name = `${area.caller ?? 'unknown'}${area.module === undefined ? '' : ` [${area.module}]`}`
    const row = callers.get(name) ?? { size: 0, evidence: [] }
    row.size += area.pages! * page
    if (row.evidence.length < 3) row.evidence.push(area.span)
    callers.set(name, row)
  }
  return [...callers].map(([name, row]) => ({ name, ...row }))
}
