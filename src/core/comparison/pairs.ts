import type { Report } from '../analyze.ts'
import type { Moment } from '../snapshot/moment.ts'
import { once } from '../lookup.ts'
import { isKeyed } from './quantities.ts'
import { aboutOf, booksOf, picturesIn, sideOf, sideOfMoment, type Side } from './side.ts'

export type Pair = readonly [before: Side, after: Side]

/**
 * The two that a case opens with: from the first to the last where it is about what grew or what was done in between, else
 * the snapshot that the verdict is about against the one before it. Null where no two snapshots have anything in common.
 */
export function defaultPair({ moments, findings }: Pick<Report, 'moments' | 'findings'>): Pair | null {
  const whole = firstAndLast(moments)
  if (findings.some(({ id }) => OF_A_COURSE.has(id))) return whole
  const about = findings[0]?.snapshot
  return (about === undefined ? null : (pairUpTo(moments, about) ?? pairFrom(moments, about))) ?? whole
}

/** Findings whose evidence is the course from the first snapshot to the last. */
const OF_A_COURSE: ReadonlySet<string> = new Set(['growth', 'linear-growth', 'reclaim-effect', 'compaction'])

/** The snapshot `index` against the last one before it that has something in common with it. */
function pairUpTo(moments: readonly Moment[], index: number): Pair | null {
  const after = moments[index]
  return after ? closest(moments.slice(0, index).toReversed(), (before) => [before, after]) : null
}

/** The snapshot `index` against the first one after it. */
function pairFrom(moments: readonly Moment[], index: number): Pair | null {
  const before = moments[index]
  return before ? closest(moments.slice(index + 1), (after) => [before, after]) : null
}

/** The two furthest apart: the first that any later one can be held against, and the last of those. */
function firstAndLast(moments: readonly Moment[]): Pair | null {
  for (const isAlike of ALIKE) {
    for (const before of moments) {
      const after = moments.slice(before.index + 1).findLast((each) => isAlike(before, each))
      if (after) return [sideOfMoment(before), sideOfMoment(after)]
    }
  }
  return null
}

/** The first of `others` that makes a pair of two alike: of the same files if there is one, else of any that say the same. */
function closest(others: readonly Moment[], pair: (other: Moment) => readonly [Moment, Moment]): Pair | null {
  for (const isAlike of ALIKE) {
    for (const other of others) {
      const [before, after] = pair(other)
      if (isAlike(before, after)) return [sideOfMoment(before), sideOfMoment(after)]
    }
  }
  return null
}

/** The first and the last report of one log. */
function pairOfReports(moments: readonly Moment[]): Pair | null {
  for (const moment of moments) {
    const pictures = picturesIn(moment)
    const sides = pictures.map((failure): Side => ({ id: failure.record, moment, failure }))
    const after = sides.at(-1)
    const before = after && sides.slice(0, -1).find((each) => shareBooks(each, after))
    if (before) return [before, after]
  }
  return null
}

/** What is worth writing down of a case: from the first to the last, and the latest steps between neighbours. */
export function pairsOf({ moments }: Pick<Report, 'moments'>, most: number): Pair[] {
  const whole = firstAndLast(moments)
  const neighbours: Pair[] = []
  for (let index = moments.length - 1; index > 0 && neighbours.length < most - 1; index--) {
    const pair = pairUpTo(moments, index)
    if (pair && !(whole && pair[0].id === whole[0].id && pair[1].id === whole[1].id)) neighbours.unshift(pair)
  }
  return whole ? [whole, ...neighbours] : neighbours
}

/** The pair that a reader or a link chose (`0-2`); the one that the case opens with where that names none; null for `none`. */
export function pairIn(report: Pick<Report, 'moments' | 'findings'>, chosen: string): Pair | null {
  if (chosen === 'none') return null
  const [one = '', two = ''] = chosen.split('-')
  const [before, after] = [sideOf(report, one), sideOf(report, two)]
  return before && after && before.id !== after.id ? [before, after] : defaultPair(report)
}

/** What `pairIn` finds a pair by. */
export const idsOf = (pair: Pair | null): string => (pair ? `${pair[0].id}-${pair[1].id}` : 'none')

/**
 * A snapshot and the one before it that has something in common with it, or the one after it; of a lone snapshot, its first
 * and its last report. Where nothing is in common, the one that stands beside it: the reader asked, and is told.
 */
export function neighbours({ moments }: Pick<Report, 'moments'>, index: number): Pair | null {
  const common = pairUpTo(moments, index) ?? pairFrom(moments, index)
  const [before, after] = [moments[Math.max(0, index - 1)], moments[Math.max(1, index)]]
  return common ?? (before && after ? [sideOfMoment(before), sideOfMoment(after)] : pairOfReports(moments))
}

/** Whether two snapshots are of one host, as far as the paste tells, and have dumps of one kind about one thing. */
function haveSameFiles(a: Moment, b: Moment): boolean {
  const files = new Set(filesOf(a))
  return isSameHost(a, b) && filesOf(b).some((file) => files.has(file))
}

/** The same where other files say it: `free` and meminfo, a report and meminfo. */
const haveSameBooks = (a: Moment, b: Moment) => isSameHost(a, b) && shareBooks(sideOfMoment(a), sideOfMoment(b))

const ALIKE = [haveSameFiles, haveSameBooks] as const

const isSameHost = (a: Moment, b: Moment) => a.host === null || b.host === null || a.host === b.host

const shareBooks = (a: Side, b: Side) => {
  const about = new Set(booksOf(a).map(aboutOf))
  return booksOf(b).some((book) => about.has(aboutOf(book)))
}

const ROWS: ReadonlySet<string> = new Set([
  'buddyinfo',
  'slabinfo',
  'slabtop',
  'ps',
  'top',
  'vmallocinfo',
  'allocinfo',
  'kubectlTop',
  'dockerStats',
])

/** The dumps of a snapshot that can be compared, and what each is about; of its reports, what they show. */
const filesOf = once((moment: Moment): readonly string[] => {
  const found = moment.records.flatMap(({ kind, subject, role }) =>
    role !== 'event' && (isKeyed(kind) || ROWS.has(kind)) ? [`${kind} ${subject}`] : [],
  )
  const reports = picturesIn(moment).map(({ ledger, cgroup }) => `report ${ledger ? '' : (cgroup?.path ?? '')}`)
  return [...new Set([...found, ...reports])]
})
