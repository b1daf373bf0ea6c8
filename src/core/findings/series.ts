import type { Language } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import type { AccountId, Ledger } from '../ledger/account.ts'
import type { Moment } from '../snapshot/moment.ts'
import { once } from '../lookup.ts'
import { secondsOf } from '../text/time.ts'
import type { Span } from '../text/source.ts'
import type { Bytes } from '../units.ts'
import type { Case } from './rule.ts'

export interface Point {
  readonly moment: Moment
  readonly ledger: Ledger
  readonly value: Bytes
  readonly evidence: readonly Span[]
}

/** How one account of a machine, or of one of its control groups, went from moment to moment. */
export interface Series {
  readonly account: AccountId | 'unaccounted'
  /** The control group's path; '' for the machine. */
  readonly subject: string
  /** At least two, in the order of the case. */
  readonly points: readonly [Point, Point, ...Point[]]
}

/** What `free` alone tells of all that programs and the kernel hold. */
const USED = 'used'

/** What a series is called in a sentence. */
export const seriesName = (account: Series['account'], language: Language): string =>
  account === 'unaccounted'
    ? terms[language].unaccounted
    : account === 'other-known'
      ? `\`${USED}\``
      : terms[language].account[account]

/** Every account that the books of two or more moments of one host hold. */
export const seriesOf = ({ moments }: Case): readonly Series[] => seriesIn(moments)

const seriesIn = once((moments: Case['moments']): readonly Series[] => {
  const byKey = new Map<string, { account: Series['account']; subject: string; points: Point[] }>()
  for (const moment of moments) {
    for (const ledger of [...(moment.ledger ? [moment.ledger] : []), ...moment.cgroups.map((group) => group.ledger)]) {
      const subject = ledger.scope.kind === 'cgroup' ? (ledger.scope.path ?? 'cgroup') : ''
      const add = (account: Series['account'], value: Bytes, evidence: readonly Span[]) => {
        const key = JSON.stringify([moment.host, subject, account])
        const series = byKey.get(key) ?? { account, subject, points: [] }
        series.points.push({ moment, ledger, value, evidence })
        byKey.set(key, series)
      }
      for (const { id, name, bytes, evidence } of ledger.accounts) {
        if (id !== 'other-known' || name === USED) add(id, bytes, evidence)
      }
      // Of an excerpt the rest is what it leaves out.
      if (ledger.residual.verdict !== 'untold') add('unaccounted', ledger.residual.bytes, ledger.total.evidence)
    }
  }
  return [...byKey.values()].flatMap(({ account, subject, points }) => {
    const [first, second, ...rest] = points
    return first && second ? [{ account, subject, points: [first, second, ...rest] }] : []
  })
})

/** Hours from one moment to another by the times that the paste prints; null where it does not tell. */
export function hoursBetween(from: Moment, to: Moment): number | null {
  const [start, end] = [secondsOf(from.time), secondsOf(to.time)]
  return start === null || end === null || end <= start ? null : (end - start) / 3600
}

export interface Line {
  /** Per unit of x. */
  readonly slope: number
  /** R², 0…1. */
  readonly fit: number
}

/** The least-squares line through points of distinct x. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): Line {
  const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length
  const [x, y] = [mean(points.map(([each]) => each)), mean(points.map(([, each]) => each))]
  const [xx, xy, yy] = points.reduce(
    ([a, b, c], [px, py]) => [a + (px - x) ** 2, b + (px - x) * (py - y), c + (py - y) ** 2] as const,
    [0, 0, 0] as readonly [number, number, number],
  )
  return { slope: xx === 0 ? 0 : xy / xx, fit: xx === 0 || yy === 0 ? 0 : xy ** 2 / (xx * yy) }
}
