import { owners } from '../language/terms.ts'
import type { Language } from '../language/say.ts'
import { grouped } from '../lookup.ts'
import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { defineRule, type Evidence, type Hit, type Say } from './rule.ts'
import { hoursBetween, seriesName, seriesOf, type Series } from './series.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds.growth

interface Change {
  readonly account: Series['account']
  readonly before: number
  readonly after: number
}

interface Params {
  /** The control group; '' for the machine. */
  readonly subject: string
  /** What grew, the most first. */
  readonly changes: readonly Change[]
  readonly hours: number | null
  /** All that grew is cache. */
  readonly cache: boolean
}

const changeOf = ({ account, points }: Series): Change => ({
  account,
  before: points[0].value,
  after: points.at(-1)!.value,
})
const more = ({ before, after }: Change) => after - before

/** From first to last by more than a working machine moves by itself; what is free is the other side of it. */
function grew(series: Series): boolean {
  const last = series.points.at(-1)!
  const share = series.subject === '' ? limits.share : limits.ofGroup
  return (
    !['free', 'per-cpu-free'].includes(series.account) &&
    // What a group’s memory.stat does not name is rounding of its sums.
    !(series.subject !== '' && series.account === 'unaccounted') &&
    more(changeOf(series)) >= Math.max(limits.floor, share * last.ledger.total.bytes)
  )
}

function hitOf(list: readonly Series[]): Hit<Params>[] {
  const sorted = list.filter(grew).sort((a, b) => more(changeOf(b)) - more(changeOf(a)))
  const top = sorted[0]
  if (!top) return []
  const changes = sorted.map(changeOf)
  const last = top.points.at(-1)!
  const [first, ...rest] = sorted.flatMap(({ points }) =>
    [points.at(-1)!, points[0]].flatMap((point) => point.evidence),
  )
  if (!first) return []
  const cache = changes.every(({ account }) => account !== 'unaccounted' && owners[account] === 'cache')
  return [
    {
      severity: cache ? 'info' : 'notice',
      confidence: 'certain',
      snapshot: last.moment.index,
      subject: top.subject,
      bytes: bytes(changes.reduce((sum, change) => sum + more(change), 0)),
      params: { subject: top.subject, changes, hours: hoursBetween(top.points[0].moment, last.moment), cache },
      evidence: [first, ...rest] satisfies Evidence,
      arithmetic: changes.map(
        (change) => `${change.account} ${kB(change.after)} − ${kB(change.before)} = ${kB(more(change))}`,
      ),
    },
  ]
}

const told = (changes: readonly Change[], language: Language, say: Say) =>
  say.list(
    changes.map(
      (change) => `${seriesName(change.account, language)} ${say.bytes(change.before)} → ${say.bytes(change.after)}`,
    ),
  )

/** F81. What grew between the first and the last moment, whatever it means. */
export const growth = defineRule({
  id: 'growth',
  reference: ['filesystems/proc.rst', 'admin-guide/cgroup-v2.rst (memory.stat)'],
  check: (theCase): Hit<Params>[] => {
    const bySubject = grouped(seriesOf(theCase), ({ subject }) => subject)
    return [...bySubject.values()].flatMap(hitOf)
  },
  en: {
    title: ({ subject, changes }, say) =>
      `${seriesName(changes[0]!.account, 'en')} grew by ${say.bytes(more(changes[0]!))}${subject === '' ? '' : ` in ${subject}`}`,
    text: ({ changes, hours, cache }, say) =>
      `From the first to the last snapshot: ${told(changes, 'en', say)}.${hours === null ? ' The paste does not tell how much time lies between.' : ` That is ${say.bytes(more(changes[0]!) / hours)} an hour at the pace of these snapshots.`} ${cache ? 'It is cache: it gives way when memory is wanted.' : 'Two points make no trend: whether it goes on needs a third.'}`,
    refute: () => 'A later snapshot in which it has gone back.',
    actions: () => [{ do: 'Take further snapshots of the same kind, and compare' }],
  },
  zh: {
    title: ({ subject, changes }, say) =>
      `${subject === '' ? '' : `${subject} 的`}${seriesName(changes[0]!.account, 'zh')}增长了 ${say.bytes(more(changes[0]!))}`,
    text: ({ changes, hours, cache }, say) =>
      `从首个快照到末个快照：${told(changes, 'zh', say)}。${hours === null ? '粘贴内容没有给出间隔时间。' : `按此速度每小时增长 ${say.bytes(more(changes[0]!) / hours)}。`}${cache ? '这是缓存，内存紧张时会让出。' : '两个点不构成趋势，是否持续需要第三个快照。'}`,
    refute: () => '若后续快照中已回落，则不成立。',
    actions: () => [{ do: '再采集同类快照并比较' }],
  },
})
