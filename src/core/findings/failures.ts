import type { Failure } from '../allocation/failure.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import { recordWithId } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import type { Bytes } from '../units.ts'
import type { Case, Confidence, Evidence, Hit, Severity } from './rule.ts'

/** A failed request with the moment it stands in and the record it was read from. */
export interface FailureAt {
  readonly moment: Moment
  readonly failure: Failure
  readonly record: AnyRecord
}

/** All failed requests of a case, in the order of the paste. */
export const failuresIn = ({ moments }: Case, ...kinds: readonly Failure['kind'][]): FailureAt[] =>
  moments.flatMap((moment) =>
    moment.failures.flatMap((failure) => {
      const record = kinds.includes(failure.kind) ? recordWithId(moment, failure.record) : undefined
      return record ? [{ moment, failure, record }] : []
    }),
  )

/** What a rule has to say of one report. */
export interface Told<Params> {
  /** `critical` where absent: a process died. */
  readonly severity?: Severity
  readonly confidence?: Confidence
  /** What the report is about where one host can have several such: a control group. */
  readonly subject?: string
  readonly explains?: Hit<Params>['explains']
  readonly bytes: Bytes | null
  readonly params: Params
  readonly places: readonly (Span | undefined)[]
  /** The place that stands for the report where another one tells the story; the first of `places` where absent. */
  readonly mark?: Span
  readonly arithmetic: readonly string[]
}

/**
 * Reports of one host (and subject) of which `tell` has something to say are one story, told by the one that is about
 * most memory (the first of equals: what follows it may be its doing), with a place in each. `tell` gets the whole story
 * where it can be told, and the report alone while it is being asked.
 */
export function failureHits<Params, At extends FailureAt>(
  reports: readonly At[],
  tell: (report: At, story: readonly At[]) => Told<Params> | null,
): Hit<Params>[] {
  const stories = new Map<string, { worst: At; size: number; story: At[]; marks: (Span | undefined)[] }>()
  for (const report of reports) {
    const told = tell(report, [report])
    if (!told) continue
    const key = JSON.stringify([report.moment.host, told.subject ?? ''])
    const size = told.bytes ?? 0
    const before = stories.get(key) ?? { worst: report, size, story: [], marks: [] }
    before.story.push(report)
    before.marks.push(told.mark ?? told.places.find((place) => place))
    stories.set(key, size > before.size ? { ...before, worst: report, size } : before)
  }
  return [...stories.values()].flatMap(({ worst, story, marks }) => {
    const told = tell(worst, story)
    const places = told && evidence(...told.places, ...marks)
    if (!told || !places) return []
    const { severity = 'critical', confidence = 'certain', subject, explains, bytes: size, params, arithmetic } = told
    return [
      {
        severity,
        confidence,
        snapshot: worst.moment.index,
        ...(subject !== undefined && { subject }),
        ...(explains && { explains }),
        bytes: size,
        params,
        evidence: places,
        arithmetic,
      },
    ]
  })
}

/** Makes evidence of places, each once; null where there is none, and then there is no finding. */
export function evidence(...spans: readonly (Span | undefined)[]): Evidence | null {
  const seen = new Map<string, Span>()
  for (const span of spans) if (span) seen.set(`${span.source}:${span.from}:${span.to}`, span)
  const [first, ...rest] = seen.values()
  return first ? [first, ...rest] : null
}

/** How often each name occurs, the most frequent first. */
export function tally(names: readonly string[]): { name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
}
