import { grouped } from '../lookup.ts'
import type { Task } from '../formats/kernel-log/tasks.ts'
import type { Span } from '../text/source.ts'
import type { KillAt } from './kills.ts'
import { accountOf, shareOf } from './report-book.ts'
import { thresholds } from './thresholds.ts'

/** Processes of one name and what they hold. */
export interface Owner {
  readonly name: string
  readonly pid: number | null
  readonly count: number
  /** Anonymous memory in bytes; null where it can't be told from the shared memory that they map. */
  readonly size: number | null
  readonly evidence: readonly Span[]
}

const { hog, group, count: many, mapped } = thresholds['oom-anon']

/**
 * Who owns the anonymous memory of a report: one process, many of one name, or both. Up to 6.7 the table prints resident
 * memory as one number. Where much of RAM is shared memory, that number says little of a process that maps it.
 */
export function anonOwners(report: KillAt, anon: number): { single: Owner | null; crowd: Owner | null } {
  const { data, failure } = report
  const tasks = data.tasks?.rows ?? []
  const shmem = accountOf(failure, 'shmem')?.bytes ?? 0
  const isShared = shareOf(failure, accountOf(failure, 'shmem')?.bytes) >= mapped
  const sizeOf = (task: Task): number =>
    task.rssAnon ??
    (data.victim?.pid?.value === task.pid ? data.victim.anonRss?.value : undefined) ??
    (isShared ? Math.max(0, task.rss - shmem) : task.rss)
  const isTold = !isShared || tasks.every(({ rssAnon }) => rssAnon !== undefined)
  const largest = tasks.reduce<Task | null>((a, b) => (a && sizeOf(a) >= sizeOf(b) ? a : b), null)
  const groups = grouped(tasks, ({ name }) => name)
  const weigh = (list: readonly Task[]) => list.reduce((sum, task) => sum + (isTold ? sizeOf(task) : task.rss), 0)
  const [top] = [...groups.values()]
    .filter((list) => list.length >= many)
    .map((list) => ({ list, size: weigh(list) }))
    .sort((a, b) => b.size - a.size)
  const spans = (list: readonly Task[]) => list.slice(0, 3).map(({ span }) => span)
  return {
    single:
      largest && sizeOf(largest) >= anon * hog
        ? { name: largest.name, pid: largest.pid, count: 1, size: sizeOf(largest), evidence: [largest.span] }
        : null,
    crowd:
      top && top.size >= anon * group
        ? {
            name: top.list[0]!.name,
            pid: null,
            count: top.list.length,
            size: isTold ? top.size : null,
            evidence: spans(top.list),
          }
        : null,
  }
}
