import { arithmeticOf } from '../allocation/arithmetic.ts'
import type { Failure } from '../allocation/failure.ts'
import type { ZoneVerdict } from '../allocation/verdict.ts'
import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { failureHits, failuresIn } from './failures.ts'
import { eligible, shownZones, sumOf } from './reach.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { free: noted } = thresholds['lowmem-exhausted']

type Zones = readonly [low: readonly ZoneVerdict[], above: readonly ZoneVerdict[]]

const isHighMem = ({ state }: ZoneVerdict) => state.zone === 'HighMem'

/** The zones that could have served the request, where Normal was short, and HighMem, which it could not use. */
function asked(failure: Failure): Zones {
  const zones = eligible(failure)
  const isLow = zones.some(({ state, verdict }) => state.zone === 'Normal' && verdict === 'low-memory')
  return [isLow ? zones : [], shownZones(failure).filter((zone) => isHighMem(zone) && zone.verdict === 'not-eligible')]
}

/**
 * Where the line that says what was asked for is lost: had the request been one that may use HighMem, it would have been
 * served there, for that is far above its marks while Normal is at its own.
 */
function concluded(failure: Failure): Zones {
  const zones = shownZones(failure)
  const highMem = zones.filter(isHighMem)
  const [free, high] = [sumOf(highMem, 'free'), sumOf(highMem, 'high')]
  const isLow = zones.some(
    ({ state: { zone, free: left, min } }) => zone === 'Normal' && left && min && left.value <= min.value,
  )
  if (!isLow || free === null || high === null || free <= high * thresholds['oom-wrong-node'].highs) return [[], []]
  return [zones.filter((zone) => !isHighMem(zone)), highMem]
}

/** F58. A 32-bit kernel has used up the part of RAM that it can address itself; the rest, HighMem, is free in vain. */
export const lowmemExhausted = defineRule({
  id: 'lowmem-exhausted',
  reference: ['mm/highmem.rst'],
  explains: ['oom-exhaustion', 'oom-kernel-memory', 'oom-loop', 'oom-victim-not-largest', 'lowmem-reserve'],
  check: (theCase) =>
    failureHits(failuresIn(theCase, 'oom', 'allocFailure', 'slubFailure'), ({ failure }) => {
      const told = failure.request !== null
      const [zones, above] = told ? asked(failure) : concluded(failure)
      const [high, free] = [sumOf(above, 'free'), sumOf(zones, 'free')]
      const total = failure.ledger?.total.bytes ?? sumOf(shownZones(failure), 'present')
      if (high === null || free === null || total === null || zones.length === 0) return null
      if (told && high <= total * noted) return null
      return {
        severity: told && failure.kind === 'oom' ? ('critical' as const) : ('warning' as const),
        confidence: told ? ('certain' as const) : ('likely' as const),
        bytes: bytes(high),
        params: { high, free, share: high / total },
        places: [...zones, ...above].flatMap(({ evidence }) => evidence.slice(0, 1)),
        arithmetic: [...zones.flatMap(arithmeticOf), `HighMem free ${kB(high)} / ${kB(total)}`],
      }
    }),
  en: {
    title: ({ high, free }, say) =>
      `Low memory of a 32-bit kernel is used up: ${say.bytes(free)} left, with ${say.bytes(high)} of HighMem free`,
    text: ({ high, share }, say) =>
      `A 32-bit kernel addresses the first 896 MiB or less directly, and its own structures (slab, page tables, stacks, buffers) must lie there. They filled it, while **${say.percent(share)}** of RAM, ${say.bytes(high)}, stays free above, for user pages only (noted from ${say.percent(noted)}). More RAM makes it worse: each page of it costs a descriptor in low memory.`,
    refute: () => 'A request with `__GFP_HIGHMEM`: that could have used HighMem, and another reason counts.',
    actions: () => [
      { do: 'See what fills low memory: `LowFree` in `/proc/meminfo`, `slabtop -o -s c`' },
      {
        do: 'Move to a 64-bit kernel; 32-bit programs run on it unchanged',
        risk: 'A new kernel package and a reboot.',
      },
    ],
  },
  zh: {
    title: ({ high, free }, say) =>
      `32 位内核的低端内存耗尽：只剩 ${say.bytes(free)}，而 HighMem 空闲 ${say.bytes(high)}`,
    text: ({ high, share }, say) =>
      `32 位内核只能直接寻址最前面约 896 MiB，其自身的结构（slab、页表、栈、缓冲）必须放在那里。它们已将其占满，而之上有 ${say.bytes(high)}（内存的 **${say.percent(share)}**）空闲，却只能给用户页使用（${say.percent(noted)} 起提示）。增加内存只会更糟：每一页都要在低端内存中占一个描述符。`,
    refute: () => '若请求带有 `__GFP_HIGHMEM`，它本可使用 HighMem，原因在别处。',
    actions: () => [
      { do: '查看占满低端内存的是什么：`/proc/meminfo` 的 `LowFree`、`slabtop -o -s c`' },
      { do: '改用 64 位内核；32 位程序可原样运行', risk: '需要更换内核并重启。' },
    ],
  },
})
