import { firstFrom } from '../course/thin.ts'
import { spansOf } from '../course/track.ts'
import { trendOf, type Trend } from '../course/trend.ts'
import { owners } from '../language/terms.ts'
import type { Language } from '../language/say.ts'
import { bytes } from '../units.ts'
import { kB, namedIn } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit, type Say } from './rule.ts'
import { beside, besides, columnOf, sampledIn, wholeOf, type Sampled } from './sampled.ts'
import { hoursBetween, lineThrough, seriesName, seriesOf, type Series } from './series.ts'
import { supplyAt } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['linear-growth']

interface Params {
  /** An account of the books, or a column as its tool names it. */
  readonly of: { readonly account: Series['account'] } | { readonly column: string }
  /** It is what is left that goes down. */
  readonly falls: boolean
  readonly points: number
  readonly first: number
  readonly last: number
  /** R² of the line through snapshots; Kendall's τ of samples. */
  readonly fit: number
  /** Bytes an hour; null where the paste prints no times. */
  readonly perHour: number | null
  /** Between which the pace lies in 95 of 100 cases; null for too few points. */
  readonly between: readonly [low: number, high: number] | null
  /** Until nothing is available, or the limit is reached, at this pace; null where either is unknown. */
  readonly hoursLeft: number | null
  readonly until: 'available' | 'limit' | null
  /** The slab cache or caller that the last book names as its largest part. */
  readonly part: string | null
  /** What the column counts can hold file cache. */
  readonly mayBeCache: boolean
}

const nameOf = ({ of }: Params, language: Language) =>
  'column' in of ? `\`${of.column.replaceAll('`', "'")}\`` : seriesName(of.account, language)

/** F39. What grows in a straight line over three snapshots and more, or over many samples, and is no cache. */
export const linearGrowth = defineRule({
  id: 'linear-growth',
  reference: ['mm/page_owner.rst', 'dev-tools/kmemleak.rst'],
  explains: ['growth'],
  check: (theCase): Hit<Params>[] => [...inSnapshots(theCase), ...inSamples(theCase)],
  collect: ({ of }) => {
    if ('column' in of) return ['/proc/meminfo']
    if (of.account === 'unaccounted') return ['/proc/allocinfo', '/sys/kernel/debug/page_owner']
    return of.account.startsWith('slab') ? ['/proc/slabinfo'] : []
  },
  en: {
    title: (params, say) =>
      `${nameOf(params, 'en')} ${params.falls ? 'falls' : 'grows'} steadily: ${say.bytes(params.first)} → ${say.bytes(params.last)} over ${say.count(params.points)} ${'column' in params.of ? 'samples' : 'snapshots'}`,
    text: (params, say) =>
      `${'column' in params.of ? `Nearly every later sample is ${params.falls ? 'lower' : 'higher'} than the earlier ones (Kendall’s τ ${Math.abs(params.fit).toFixed(2)}, noted from ${limits.rising}).` : `The points lie on a line (R² ${params.fit.toFixed(2)}, noted from ${limits.fit}).`}${params.part === null ? '' : ` Its largest part is \`${params.part}\`.`} ${params.perHour === null ? 'The paste prints no times, so its pace is not known.' : `It ${params.falls ? 'falls' : 'grows'} by **${say.bytes(params.perHour)} an hour** in this stretch${params.between === null ? '' : ` (95 %: ${say.bytes(params.between[0])} to ${say.bytes(params.between[1])})`}${params.hoursLeft === null ? '' : `, at which ${params.until === 'limit' ? 'the limit would be reached in' : 'what is available would last'} ${duration(params.hoursLeft, say, ['minutes', 'hours', 'days'])}: an estimate, for no pace has to last`}.`} A line without an end is what a leak looks like; a program that still loads its data looks the same${params.mayBeCache ? ', and so does file cache, which this column may count: it would give way' : ''}.`,
    refute: () => 'A later snapshot in which it stays level under the same load, or an uptime of less than some hours.',
    actions: () => [
      { do: 'Take a snapshot each hour, and see whether it ever goes back' },
      {
        do: 'For kernel memory: boot a test machine with `page_owner=on`, or read `/proc/allocinfo` twice',
        risk: 'page_owner costs about 0.4 % of RAM and some speed.',
      },
    ],
  },
  zh: {
    title: (params, say) =>
      `${nameOf(params, 'zh')} ${params.falls ? '持续下降' : '持续增长'}：${say.count(params.points)} 个${'column' in params.of ? '采样' : '快照'}中由 ${say.bytes(params.first)} ${params.falls ? '降至' : '增至'} ${say.bytes(params.last)}`,
    text: (params, say) =>
      `${'column' in params.of ? `几乎每个后来的采样都${params.falls ? '低于' : '高于'}此前的值（Kendall τ ${Math.abs(params.fit).toFixed(2)}，${limits.rising} 起提示）。` : `各点落在一条直线上（R² ${params.fit.toFixed(2)}，${limits.fit} 起提示）。`}${params.part === null ? '' : `其中最大的是 \`${params.part}\`。`}${params.perHour === null ? '粘贴内容没有时间，无法得知速度。' : `在此期间**每小时${params.falls ? '下降' : '增长'} ${say.bytes(params.perHour)}**${params.between === null ? '' : `（95 %：${say.bytes(params.between[0])} 至 ${say.bytes(params.between[1])}）`}${params.hoursLeft === null ? '' : `，照此速度${params.until === 'limit' ? '达到限额还有' : '可用内存还能维持'} ${duration(params.hoursLeft, say, ['分钟', '小时', '天'])}；这只是估算，速度未必不变`}。`}没有尽头的直线就是泄漏的样子；仍在加载数据的程序也会如此${params.mayBeCache ? '，此列可能计入的文件缓存也是如此，而缓存会让出' : ''}。`,
    refute: () => '若在相同负载下后续快照持平，或机器刚启动不过数小时，则不成立。',
    actions: () => [
      { do: '每小时采集一次快照，观察是否回落' },
      {
        do: '若为内核内存：在测试机上以 `page_owner=on` 启动，或读取两次 `/proc/allocinfo`',
        risk: 'page_owner 约占 0.4 % 内存并略微降低速度。',
      },
    ],
  },
})

function inSnapshots(theCase: Case): Hit<Params>[] {
  return seriesOf(theCase).flatMap(({ account, subject, points }) => {
    if (points.length < 3 || subject !== '') return []
    if (account !== 'unaccounted' && (owners[account] === 'cache' || owners[account] === 'free')) return []
    const [start, end] = [points[0], points.at(-1)!]
    const hours = points.map(({ moment }) => (moment === start.moment ? 0 : hoursBetween(start.moment, moment)))
    const timed = hours.every((each) => each !== null)
    const places = points.map((_, index) => (timed ? hours[index]! : index))
    const { slope, fit } = lineThrough(points.map(({ value }, index) => [places[index]!, value]))
    const total = end.ledger.total.bytes
    const grown = end.value - start.value
    const [first, ...rest] = points.flatMap(({ evidence }) => evidence)
    const tooSlow = timed ? slope <= limits.perHour * total : grown < limits.perHour * total * points.length
    if (!first || tooSlow || fit < limits.fit || grown <= limits.tolerances * end.ledger.residual.tolerance) return []
    const supply = supplyAt(end.moment)
    const grownAccount = end.ledger.accounts.find(({ id }) => id === account)
    const [part] = grownAccount ? namedIn(grownAccount) : []
    const trend = timed
      ? trendOf(
          places,
          points.map(({ value }) => value),
        )
      : null
    const hoursLeft = timed && supply ? supply.available / slope : null
    return [
      {
        severity: 'warning',
        // Three points lie near a line by chance one time in five.
        confidence: timed && (points.length > 3 || fit >= limits.fitOfThree) ? 'likely' : 'possible',
        snapshot: end.moment.index,
        subject: account,
        bytes: bytes(grown),
        params: {
          of: { account },
          falls: false,
          points: points.length,
          first: start.value,
          last: end.value,
          fit,
          perHour: timed ? slope : null,
          between: trend?.interval ?? null,
          hoursLeft,
          until: hoursLeft === null ? null : 'available',
          part: part?.name ?? null,
          mayBeCache: false,
        },
        evidence: [first, ...rest, ...(part?.evidence.slice(0, 1) ?? [])],
        arithmetic: [`${account} ${points.map(({ value }) => kB(value)).join(', ')}; R² ${fit.toFixed(3)}`],
      },
    ]
  })
}

/** What programs and the kernel hold, and what is left. What a working set counts may be cache that was read twice. */
const HELD: ReadonlySet<string> = new Set(['anon', 'slab', 'kernel', 'swap-used', 'working-set', 'usage'])
/** Roles that may count cache as well, which is no leak. */
const MAY_BE_CACHE: ReadonlySet<string> = new Set(['working-set', 'usage'])

function inSamples(theCase: Case): Hit<Params>[] {
  const found = sampledIn(theCase).flatMap((sampled) => steady(sampled))
  // What is available falls because something grows: where that is known, it is named. "Used" is known the least.
  const weight = ({ sampled, hit }: (typeof found)[number]) =>
    sampled.track.role === 'usage' ? 2 : hit.params.falls ? 1 : 0
  return found
    .filter((one) => !found.some((other) => other.sampled.course === one.sampled.course && weight(other) < weight(one)))
    .map(({ hit }) => hit)
}

/** Whether the files' cache beside it grew by as much as half of what "used" did. */
const isCache = (sampled: Sampled, grown: number): boolean =>
  besides(sampled, 'cache').reduce((sum, { values }) => sum + values.at(-1)! - values[0]!, 0) > grown / 2

function steady(sampled: Sampled): { sampled: Sampled; hit: Hit<Params> }[] {
  const { course, track, snapshot } = sampled
  const falls = track.role === 'available'
  if (!falls && !HELD.has(track.role ?? '')) return []
  const restart = course.markers.findLast(({ kind }) => kind === 'restart')
  const from = restart ? firstFrom(track.times, restart.at) : 0
  const [times, values] = [track.times.slice(from), track.values.slice(from)]
  const trend = times.length >= limits.samples ? trendOf(times, values) : null
  const pace = trend && paceOf(trend, falls)
  if (!trend || !pace || Math.abs(trend.rising) < limits.rising) return []
  const [first, last] = [values[0]!, values.at(-1)!]
  const seconds = times.at(-1)! - times[0]!
  const whole = wholeOf(sampled)
  const grown = (pace.perHour * seconds) / 3600
  const least = whole ? limits.ofTotal * whole.bytes : limits.ofItself * Math.max(first, last)
  if (grown < Math.max(limits.floor, least) || (whole && pace.perHour < limits.perHour * whole.bytes)) return []
  if (track.role === 'usage' && isCache(sampled, grown)) return []
  const available = falls ? last : beside(sampled, 'available')?.values.at(-1)
  const left = available ?? (whole?.limit ? Math.max(0, whole.bytes - last) : undefined)
  const mayBeCache = MAY_BE_CACHE.has(track.role ?? '')
  const sure = seconds >= limits.stretch && !mayBeCache
  const [evidence, ...more] = spansOf(track, 12)
  if (!evidence) return []
  const hit: Hit<Params> = {
    severity: sure ? 'warning' : 'notice',
    confidence: sure ? 'likely' : 'possible',
    snapshot,
    subject: track.key,
    bytes: bytes(Math.round(Math.abs(last - first))),
    params: {
      of: { column: columnOf(track) },
      falls,
      points: times.length,
      first,
      last,
      fit: trend.rising,
      perHour: pace.perHour,
      between: pace.between,
      hoursLeft: left === undefined ? null : left / pace.perHour,
      until: left === undefined ? null : available === undefined ? 'limit' : 'available',
      part: null,
      mayBeCache,
    },
    evidence: [evidence, ...more] satisfies Evidence,
    arithmetic: [
      `${columnOf(track)} ${kB(first)} → ${kB(last)} in ${Math.round(seconds)} s; ${kB(Math.round(pace.perHour))}/h (95 %: ${pace.between.map((each) => kB(Math.round(each))).join(' … ')}); τ ${trend.rising.toFixed(3)}`,
    ],
  }
  return [{ sampled, hit }]
}

/** How fast it grows (or what is left falls), where the trend leaves no doubt that it does. Bytes an hour. */
function paceOf({ slope, interval }: Trend, falls: boolean) {
  if (interval === null) return null
  const sign = falls ? -3600 : 3600
  const between = interval.map((each) => each * sign).sort((a, b) => a - b) as [number, number]
  return between[0] > 0 ? { perHour: slope * sign, between } : null
}

/** The largest unit of which there are two. */
function duration(hours: number, say: Pick<Say, 'count'>, [minute, hour, day]: readonly [string, string, string]) {
  const [count, unit] = hours < 2 ? [hours * 60, minute] : hours < 48 ? [hours, hour] : [hours / 24, day]
  return `${say.count(Math.round(count))} ${unit}`
}
