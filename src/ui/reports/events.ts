import type { Report } from '../../core/analyze.ts'
import type { Failure } from '../../core/allocation/failure.ts'
import type { RecordOf } from '../../core/snapshot/record.ts'
import type { Figure, Quote, Span } from '../../core/text/source.ts'

const KINDS = ['oom', 'allocFailure', 'vmallocFailure', 'slubFailure', 'showMem'] as const
type Kind = (typeof KINDS)[number]

/** A report of the kernel log, with its explanation where there is one. */
export interface LogEvent {
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
  return report.records.flatMap((record) =>
    isEvent(record)
      ? [{ record, failure: failures.get(record.id) ?? null, moment: moments.get(record.id) ?? null }]
      : [],
  )
}

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
