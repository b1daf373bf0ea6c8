import { arithmeticOf } from '../allocation/arithmetic.ts'
import { toBytes, pages } from '../units.ts'
import { failureHits, failuresIn } from './failures.ts'
import { eligible, sumOf } from './reach.ts'
import { defineRule } from './rule.ts'

/** F62. The zone had free pages, but they are CMA's or kept for atomic requests. */
export const reservesWithheld = defineRule({
  id: 'reserves-withheld',
  reference: ['mm/page_alloc.c, __zone_watermark_unusable_free, reserve_highatomic_pageblock'],
  check: (theCase) =>
    failureHits(failuresIn(theCase, 'oom', 'allocFailure', 'slubFailure', 'vmallocFailure'), ({ failure }) => {
      const zones = eligible(failure).filter(({ verdict }) => verdict === 'highatomic-cma')
      const free = sumOf(zones, 'free')
      if (free === null) return null
      const sum = (name: RegExp) =>
        toBytes(
          pages(
            zones
              .flatMap(({ test }) => test?.have ?? [])
              .reduce((total, term) => total + (name.test(term.name) ? -term.pages.least : 0), 0),
          ),
          failure.pageSize,
        )
      return {
        severity: 'notice' as const,
        confidence: zones.some(({ missing }) => missing.length > 0) ? ('likely' as const) : ('certain' as const),
        bytes: free,
        params: {
          free,
          cma: sum(/cma/),
          atomic: sum(/highatomic/),
          zones: zones.map(({ state }) => `Node ${state.node} ${state.zone}`),
        },
        places: zones.flatMap(({ evidence }) => evidence),
        arithmetic: zones.flatMap(arithmeticOf),
      }
    }),
  en: {
    title: ({ free, zones }, say) => `${say.bytes(free)} were free in ${say.list(zones)}, but set aside for others`,
    text: ({ cma, atomic }, say) =>
      `${cma > 0 ? `${say.bytes(cma)} of the free pages are CMA, which only movable requests may use. ` : ''}${atomic > 0 ? `Up to ${say.bytes(atomic)} are reserved for atomic requests of higher orders (\`highatomic\`). ` : ''}Counted with them the zone passes its test, without them it does not.`,
    refute: () => 'A movable request (`__GFP_MOVABLE`) may use CMA, an atomic one the reserve.',
    actions: ({ cma }) => [
      {
        do:
          cma > 0
            ? 'Look for `cma=` in `/proc/cmdline` and what uses it: `/sys/kernel/debug/cma`'
            : 'None is needed: the kernel gives the reserve back before it kills',
      },
      ...(cma > 0 ? [{ do: 'Reboot with a smaller `cma=`', risk: 'The device that it is for may fail.' }] : []),
    ],
  },
  zh: {
    title: ({ free, zones }, say) => `${say.list(zones)} 空闲 ${say.bytes(free)}，但已为他用保留`,
    text: ({ cma, atomic }, say) =>
      `${cma > 0 ? `空闲页中有 ${say.bytes(cma)} 属于 CMA，只有可移动的请求能用。` : ''}${atomic > 0 ? `至多 ${say.bytes(atomic)} 为高阶原子请求保留（\`highatomic\`）。` : ''}算上它们该 zone 可通过检查，除去则不能。`,
    refute: () => '可移动请求（`__GFP_MOVABLE`）可以使用 CMA，原子请求可以使用该保留。',
    actions: ({ cma }) => [
      {
        do:
          cma > 0
            ? '检查 `/proc/cmdline` 中的 `cma=` 及其使用者：`/sys/kernel/debug/cma`'
            : '无需处理：内核在杀进程之前会先归还该保留',
      },
      ...(cma > 0 ? [{ do: '以更小的 `cma=` 重启', risk: '依赖它的设备可能失败。' }] : []),
    ],
  },
})
