import { arithmeticOf } from '../allocation/arithmetic.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import { kB } from './figures.ts'
import { globalKills, killHits, reachOf } from './kills.ts'
import { eligible, isExhausted, isPlenty, sumOf } from './reach.ts'
import { placesOf } from './report-book.ts'
import { killWords } from './kill-words.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { highs } = thresholds['oom-wrong-node']

/** F89. What is free sits in ZONE_MOVABLE, and the kernel asked for memory that must not move. */
export const movableZoneFree = defineRule({
  id: 'movable-zone-free',
  reference: ['admin-guide/kernel-parameters.txt (kernelcore=, movablecore=)', 'admin-guide/mm/memory-hotplug.rst'],
  explains: [
    'oom-kernel-memory',
    'oom-exhaustion',
    'oom-anon',
    'oom-loop',
    'oom-victim-not-largest',
    'unaccounted-memory',
    'lowmem-reserve',
    'invisible-consumer',
    'driver-pages',
  ],
  check: (theCase) =>
    killHits(globalKills(theCase), (report) => {
      const { moment, failure } = report
      const zones = eligible(failure)
      const reach = reachOf(report)
      const free = sumOf(zones, 'free')
      if (!reach || free === null || reach.zones.includes('HighMem')) return null
      if (!isPlenty(reach.zone, failure) || isExhausted(failure) !== true) return null
      const isPrinted = reach.zones.includes('Movable')
      const seen =
        isPrinted || recordsOf(moment, 'zoneinfo').some(({ data }) => data.zones.some(({ zone }) => zone === 'Movable'))
      return {
        confidence: seen ? ('certain' as const) : ('likely' as const),
        bytes: reach.zone,
        params: {
          free,
          movable: reach.zone,
          zones: [...new Set(zones.map(({ state }) => state.zone))].join(', '),
          flags: failure.request?.flags?.join('|') ?? null,
        },
        places: [...(failure.request?.evidence ?? []), ...placesOf(failure, 'free')],
        arithmetic: [
          ...zones.flatMap(arithmeticOf),
          `free in Movable ${kB(reach.zone)} > ${highs} × high ${kB(sumOf(zones, 'high')!)}`,
        ],
      }
    }),
  collect: () => ['/proc/zoneinfo', '/proc/cmdline'],
  en: {
    title: ({ movable, zones }, say) =>
      `Out of memory with ${say.bytes(movable)} free in ZONE_MOVABLE: the zones for the kernel's own memory (${zones}) are full`,
    text: ({ free, movable, zones, flags, kill }, say) =>
      `The request${flags === null ? '' : ` (\`${flags}\`)`} is for memory that can't be moved later, so it may only come from ${zones}, where ${say.bytes(free)} were left, below the marks or kept in reserve. **${say.bytes(movable)}** were free in the zone Movable, which only takes user pages (noted from ${highs} times the high marks). ${killWords.en(kill, say)}`,
    refute: () => 'A zone Movable that `/proc/zoneinfo` does not show: then the free pages are on another node.',
    actions: () => [
      {
        do: 'Look for `movablecore=`, `kernelcore=` or `movable_node` in `/proc/cmdline`, and for memory that was hot-added as `online_movable`',
      },
      {
        do: 'Give the kernel a larger part: lower `movablecore=`, or online memory as `online_kernel`',
        risk: 'Needs a reboot or a hotplug cycle; that memory can no longer be unplugged.',
      },
      { do: 'Find what fills the kernel zones: `slabtop`, `/proc/vmallocinfo`, drivers' },
    ],
  },
  zh: {
    title: ({ movable, zones }, say) =>
      `内存不足时 ZONE_MOVABLE 仍空闲 ${say.bytes(movable)}：内核自用的 zone（${zones}）已满`,
    text: ({ free, movable, zones, flags, kill }, say) =>
      `该请求${flags === null ? '' : `（\`${flags}\`）`}需要之后不可移动的内存，只能来自 ${zones}，而那里低于水位、只剩 ${say.bytes(free)}。Movable zone 空闲 **${say.bytes(movable)}**，但只接受用户页（超过 high 水位的 ${highs} 倍即提示）。${killWords.zh(kill, say)}`,
    refute: () => '若 `/proc/zoneinfo` 中没有 Movable zone，则空闲页在其他节点上。',
    actions: () => [
      {
        do: '检查 `/proc/cmdline` 中的 `movablecore=`、`kernelcore=`、`movable_node`，以及以 `online_movable` 热添加的内存',
      },
      {
        do: '给内核更大的部分：减小 `movablecore=`，或以 `online_kernel` 上线内存',
        risk: '需要重启或重新热插拔；这部分内存不能再拔出。',
      },
      { do: '查明占满内核 zone 的是什么：`slabtop`、`/proc/vmallocinfo`、驱动' },
    ],
  },
})
