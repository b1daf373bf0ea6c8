import { hostAt, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { supplies } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['memory-exhausted']

/** F42. Nothing is left that programs could get without pushing others out. */
export const memoryExhausted = defineRule({
  id: 'memory-exhausted',
  reference: ['admin-guide/mm/concepts.rst', 'mm/show_mem.c (si_mem_available)'],
  explains: ['swap-exhausted', 'thrashing', 'direct-reclaim', 'reclaim-inefficient', 'watermark-boost'],
  check: (theCase) =>
    supplies(theCase).flatMap(({ moment, total, available, estimated, evidence, arithmetic }) => {
      const lows = moment.zoneStates.flatMap((zone) => (zone.low ? [zone.low.value * zone.pageSize] : []))
      const low = lows.reduce((sum, each) => sum + each, 0)
      const hugetlb = hostAt(moment)?.get('Hugetlb')
      // A pool that was set aside on purpose is not short of itself.
      const base = hugetlb && hugetlb.value > limits.hugetlb * total ? total - hugetlb.value : total
      const share = limits.available * base
      // Marks that were raised beyond all reason say nothing about the supply.
      const least = low <= limits.available * total ? Math.max(share, limits.watermarks * low) : share
      if (available >= least) return []
      return [
        {
          severity: 'critical',
          confidence: estimated ? 'likely' : 'certain',
          snapshot: moment.index,
          bytes: available,
          params: { available, share: available / base, least },
          evidence: hugetlb && base < total ? [...evidence, hugetlb.span] : evidence,
          arithmetic: [
            arithmetic,
            least === share
              ? `< ${limits.available} × ${kB(base)} = ${kB(least)}`
              : `< ${limits.watermarks} × Σ low ${kB(low)} = ${kB(least)}`,
          ],
        } as const,
      ]
    }),
  collect: () => ['ps aux --sort=-rss', '/proc/zoneinfo', '/proc/pressure/memory'],
  en: {
    title: ({ available }, say) => `Memory is exhausted: only ${say.bytes(available)} are available`,
    text: ({ share, least }, say) =>
      `Programs can get **${say.percent(share)}** of RAM without pushing others out (noted below ${say.bytes(least)}: ${say.percent(limits.available)} of RAM, or twice the low watermarks where that is more). From here on every allocation makes the kernel reclaim, swap, or kill.`,
    refute: () =>
      'A ZFS ARC or another cache outside the page cache that would shrink: `MemAvailable` does not count it.',
    actions: () => [
      { do: 'Look at the ledger’s largest account: that is where the memory went' },
      { do: 'Stop or move what can be spared', risk: 'Service interruption.' },
      { do: 'Add swap as a buffer', risk: 'Programs that are swapped out answer slowly.' },
    ],
  },
  zh: {
    title: ({ available }, say) => `内存耗尽：仅剩 ${say.bytes(available)} 可用`,
    text: ({ share, least }, say) =>
      `程序无需挤占他人即可获得的只有内存的 **${say.percent(share)}**（低于 ${say.bytes(least)} 时提示：即内存的 ${say.percent(limits.available)}，或低水位之和的两倍，取较大者）。此后每次分配都会迫使内核回收、换出或杀死进程。`,
    refute: () => '若有 ZFS ARC 等页缓存之外且可收缩的缓存，`MemAvailable` 并未计入。',
    actions: () => [
      { do: '查看账目中最大的一项：内存就在那里' },
      { do: '停止或迁移可以让出的程序', risk: '会中断服务。' },
      { do: '增加 swap 作为缓冲', risk: '被换出的程序响应变慢。' },
    ],
  },
})
