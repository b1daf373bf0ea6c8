import { arithmeticOf } from '../allocation/arithmetic.ts'
import { globalKills, killHits, reachOf } from './kills.ts'
import { eligible, isExhausted, isPlenty, sumOf } from './reach.ts'
import { accountOf, composition, placesOf, usesOf } from './report-book.ts'
import { killWords, usesWords } from './kill-words.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { watermarks, told } = thresholds['oom-exhaustion']

/** F52. No zone that the request may use has a page to give, and there is no cache left to take one from. */
export const oomExhaustion = defineRule({
  id: 'oom-exhaustion',
  reference: ['mm/page_alloc.c, __zone_watermark_ok, should_reclaim_retry', 'mm/oom_kill.c, out_of_memory'],
  explains: [
    'memory-exhausted',
    'swap-exhausted',
    'thrashing',
    'direct-reclaim',
    'lowmem-reserve',
    'oom-loop',
    'oom-victim-not-largest',
  ],
  check: (theCase) =>
    killHits(globalKills(theCase), (report) => {
      const { failure } = report
      const reach = reachOf(report)
      const zones = eligible(failure)
      const [free, low] = [sumOf(zones, 'free'), sumOf(zones, 'low')]
      const files = accountOf(failure, 'file-cache')
      if (!failure.ledger || !files || free === null || low === null) return null
      if (isExhausted(failure) !== true || files.bytes >= low * watermarks) return null
      // Gigabytes that are free elsewhere are another story.
      if (isPlenty(reach?.node, failure) || isPlenty(reach?.zone, failure)) return null
      return {
        // Of itself it is about all memory: what holds most of it goes before.
        bytes: null,
        params: { free, total: failure.ledger.total.bytes, uses: usesOf(failure) },
        places: placesOf(failure, 'free', 'file-cache'),
        arithmetic: [...zones.flatMap(arithmeticOf), ...composition(failure)],
      }
    }),
  en: {
    title: ({ free, total }, say) =>
      `RAM was used up: of ${say.bytes(total)} only the last ${say.bytes(free)} were free, which the kernel keeps for itself`,
    text: ({ uses: largest, kill }, say) =>
      `Every zone that could serve the request was at its \`min\` mark or protected by its reserve, with no cache left to reclaim. RAM held: ${usesWords.en(largest, say)}.${isTold(largest) ? '' : ` ${killWords.en(kill, say)}`}`,
    refute: () =>
      'A zone that passes its test by a wide margin, or file cache well above twice the low marks: then the order, the node or a reserve decided.',
    actions: () => [
      { do: 'Reduce what is largest in the book of the report, or give the machine more RAM' },
      {
        do: 'Limit the services that may grow: `MemoryMax=`, heap sizes, worker counts',
        risk: 'A limit too low kills the service instead.',
      },
      { do: 'Add swap', risk: 'Cold pages leave RAM; hot ones make the machine slow before it kills.' },
    ],
  },
  zh: {
    title: ({ free, total }, say) => `内存耗尽：${say.bytes(total)} 中只剩内核自留的 ${say.bytes(free)}`,
    text: ({ uses: largest, kill }, say) =>
      `所有可满足该请求的 zone 都已降到 \`min\` 水位或受保留量保护，且没有可回收的缓存。内存用于：${usesWords.zh(largest, say)}。${isTold(largest) ? '' : killWords.zh(kill, say)}`,
    refute: () => '若某个 zone 远高于水位，或文件缓存明显多于 low 水位的两倍，则原因在于阶数、节点或保留量。',
    actions: () => [
      { do: '减少报告账目中占用最大的部分，或增加内存' },
      { do: '限制会增长的服务：`MemoryMax=`、堆大小、工作进程数', risk: '限额过低会使服务自身被杀。' },
      { do: '增加 swap', risk: '冷页会离开内存；若换出的是热页，机器会在杀进程之前先变慢。' },
    ],
  },
})

/** Where one account is the most of it, the finding about that account tells who died. */
const isTold = (uses: readonly { readonly share: number }[]) => (uses[0]?.share ?? 0) >= told
