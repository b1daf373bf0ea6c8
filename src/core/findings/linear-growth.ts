import { owners, terms } from '../language/terms.ts'
import type { Language } from '../language/say.ts'
import { bytes } from '../units.ts'
import { kB, namedIn } from './figures.ts'
import { defineRule, type Hit } from './rule.ts'
import { hoursBetween, lineThrough, seriesOf, type Series } from './series.ts'
import { supplyAt } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['linear-growth']

interface Params {
  readonly account: Series['account']
  readonly snapshots: number
  readonly first: number
  readonly last: number
  readonly fit: number
  /** Bytes an hour; null where the paste prints no times. */
  readonly perHour: number | null
  /** Until nothing is available at this pace; null where either is unknown. */
  readonly hoursLeft: number | null
  /** The slab cache or caller that the last book names as its largest part. */
  readonly part: string | null
}

const name = (account: Series['account'], language: Language) =>
  account === 'unaccounted' ? terms[language].unaccounted : terms[language].account[account]

/** F39. What grows in a straight line over three snapshots and more, and is no cache. */
export const linearGrowth = defineRule({
  id: 'linear-growth',
  reference: ['mm/page_owner.rst', 'dev-tools/kmemleak.rst'],
  explains: ['growth'],
  check: (theCase): Hit<Params>[] =>
    seriesOf(theCase).flatMap(({ account, subject, points }) => {
      if (points.length < 3 || subject !== '') return []
      if (account !== 'unaccounted' && (owners[account] === 'cache' || owners[account] === 'free')) return []
      const [start, end] = [points[0], points.at(-1)!]
      const hours = points.map(({ moment }) => (moment === start.moment ? 0 : hoursBetween(start.moment, moment)))
      const timed = hours.every((each) => each !== null)
      const { slope, fit } = lineThrough(points.map(({ value }, index) => [timed ? hours[index]! : index, value]))
      const total = end.ledger.total.bytes
      const grown = end.value - start.value
      const [first, ...rest] = points.flatMap(({ evidence }) => evidence)
      const tooSlow = timed ? slope <= limits.perHour * total : grown < limits.perHour * total * points.length
      if (!first || tooSlow || fit < limits.fit || grown <= limits.tolerances * end.ledger.residual.tolerance) return []
      const supply = supplyAt(end.moment)
      const grownAccount = end.ledger.accounts.find(({ id }) => id === account)
      const [part] = grownAccount ? namedIn(grownAccount) : []
      return [
        {
          severity: 'warning',
          confidence: timed ? 'likely' : 'possible',
          snapshot: end.moment.index,
          subject: account,
          bytes: bytes(grown),
          params: {
            account,
            snapshots: points.length,
            first: start.value,
            last: end.value,
            fit,
            perHour: timed ? slope : null,
            hoursLeft: timed && supply ? supply.available / slope : null,
            part: part?.name ?? null,
          },
          evidence: [first, ...rest, ...(part?.evidence.slice(0, 1) ?? [])],
          arithmetic: [`${account} ${points.map(({ value }) => kB(value)).join(', ')}; R² ${fit.toFixed(3)}`],
        },
      ]
    }),
  collect: ({ account }) =>
    account === 'unaccounted'
      ? ['/proc/allocinfo', '/sys/kernel/debug/page_owner']
      : account.startsWith('slab')
        ? ['/proc/slabinfo']
        : [],
  en: {
    title: ({ account, snapshots, first, last }, say) =>
      `${name(account, 'en')} grows steadily: ${say.bytes(first)} → ${say.bytes(last)} over ${snapshots} snapshots`,
    text: ({ fit, perHour, hoursLeft, part }, say) =>
      `The points lie on a line (R² ${fit.toFixed(2)}, noted from ${limits.fit}).${part === null ? '' : ` Its largest part is \`${part}\`.`} ${perHour === null ? 'The paste prints no times, so its pace is not known.' : `It grows by **${say.bytes(perHour)} an hour** in this stretch${hoursLeft === null ? '' : `, at which what is available would last ${duration(hoursLeft, say, ['minutes', 'hours', 'days'])}`}.`} A line without an end is what a leak looks like; a program that still loads its data looks the same.`,
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
    title: ({ account, snapshots, first, last }, say) =>
      `${name(account, 'zh')}持续增长：${snapshots} 个快照中由 ${say.bytes(first)} 增至 ${say.bytes(last)}`,
    text: ({ fit, perHour, hoursLeft, part }, say) =>
      `各点落在一条直线上（R² ${fit.toFixed(2)}，${limits.fit} 起提示）。${part === null ? '' : `其中最大的是 \`${part}\`。`}${perHour === null ? '粘贴内容没有时间，无法得知速度。' : `在此期间**每小时增长 ${say.bytes(perHour)}**${hoursLeft === null ? '' : `，照此速度可用内存还能维持 ${duration(hoursLeft, say, ['分钟', '小时', '天'])}`}。`}没有尽头的直线就是泄漏的样子；仍在加载数据的程序也会如此。`,
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

/** The largest unit of which there are two. */
function duration(
  hours: number,
  say: { count(count: number): string },
  [minute, hour, day]: readonly [string, string, string],
) {
  const [count, unit] = hours < 2 ? [hours * 60, minute] : hours < 48 ? [hours, hour] : [hours / 24, day]
  return `${say.count(Math.round(count))} ${unit}`
}
