import type { Report } from '../../core/analyze.ts'
import type { Failure } from '../../core/allocation/failure.ts'
import { deathsIn, limitOf, type Limit, type Reported } from '../../core/figures/deaths.ts'
import type { Dated } from '../../core/figures/timeline.ts'
import type { RecordOf } from '../../core/snapshot/record.ts'
import type { ReportMessages } from '../../i18n/report-en.ts'
import type { Figure, Quote, Span } from '../../core/text/source.ts'

const KINDS = ['oom', 'allocFailure', 'vmallocFailure', 'slubFailure', 'showMem'] as const
type Kind = (typeof KINDS)[number]

/** A report of the kernel log, with its explanation where there is one, and the dead. */
export interface LogEvent extends Reported {
  readonly record: { [K in Kind]: RecordOf<K> }[Kind]
  readonly failure: Failure | null
  /** The snapshot it fell into. */
  readonly moment: number | null
}

/** Every report of the case, in the order of the log. */
export function eventsOf(report: Report): LogEvent[] {
  const failures = new Map(
    report.moments.flatMap(({ failures: each }) => each.map((failure) => [failure.record, failure])),
  )
  const moments = new Map(report.moments.flatMap(({ index, records }) => records.map(({ id }) => [id, index])))
  return report.records.flatMap((record) => {
    if (!isEvent(record)) return []
    const failure = failures.get(record.id) ?? null
    const { id, kind, time, uptime, host, source } = record
    return [
      {
        id,
        kind,
        time,
        uptime,
        host,
        source,
        record,
        failure,
        moment: moments.get(id) ?? null,
        limit: record.kind === 'oom' ? limitOf(record, failure) : null,
        deaths: record.kind === 'oom' ? deathsIn(record, failure) : [],
      },
    ]
  })
}

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

/** When a report was printed, as it says: the log's time, else seconds since boot; '' where it does not. */
export const whenOf = ({ time, uptime }: Dated): string => time ?? (uptime === null ? '' : `${uptime.toFixed(1)} s`)

const isEvent = (record: Report['records'][number]): record is LogEvent['record'] =>
  (KINDS as readonly string[]).includes(record.kind)

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
