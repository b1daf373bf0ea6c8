import { arithmeticOf } from '../allocation/arithmetic.ts'
import { failureHits, failuresIn } from './failures.ts'
import { eligible, sumOf } from './reach.ts'
import { shareOf } from './report-book.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { notice } = thresholds['lowmem-reserve']

/** F57. Free pages of a low zone that a request for a higher zone may not take, lest devices find none. */
export const lowmemReserve = defineRule({
  id: 'lowmem-reserve',
  reference: ['admin-guide/sysctl/vm.rst (lowmem_reserve_ratio)', 'mm/page_alloc.c, setup_per_zone_lowmem_reserve'],
  check: (theCase) =>
    failureHits(failuresIn(theCase, 'oom', 'allocFailure', 'slubFailure', 'vmallocFailure'), ({ failure }) => {
      const zones = eligible(failure).filter(({ verdict }) => verdict === 'reserve')
      const free = sumOf(zones, 'free')
      if (free === null) return null
      const share = shareOf(failure, free)
      return {
        severity: share >= notice ? ('notice' as const) : ('info' as const),
        bytes: free,
        params: { free, share, zones: zones.map(({ state }) => `Node ${state.node} ${state.zone}`) },
        places: zones.flatMap(({ evidence }) => evidence),
        arithmetic: zones.flatMap(arithmeticOf),
      }
    }),
  en: {
    title: ({ free, zones }, say) =>
      `${say.bytes(free)} free in ${say.list(zones)} are kept for requests that can use nothing else`,
    text: ({ zones }, say) =>
      `${say.list(zones)} ${zones.length > 1 ? 'are' : 'is'} above \`min\`, but a request that could also be served from higher zones must leave \`lowmem_reserve[]\` pages there on top of it, for devices that can only address low memory. So these pages look free and are not for this request. That is how it should be; the shortage is in the higher zones (a word from ${say.percent(notice)} of RAM on, a note below).`,
    refute: () => 'A request for DMA or DMA32 itself: for that the reserve does not count.',
    actions: () => [
      { do: 'Nothing, as a rule. Look at the zones that are low' },
      {
        do: 'Raise `vm.lowmem_reserve_ratio` (a larger number reserves less)',
        risk: 'Drivers that need low memory may fail.',
      },
    ],
  },
  zh: {
    title: ({ free, zones }, say) => `${say.list(zones)} 中空闲的 ${say.bytes(free)} 为别无选择的请求保留`,
    text: ({ zones }, say) =>
      `${say.list(zones)} 高于 \`min\`，但可以由更高 zone 满足的请求还必须在此之上留下 \`lowmem_reserve[]\` 页，供只能寻址低端内存的设备使用。因此这些页看似空闲，却不供该请求使用。这属正常机制；紧张的是更高的 zone（达内存的 ${say.percent(notice)} 时提示，以下仅作注）。`,
    refute: () => '若请求本身就是 DMA 或 DMA32，则不受该保留量限制。',
    actions: () => [
      { do: '一般无需处理，应查看低于水位的 zone' },
      { do: '增大 `vm.lowmem_reserve_ratio`（数值越大保留越少）', risk: '需要低端内存的驱动可能失败。' },
    ],
  },
})
