import { evidenceOf, kB } from './figures.ts'
import type { Moment } from '../snapshot/moment.ts'
import { dataOf, recordsOf } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { defineRule } from './rule.ts'
import { supplyAt } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['swap-exhausted']

interface Swap {
  readonly total: Figure<Bytes>
  readonly left: Figure<Bytes>
  /** As an OOM report found it. */
  readonly killed: boolean
}

/** What the host has, and what each kill for the whole machine found. */
function swapsAt(moment: Moment): Swap[] {
  const fields = dataOf(moment, 'meminfo')?.fields
  const row = dataOf(moment, 'free')?.swap
  const [total, left] = [fields?.get('SwapTotal') ?? row?.total, fields?.get('SwapFree') ?? row?.free]
  const kills = recordsOf(moment, 'oom').flatMap(({ data: { swap, constraint } }) => {
    const [all, free] = [swap.get('total'), swap.get('free')]
    if (constraint === 'memcg' || !all || !free || all.value === 0) return []
    return [{ total: sized(all), left: sized(free), killed: true }]
  })
  return [...kills, ...(total && left ? [{ total, left, killed: false }] : [])]
}

const sized = ({ value, span }: Figure): Figure<Bytes> => ({ value: bytes(value), span })

/** F43. Anonymous and shared memory can't be evicted any more. */
export const swapExhausted = defineRule({
  id: 'swap-exhausted',
  reference: ['admin-guide/sysctl/vm.rst (swappiness)'],
  silences: ['swap-used-harmless'],
  check: (theCase) =>
    theCase.moments.flatMap((moment) =>
      swapsAt(moment).flatMap(({ total, left, killed }) => {
        const supply = supplyAt(moment)
        const short = killed || (supply !== null && supply.available < limits.available * supply.total)
        if (total.value === 0 ? !short : left.value >= limits.left * total.value) return []
        return [
          {
            severity: short ? 'critical' : 'warning',
            confidence: 'certain',
            snapshot: moment.index,
            bytes: total.value,
            params: { total: total.value, left: left.value, short, killed },
            evidence: total.value === 0 && supply ? [total.span, ...supply.evidence] : evidenceOf(left, total),
            arithmetic: [
              `SwapFree ${kB(left.value)} / SwapTotal ${kB(total.value)}`,
              ...(short && supply ? [supply.arithmetic] : []),
            ],
          } as const,
        ]
      }),
    ),
  en: {
    title: ({ total, left }, say) =>
      total === 0
        ? 'There is no swap, and memory has run out'
        : `Swap is full: ${say.bytes(left)} of ${say.bytes(total)} left`,
    text: ({ total, short, killed }, say) =>
      total === 0
        ? `Without swap, anonymous and shared memory can’t be evicted; with less than ${say.percent(limits.available)} of RAM available, file cache is all that reclaim has left.`
        : `Anonymous and shared memory can’t be evicted any more (noted below ${say.percent(limits.left)} of the swap); reclaim must take file cache, again and again.${killed ? ' So it was when the OOM killer ran.' : short ? ' Little is available in RAM either: the next thing is the OOM killer.' : ' RAM itself is not short at this moment.'}`,
    refute: () => 'Swap on zram that is small by design; a node of Kubernetes, where no swap is the rule.',
    actions: () => [
      { do: 'See who is in it: `grep VmSwap /proc/[0-9]*/status | sort -k2 -n | tail`' },
      { do: 'Add swap, a file will do', risk: 'Programs that are swapped out answer slowly.' },
      { do: 'Reduce what fills it' },
    ],
  },
  zh: {
    title: ({ total, left }, say) =>
      total === 0 ? '没有 swap，而内存已用尽' : `swap 已满：${say.bytes(total)} 中仅剩 ${say.bytes(left)}`,
    text: ({ total, short, killed }, say) =>
      total === 0
        ? `没有 swap，匿名页与共享内存无法换出；可用内存不足 ${say.percent(limits.available)} 时，可回收的只剩文件缓存。`
        : `匿名页与共享内存再也无法换出（剩余低于 ${say.percent(limits.left)} 时提示），回收只能反复丢弃文件缓存。${killed ? 'OOM killer 出动时正是如此。' : short ? '内存本身也所剩无几，接下来就是 OOM killer。' : '此刻内存本身并不紧张。'}`,
    refute: () => '若 swap 位于有意设得很小的 zram 上，或是按惯例不用 swap 的 Kubernetes 节点，则属正常。',
    actions: () => [
      { do: '查看占用者：`grep VmSwap /proc/[0-9]*/status | sort -k2 -n | tail`' },
      { do: '增加 swap，用文件即可', risk: '被换出的程序响应变慢。' },
      { do: '减少占满它的内存使用' },
    ],
  },
})
