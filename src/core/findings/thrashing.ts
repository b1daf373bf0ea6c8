import { countersOf, swapRateAt } from './counters.ts'
import { evidenceOf, kB } from './figures.ts'
import { pressureOf } from './pressure.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { supplies } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds.thrashing

interface Params {
  /** Pages swapped in and out a second; null where two counts and times are not in the paste. */
  readonly pages: number | null
  /** Bytes a second that were evicted and wanted back. */
  readonly refaults: number | null
  /** Share of the last minute in which every task waited for memory. */
  readonly stalled: number | null
  /** What is available of RAM. */
  readonly available: number
}

/** F45. Pages are thrown out and wanted back at once: the machine works for its memory, not for its programs. */
export const thrashing = defineRule({
  id: 'thrashing',
  reference: ['accounting/psi.rst', 'mm/workingset.c'],
  explains: ['direct-reclaim', 'reclaim-inefficient'],
  check: (theCase): Hit<Params>[] => {
    const timed = new Map(
      countersOf(theCase).flatMap((each) => (each.seconds === null ? [] : [[each.moment, each] as const])),
    )
    return supplies(theCase).flatMap(({ moment, available, total, evidence: supply }) => {
      // A control group that is throttled or short stalls alone: PSI of the host shows it, while RAM is not short.
      if (available >= limits.available * total) return []
      const counters = timed.get(moment)
      const swapped = counters?.count(/^pswp(?:in|out)$/)
      const refaulted = counters?.count(/^workingset_refault/)
      const measured = swapRateAt(moment)
      const pages = swapped
        ? swapped.value / counters!.seconds!
        : measured && measured.rate / moment.machine.pageSize.value
      const refaults = refaulted ? (refaulted.value * moment.machine.pageSize.value) / counters!.seconds! : null
      const full = pressureOf(moment, 'full', 'avg60')
      const isSwapping = pages !== null && pages > limits.pages
      const isRefaulting = refaults !== null && refaults > limits.refault
      const isStalled = full !== undefined && full.value > limits.stall
      const [first, ...rest] = [
        ...(isSwapping ? (swapped ?? measured)!.evidence : []),
        ...(isRefaulting ? refaulted!.evidence : []),
        ...(isStalled ? evidenceOf(full) : []),
      ]
      if (!first) return []
      return [
        {
          severity: 'critical',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: null,
          params: { pages, refaults, stalled: full ? full.value / 100 : null, available: available / total },
          evidence: [first, ...rest, ...supply] satisfies Evidence,
          arithmetic: [
            ...(isSwapping
              ? [
                  swapped
                    ? `(pswpin + pswpout) ${swapped.value} / ${counters!.seconds} s`
                    : `si + so ${kB(measured!.rate)} a second`,
                ]
              : []),
            ...(isRefaulting ? [`workingset_refault ${refaulted!.value} pages / ${counters!.seconds} s`] : []),
            ...(isStalled ? [`memory full avg60 ${full.value}`] : []),
          ],
        },
      ]
    })
  },
  collect: () => ['/proc/pressure/memory', '/proc/pressure/io', '/proc/vmstat'],
  en: {
    title: ({ stalled, pages }, say) =>
      stalled !== null && stalled > limits.stall / 100
        ? `The machine thrashes: for ${say.percent(stalled)} of the last minute every task waited for memory`
        : pages !== null && pages > limits.pages
          ? `The machine thrashes: ${say.count(Math.round(pages))} pages a second go to and from swap`
          : 'The machine thrashes: it reads again what it has just thrown out',
    text: ({ refaults, available }, say) =>
      `Only ${say.percent(available)} of RAM is available (noted below ${say.percent(limits.available)}), and what reclaim evicts is wanted back at once${refaults === null ? '' : ` (${say.bytes(refaults)} a second)`}. Noted above ${say.count(limits.pages)} pages or ${say.bytes(limits.refault)} a second, or stalls of ${limits.stall} %.`,
    refute: () => 'Swap on zram, which is fast enough to live with; a start that is over in a minute.',
    actions: () => [
      { do: 'Take load off: stop or move what can be spared', risk: 'Service interruption.' },
      {
        do: 'Throttle the largest group: `MemoryHigh=` of its unit',
        risk: 'That group becomes slow, the others recover.',
      },
    ],
  },
  zh: {
    title: ({ stalled, pages }, say) =>
      stalled !== null && stalled > limits.stall / 100
        ? `机器在抖动（thrashing）：最近一分钟内 ${say.percent(stalled)} 的时间所有任务都在等内存`
        : pages !== null && pages > limits.pages
          ? `机器在抖动（thrashing）：每秒有 ${say.count(Math.round(pages))} 页进出 swap`
          : '机器在抖动（thrashing）：刚丢弃的内容又被重新读入',
    text: ({ refaults, available }, say) =>
      `可用内存仅占 ${say.percent(available)}（低于 ${say.percent(limits.available)} 时提示），回收的内容立刻又被需要${refaults === null ? '' : `（每秒 ${say.bytes(refaults)}）`}。每秒超过 ${say.count(limits.pages)} 页或 ${say.bytes(limits.refault)}、或停顿超过 ${limits.stall} % 时提示。`,
    refute: () => '若 swap 位于足够快的 zram 上，或只是一分钟内即结束的启动过程，则不成立。',
    actions: () => [
      { do: '减轻负载：停止或迁移可以让出的程序', risk: '会中断服务。' },
      { do: '限制最大的组：unit 的 `MemoryHigh=`', risk: '该组变慢，其余恢复。' },
    ],
  },
})
