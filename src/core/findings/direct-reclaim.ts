import { countersOf } from './counters.ts'
import { defineRule, type Evidence } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { share: noted } = thresholds['direct-reclaim']

/** F46. Tasks that must reclaim memory themselves before they get any. */
export const directReclaim = defineRule({
  id: 'direct-reclaim',
  reference: ['admin-guide/sysctl/vm.rst (watermark_scale_factor)', 'mm/vmscan.c'],
  check: (theCase) =>
    countersOf(theCase).flatMap(({ moment, count, sinceBoot }) => {
      // Some kernels split the counters by zone: pgscan_direct_normal; throttled scans are counted apart.
      const direct = count(/^pgscan_direct(?!_throttle)/)
      const kswapd = count(/^pgscan_kswapd/)
      const stalls = count(/^allocstall/)
      if (!direct || !kswapd || !stalls || stalls.value === 0) return []
      const share = direct.value / (direct.value + kswapd.value)
      const [first, ...rest] = [direct, kswapd, stalls].flatMap(({ evidence }) => evidence)
      if (!first || !(share > noted)) return []
      return [
        {
          severity: sinceBoot ? 'info' : 'warning',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: null,
          params: { share, stalls: stalls.value, sinceBoot },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [
            `pgscan_direct ${direct.value} / (pgscan_direct + pgscan_kswapd ${kswapd.value})`,
            `allocstall ${stalls.value}`,
          ],
        } as const,
      ]
    }),
  collect: () => ['/proc/pressure/memory', '/proc/vmstat'],
  en: {
    title: ({ stalls, sinceBoot }, say) =>
      `Tasks had to reclaim memory themselves ${say.count(stalls)} times${sinceBoot ? ' since boot' : ' between the snapshots'}`,
    text: ({ share, sinceBoot }, say) =>
      `**${say.percent(share)}** of the pages scanned were scanned by tasks that waited for memory, not by kswapd (noted above ${say.percent(noted)}). Each of these is latency that a program feels.${sinceBoot ? ' The counters run since boot: when it happened they don’t tell.' : ''}`,
    refute: () => 'Counters that do not move while it is slow.',
    actions: () => [
      { do: 'See whether it goes on: `grep -E "allocstall|pgscan" /proc/vmstat`, twice' },
      {
        do: 'Wake kswapd earlier: `vm.watermark_scale_factor=100` (4.6 and later)',
        risk: 'About 1 % of RAM is kept free.',
      },
    ],
  },
  zh: {
    title: ({ stalls, sinceBoot }, say) =>
      `${sinceBoot ? '自启动以来' : '两次快照之间'}，任务被迫自行回收内存 ${say.count(stalls)} 次`,
    text: ({ share, sinceBoot }, say) =>
      `扫描的页中 **${say.percent(share)}** 由等待内存的任务自己扫描，而不是 kswapd（高于 ${say.percent(noted)} 时提示）。每一次都是程序感受到的延迟。${sinceBoot ? '计数器自启动累计，无法得知发生时间。' : ''}`,
    refute: () => '若变慢时这些计数器没有变化，则不成立。',
    actions: () => [
      { do: '观察是否持续：执行两次 `grep -E "allocstall|pgscan" /proc/vmstat`' },
      { do: '让 kswapd 更早开始：`vm.watermark_scale_factor=100`（4.6 及以后）', risk: '约有 1 % 的内存保持空闲。' },
    ],
  },
})
