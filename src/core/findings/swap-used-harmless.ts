import { dataOf } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import { countersOf, swapRateAt } from './counters.ts'
import { evidenceOf, kB } from './figures.ts'
import { pressureOf } from './pressure.ts'
import { defineRule } from './rule.ts'
import { supplies } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['swap-used-harmless']

/** F04. What is in swap went there some time ago, and nobody misses it. */
export const swapUsedHarmless = defineRule({
  id: 'swap-used-harmless',
  reference: ['admin-guide/sysctl/vm.rst (swappiness)'],
  check: (theCase) =>
    supplies(theCase).flatMap(({ moment, available, total: ram, evidence, arithmetic }) => {
      const fields = dataOf(moment, 'meminfo')?.fields
      const row = dataOf(moment, 'free')?.swap
      const [total, free] = [fields?.get('SwapTotal') ?? row?.total, fields?.get('SwapFree') ?? row?.free]
      if (!total || !free || total.value === 0) return []
      const used = bytes(total.value - free.value)
      if (used < limits.used * total.value || available < limits.available * ram) return []
      // Between any two snapshots: pages that move at one moment are wanted at the others.
      const moved = countersOf(theCase).flatMap((each) =>
        each.sinceBoot ? [] : (each.count(/^pswp(?:in|out)$/) ?? []),
      )
      const stalled = pressureOf(moment, 'full', 'avg300')
      const rate = swapRateAt(moment)
      const seen = moved.length > 0 || rate !== null
      if (rate && rate.rate > limits.rate) return []
      if (moved.some(({ value }) => value > 0) || (stalled && stalled.value > limits.pressure)) return []
      return [
        {
          severity: 'info',
          confidence: seen ? 'certain' : stalled ? 'likely' : 'possible',
          snapshot: moment.index,
          bytes: used,
          params: {
            used,
            total: total.value,
            available,
            share: available / ram,
            seen,
          },
          evidence: [
            ...evidenceOf(free, total, stalled),
            ...evidence,
            ...moved.flatMap((each) => each.evidence),
            ...(rate?.evidence ?? []),
          ] as const,
          arithmetic: [`SwapTotal ${kB(total.value)} − SwapFree ${kB(free.value)} = ${kB(used)}`, arithmetic],
        } as const,
      ]
    }),
  collect: ({ seen }) => (seen ? [] : ['vmstat 1 5']),
  en: {
    title: ({ used }, say) => `${say.bytes(used)} in swap do no harm while RAM is available`,
    text: ({ share, total, seen }, say) =>
      `${say.percent(share)} of RAM is available (a word is said from ${say.percent(limits.available)}), of ${say.bytes(total)} swap some is in use. What lies there was not used for long and was put aside when memory was wanted; the kernel does not fetch it before somebody asks.${seen ? ' While it was watched nothing moved.' : ' That nothing moves now, one snapshot can’t show.'}`,
    refute: () => '`vmstat 1` with `si` or `so` above 0 for a while.',
    actions: () => [
      { do: 'Nothing' },
      {
        do: 'To have it back in RAM: `swapoff -a && swapon -a`',
        risk: 'Needs as much free RAM; takes minutes, and kills where RAM does not suffice.',
      },
    ],
  },
  zh: {
    title: ({ used }, say) => `swap 中的 ${say.bytes(used)} 无妨，内存仍有余量`,
    text: ({ share, total, seen }, say) =>
      `内存的 ${say.percent(share)} 可用（不低于 ${say.percent(limits.available)} 时提示），${say.bytes(total)} 的 swap 用了一部分。其中的内容久未使用，是此前内存紧张时换出的；没有人访问，内核就不会取回。${seen ? '观察期间没有换入换出。' : '单个快照无法证明此刻没有换入换出。'}`,
    refute: () => '若 `vmstat 1` 的 `si` 或 `so` 持续大于 0，则不成立。',
    actions: () => [
      { do: '无需处理' },
      {
        do: '若要全部换回内存：`swapoff -a && swapon -a`',
        risk: '需要同样多的空闲内存；耗时数分钟，内存不足会触发 OOM。',
      },
    ],
  },
})
