import type { Failure } from '../allocation/failure.ts'
import type { ZoneVerdict } from '../allocation/verdict.ts'
import type { WatermarkTest } from '../allocation/watermark.ts'
import type { ZoneState } from '../allocation/zone-state.ts'
import type { Account, AccountId } from '../ledger/account.ts'
import type { FormatId } from '../formats/index.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { RecordOf } from '../snapshot/record.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { bytes, pages, toBytes, type Bytes } from '../units.ts'
import { kB } from './figures.ts'
import type { Case, Confidence, Evidence, Hit, Severity } from './rule.ts'
import { thresholds } from './thresholds.ts'

/** A failed request with the moment it stands in. */
export interface FailureAt {
  readonly moment: Moment
  readonly failure: Failure
}

/** All failed requests of a case, in the order of the paste. */
export const failuresIn = ({ moments }: Case, ...kinds: readonly Failure['kind'][]): FailureAt[] =>
  moments.flatMap((moment) =>
    moment.failures.filter(({ kind }) => kinds.includes(kind)).map((failure) => ({ moment, failure })),
  )

/** The record that a failure was read from. */
export const recordFor = <Id extends FormatId>({ moment, failure }: FailureAt, kind: Id): RecordOf<Id> | undefined =>
  recordsOf(moment, kind).find(({ id }) => id === failure.record)

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
 * most memory (the first of equals: what follows it may be its doing), with a place in each. `tell` gets the whole story where it can be told, and the report alone while it is being asked.
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

/** The zones as the report itself shows them; those of another dump tell of another moment. */
export const shownZones = ({ zones, zonesFrom, record }: Failure): readonly ZoneVerdict[] =>
  zonesFrom === record ? zones : []

/** The zones that the kernel could have served the request from. */
export const eligible = (failure: Failure): ZoneVerdict[] =>
  shownZones(failure).filter(({ verdict }) => verdict !== 'not-eligible')

/**
 * Whether memory was used up for this request: every zone that it may use is under its marks or protected, or was when
 * it failed and has come up a little since (what lay on the lists of the CPUs was given back). Null where the report does
 * not tell.
 */
export function isExhausted(failure: Failure): boolean | null {
  const zones = eligible(failure)
  if (zones.length === 0 || zones.every(({ verdict }) => verdict === 'unknown')) return null
  return zones.every(isUsedUp)
}

/** The same of one zone. */
export const isUsedUp = ({ verdict, state, test }: ZoneVerdict): boolean =>
  verdict === 'low-memory' ||
  verdict === 'reserve' ||
  ((verdict === 'passes-now' || verdict === 'unknown') && test !== null && isNear(state, test))

function isNear({ min, high, managed, present }: ZoneState, { haveSum, needSum }: WatermarkTest): boolean {
  const marks = min && high ? high.value - min.value : 0
  const slack = Math.max(marks, ((managed ?? present)?.value ?? 0) * thresholds['oom-exhaustion'].slack)
  return haveSum.least <= needSum.most + slack
}

/** What is free in, or the marks of, some zones; null where one of them does not print it. */
export function sumOf(zones: readonly ZoneVerdict[], field: 'free' | 'low' | 'high' | 'present'): Bytes | null {
  const total = zones.length === 0 ? NaN : zones.reduce((all, { state }) => all + (state[field]?.value ?? NaN), 0)
  return Number.isNaN(total) ? null : toBytes(pages(total), zones[0]!.state.pageSize)
}

/** Free memory that the request could not be served from. */
export interface OutOfReach {
  /** On nodes that it may not use, or in zones above those that it may. */
  readonly node: Bytes
  readonly zone: Bytes
  /** Names of those zones that are printed. */
  readonly zones: readonly string[]
}

/**
 * What was free beyond the reach of a request: by the zones that are printed, else by the machine's own counter, which is
 * complete even where the kernel leaves out zones of other nodes, or, from 6.0 on, those above the highest (mm/show_mem.c,
 * show_mem_node_skip and max_zone_idx). `isBound`: what is left out is on other nodes. Null where nothing tells.
 */
export function outOfReach(failure: Failure, isBound: boolean): OutOfReach | null {
  const { request } = failure
  const zones = shownZones(failure)
  const of = (why: ZoneVerdict['ineligible']) => zones.filter(({ ineligible }) => ineligible === why)
  const above = of('above-highest-zone')
  const printed = sumOf(zones, 'free')
  const total = accountOf(failure, 'free')?.bytes
  if (request === null || printed === null) return null
  const hidden = Math.max(0, (total ?? 0) - printed)
  return {
    node: bytes((sumOf(of('node-not-allowed'), 'free') ?? 0) + (isBound ? hidden : 0)),
    zone: bytes((sumOf(above, 'free') ?? 0) + (isBound || request.highestZone === 'Movable' ? 0 : hidden)),
    zones: [...new Set(above.map(({ state }) => state.zone))],
  }
}

/** Whether that would have been plenty: several times the high marks of the zones that were asked. */
export function isPlenty(size: Bytes | undefined, failure: Failure): boolean {
  const high = sumOf(eligible(failure), 'high')
  return size !== undefined && high !== null && size > high * thresholds['oom-wrong-node'].highs
}

/** An account of the report's book; undefined where the report has no totals. */
export const accountOf = ({ ledger }: Failure, id: AccountId): Account | undefined =>
  ledger?.accounts.find((account) => account.id === id)

/** Its share of all memory that the kernel managed at that moment, 0…1. */
export const shareOf = (failure: Failure, size: Bytes | undefined): number =>
  failure.ledger && size !== undefined && failure.ledger.total.bytes > 0 ? size / failure.ledger.total.bytes : 0

/** What RAM was used for: the largest accounts of the report's book but free memory, and what is in none. */
export function usesOf({ ledger }: Failure): { id: AccountId | 'unaccounted'; share: number }[] {
  if (ledger === null) return []
  const { bytes: total } = ledger.total
  return [...ledger.accounts, { id: 'unaccounted' as const, bytes: ledger.residual.bytes }]
    .map(({ id, bytes: size }) => ({ id, share: size / total }))
    .filter(({ id, share }) => id !== 'free' && share >= thresholds['oom-exhaustion'].listed)
    .sort((a, b) => b.share - a.share)
    .slice(0, 4)
}

/** `anon 646516 kB + free 38564 kB + … + residual 10692 kB = pages RAM − pages reserved 729376 kB`. */
export function composition({ ledger }: Failure): string[] {
  if (!ledger) return []
  const large = ledger.accounts
    .filter((account) => account.bytes >= ledger.total.bytes * thresholds['oom-exhaustion'].listed)
    .sort((a, b) => b.bytes - a.bytes)
  const small = ledger.accounts.reduce((total, each) => total + (large.includes(each) ? 0 : each.bytes), 0)
  const terms = [
    ...large.map(({ id, bytes: size }) => `${id} ${kB(size)}`),
    ...(small > 0 ? [`others ${kB(small)}`] : []),
    `unaccounted ${kB(ledger.residual.bytes)}`,
  ]
  return [`${terms.join(' + ')} = ${ledger.total.formula} ${kB(ledger.total.bytes)}`]
}

/** The places of a report's accounts; the zones' where it has none. */
export const placesOf = ({ ledger, zones }: Failure, ...ids: readonly AccountId[]): Span[] => [
  ...(ledger?.accounts.filter(({ id }) => ids.includes(id)).flatMap(({ evidence }) => evidence) ?? []),
  ...(ledger?.total.evidence ?? []),
  ...zones.flatMap(({ verdict, evidence }) => (verdict === 'not-eligible' ? [] : evidence.slice(0, 1))),
]

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

/** The task that was running when a request failed; null where the report does not name it. */
export function requesterOf(report: FailureAt): string | null {
  const { moment, failure } = report
  const failed = recordsOf(moment, 'allocFailure').find(({ id }) => id === failure.record)?.data.comm
  return (failed ?? recordFor(report, 'oom')?.data.trigger?.name)?.value ?? null
}
