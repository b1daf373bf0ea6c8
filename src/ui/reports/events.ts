import type { Failure } from '../../core/allocation/failure.ts'
import type { Limit } from '../../core/figures/deaths.ts'
import type { LogEvent } from '../../core/figures/events.ts'
import type { ReportMessages } from '../../i18n/report-en.ts'
import type { Figure, Quote, Span } from '../../core/text/source.ts'

/** The reports in which a victim, a group, a host or who asked holds the words, in any case; all for none. */
export function withWords(events: readonly LogEvent[], words: string): readonly LogEvent[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return events
  return events.filter((event) =>
    [
      event.host,
      event.limit?.path,
      requesterOf(event).name?.value,
      ...event.deaths.flatMap(({ name, cgroup }) => [name, cgroup]),
    ].some((text) => text?.toLowerCase().includes(wanted)),
  )
}

/** Who asked for memory. */
export function requesterOf({ record }: LogEvent): {
  readonly name: Quote | undefined
  readonly pid: Figure | undefined
} {
  if (record.kind === 'oom') return { name: record.data.trigger?.name, pid: record.data.trigger?.pid }
  if (record.kind === 'slubFailure') return { name: undefined, pid: undefined }
  return { name: record.data.comm, pid: record.data.pid }
}

/** The order asked for, where the report tells. */
export const orderOf = ({ record, failure }: LogEvent): Figure | undefined =>
  record.kind === 'slubFailure'
    ? undefined
    : (record.data.order ?? (failure?.request ? orderFigure(failure) : undefined))

const orderFigure = ({ request }: Failure): Figure | undefined =>
  request?.evidence[0] ? { value: request.order, span: request.evidence[0] } : undefined

/** All lines of a report. */
export const linesOf = ({ record }: LogEvent): Span[] =>
  record.ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => ({
      source: record.source,
      line: first + index,
      from: 0,
      to: 0,
    })),
  )

/** What a kill was for: the group whose limit was hit, else in words. */
export const limitName = ({ scope, path }: Limit, t: Pick<ReportMessages, 'reports'>): string =>
  path ?? t.reports.constraint[scope]
