import type { Failure } from '../allocation/failure.ts'
import type { Report } from '../analyze.ts'
import type { RecordOf } from '../snapshot/record.ts'
import { deathsIn, limitOf, type Lane, type Reported } from './deaths.ts'
import type { Dated, Timeline } from './timeline.ts'

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

const isEvent = (record: Report['records'][number]): record is LogEvent['record'] =>
  (KINDS as readonly string[]).includes(record.kind)

/** When a report was printed, as it says: the log's time, else seconds since boot; '' where it does not. */
export const whenOf = ({ time, uptime }: Dated): string => time ?? (uptime === null ? '' : `${uptime.toFixed(1)} s`)

/** Lanes that are drawn; the rest share one. */
const MOST_LANES = 8
/** Up to so many reports a mark each; of more, how many fell into each part of the time. */
export const SINGLE = 60
export const PARTS = 120

type Marks<Item> = Timeline<Item>['marks']

/** What stands on one line of a timeline: one lane, or all beyond the worst. */
export interface Strip<Item> {
  readonly lanes: readonly Lane<Item>[]
  readonly marks: Marks<Item>
}

/** The lanes of one clock; those beyond the worst are one. */
export function stripsOf<Item>(line: Timeline<Item>, lanes: readonly Lane<Item>[]): Strip<Item>[] {
  const laneOf = new Map(lanes.flatMap((lane) => lane.items.map((item) => [item, lane] as const)))
  const drawn = new Map<Lane<Item>, Marks<Item>[number][]>(lanes.map((lane) => [lane, []]))
  for (const mark of line.marks) drawn.get(laneOf.get(mark.item)!)?.push(mark)
  const here = [...drawn].filter(([, marks]) => marks.length > 0)
  const kept = here.length > MOST_LANES + 1 ? here.slice(0, MOST_LANES) : here
  const rest = here.slice(kept.length)
  return [
    ...kept.map(([lane, marks]) => ({ lanes: [lane], marks })),
    ...(rest.length > 0
      ? [{ lanes: rest.map(([lane]) => lane), marks: rest.flatMap(([, marks]) => marks).sort((a, b) => a.at - b.at) }]
      : []),
  ]
}
