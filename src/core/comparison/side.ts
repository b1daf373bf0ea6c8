import type { Report } from '../analyze.ts'
import type { Failure } from '../allocation/failure.ts'
import { measure, type ZoneFree } from '../allocation/free-lists.ts'
import type { Ledger } from '../ledger/account.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import { recordWithId } from '../snapshot/snapshot.ts'

/** One of the two that are held against each other: a snapshot, or a report of the kernel log, which is a picture of its own. */
export interface Side {
  /** `2` is the snapshot of index 2, `oom[3]` the report. */
  readonly id: string
  readonly moment: Moment
  /** Null for the snapshot itself. */
  readonly failure: Failure | null
}

export const sideOfMoment = (moment: Moment): Side => ({ id: String(moment.index), moment, failure: null })

/** The side that an id names; null where the report has none. */
export function sideOf({ moments }: Pick<Report, 'moments'>, id: string): Side | null {
  const moment = /^\d+$/.test(id) ? moments[Number(id)] : undefined
  if (moment) return sideOfMoment(moment)
  for (const each of moments) {
    const failure = each.failures.find(({ record }) => record === id)
    if (failure) return isPicture(failure) ? { id, moment: each, failure } : null
  }
  return null
}

/** The reports of a moment that show enough of memory to be held against another. */
export const picturesIn = ({ failures }: Moment): readonly Failure[] => failures.filter(isPicture)

const isPicture = ({ ledger, cgroup }: Failure) => ledger !== null || cgroup !== null

/** The record of a report; null for a snapshot. */
export const recordOfSide = ({ moment, failure }: Side): AnyRecord | null =>
  failure === null ? null : (recordWithId(moment, failure.record) ?? null)

/**
 * The books of a side. A snapshot without a book of its own for the machine or a group has that of the last report in it
 * that shows one: two logs can be compared as two files can.
 */
export function booksOf({ moment, failure }: Side): readonly Ledger[] {
  const reports = failure ? [failure] : moment.failures.toReversed()
  const books = failure
    ? []
    : [...(moment.ledger ? [moment.ledger] : []), ...moment.ledgers.filter(({ scope }) => scope.kind !== 'report')]
  const all = [...books, ...reports.flatMap(({ ledger, cgroup }) => [ledger ?? [], cgroup?.ledger ?? []].flat())]
  const seen = new Set<string>()
  return all.filter((book) => {
    const about = aboutOf(book)
    return !seen.has(about) && seen.add(about)
  })
}

/** What a book is about: two that say the same can be compared. A report's book is the machine's at that moment. */
export function aboutOf({ scope }: Ledger): string {
  switch (scope.kind) {
    case 'host':
    case 'report':
      return 'machine'
    case 'node':
      return `node ${scope.node}`
    case 'cgroup':
      return `cgroup ${scope.version} ${scope.path ?? ''}`
  }
}

/**
 * The reports that stand in for what a snapshot does not show: none where it has a book of its own, for they are pictures
 * of other moments.
 */
export const reportsFor = ({ moment, failure }: Side): readonly Failure[] =>
  failure ? [failure] : moment.ledger === null ? moment.failures : []

/** The free lists of a side: those of /proc/buddyinfo, else those that its (last) report prints. */
export function zonesOf(side: Side): readonly ZoneFree[] {
  if (side.failure === null && side.moment.zones.length > 0) return side.moment.zones
  const last = reportsFor(side).findLast((each) => zonesIn(each).length > 0)
  return last ? zonesIn(last) : []
}

const zonesIn = ({ record, zonesFrom, zones }: Failure): ZoneFree[] =>
  zonesFrom !== record
    ? []
    : zones.flatMap(({ state: { node, zone, orders, ordersEvidence, pageSize } }) =>
        orders ? [measure({ node, zone, free: orders }, record, pageSize, ordersEvidence)] : [],
      )
