import type { Problem } from '../../problem.ts'
import { sum, type Bytes } from '../../units.ts'
import { commandAbove } from '../command.ts'
import { defineFormat } from '../format.ts'
import { columnsOfCommand, STARTS } from './columns.ts'
import { endOfRows, headAt, processesIn, type Process } from './list.ts'

/** A process list: `ps` with any columns. */
export interface Ps {
  readonly count: number
  /** The resident sizes added up; more than the RAM they use where processes share pages. Absent without the column. */
  readonly rssTotal?: Bytes
  readonly processes: readonly Process[]
}

export const ps = defineFormat({
  id: 'ps',
  collect: 'ps -eo pid,user,rss,vsz,stat,args --sort=-rss',
  role: 'selection',
  starts: STARTS,
  commands: ['ps '],
  claim(lines, at) {
    const head = headAt(lines, at)
    const columns = head?.columns ?? columnsOfCommand(commandAbove(lines, at) ?? '')
    if (!columns) return 0
    const first = at + (head?.lines ?? 0)
    const end = endOfRows(columns, lines, first)
    return end > first ? end - at : 0
  },
  read(lines, { heading }) {
    const problems: Problem[] = []
    const head = headAt(lines, 0)
    const columns = head?.columns ?? columnsOfCommand(heading?.command ?? '') ?? []
    const processes = processesIn(columns, lines.slice(head?.lines ?? 0), problems)
    const counted = byProcess(processes)
    const sizes = counted.flatMap(({ rss }) => (rss === undefined ? [] : [rss]))
    return {
      data: {
        count: counted.length,
        ...(columns.some(({ field }) => field === 'rss') ? { rssTotal: sum(sizes) } : {}),
        processes,
      },
      problems,
    }
  },
})

/** Threads (`ps -L`) repeat the id and the sizes of their process. */
function byProcess(processes: readonly Process[]): readonly Process[] {
  const seen = new Set<number>()
  return processes.filter(({ pid }) => pid === undefined || (!seen.has(pid) && seen.add(pid)))
}
