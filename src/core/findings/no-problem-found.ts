import type { ZoneState } from '../allocation/zone-state.ts'
import { fromReport } from '../allocation/zone-states.ts'
import type { Failure } from '../allocation/failure.ts'
import type { Moment } from '../snapshot/moment.ts'
import { dataOf, recordsOf, recordWithId } from '../snapshot/snapshot.ts'
import { evidenceOf, kB } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit } from './rule.ts'
import { supplies } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['no-problem-found']

interface Params {
  /** What is available, and its share of RAM; null where only the zones speak. */
  readonly available: number | null
  readonly share: number | null
  /** Share of the swap in use. */
  readonly swapUsed: number | null
  /** Share of RAM in no account. */
  readonly unaccounted: number | null
  /** Zones that all have more free than their min mark, and what is free in them. */
  readonly zones: number
  readonly free: number
}

/** By what is available. */
function bySupply(theCase: Case): Hit<Params> | null {
  const supply = supplies(theCase).at(-1)
  if (!supply) return null
  const { moment, available, total, estimated, evidence, arithmetic } = supply
  const fields = dataOf(moment, 'meminfo')?.fields
  const [swap, left] = [fields?.get('SwapTotal'), fields?.get('SwapFree')]
  const residual = moment.ledger?.residual.verdict === 'untold' ? null : moment.ledger?.residual
  return {
    severity: 'info',
    confidence: estimated ? 'likely' : 'certain',
    snapshot: moment.index,
    bytes: null,
    params: {
      available,
      share: available / total,
      swapUsed: swap && left && swap.value > 0 ? (swap.value - left.value) / swap.value : null,
      unaccounted: fields && residual ? Math.abs(residual.bytes) / total : null,
      zones: 0,
      free: 0,
    },
    evidence: swap && left ? [...evidence, ...evidenceOf(swap, left)] : evidence,
    arithmetic: [
      arithmetic,
      ...(swap && left ? [`SwapTotal ${kB(swap.value)} − SwapFree ${kB(left.value)}`] : []),
      ...(fields && residual ? [`unaccounted ${kB(residual.bytes)}, tolerance ${kB(residual.tolerance)}`] : []),
    ],
  }
}

/** The zones of a zoneinfo or of a SysRq report, those without memory left out. */
const zonesAt = (moment: Moment): ZoneState[] =>
  [...moment.zoneStates, ...recordsOf(moment, 'showMem').flatMap(({ id, data }) => fromReport(data, id))].filter(
    ({ managed, present }) => (managed ?? present)?.value !== 0,
  )

/** By zones that are all above min, and together far above what kswapd aims at. */
function byZones({ moments }: Case): Hit<Params> | null {
  for (const moment of moments.toReversed()) {
    const zones = zonesAt(moment)
    const [first, ...rest] = zones.flatMap(({ free, high }) => (free && high ? [free.span, high.span] : []))
    // A small zone fills first and lives near its marks; it is all of them together that count.
    if (!first || !zones.every(({ free, min }) => free && min && free.value > min.value)) continue
    const free = zones.reduce((sum, zone) => sum + zone.free!.value * zone.pageSize, 0)
    const high = zones.reduce((sum, zone) => sum + (zone.high?.value ?? 0) * zone.pageSize, 0)
    if (free < limits.marks * high) continue
    return {
      severity: 'info',
      confidence: 'certain',
      snapshot: moment.index,
      bytes: null,
      params: { available: null, share: null, swapUsed: null, unaccounted: null, zones: zones.length, free },
      evidence: [first, ...rest] satisfies Evidence,
      arithmetic: zones.map(
        (zone) =>
          `Node ${zone.node} ${zone.zone}: free ${zone.free!.value} pages, min ${zone.min!.value}, high ${zone.high?.value ?? '–'}`,
      ),
    }
  }
  return null
}

/** A kill that somebody asked for (SysRq-f) is none. */
function isTrouble(moment: Moment, { kind, record: id }: Failure): boolean {
  const record = recordWithId(moment, id)
  return kind !== 'showMem' && !(record?.kind === 'oom' && record.data.manual === true)
}

/** F85. Nothing speaks against this machine; which numbers say so. Asked only where every other rule is quiet. */
export const noProblemFound = defineRule({
  id: 'no-problem-found',
  reference: ['filesystems/proc.rst (MemAvailable)', 'admin-guide/mm/concepts.rst'],
  quiet: true,
  check: (theCase): Hit<Params>[] => {
    // A kill or a failed request that no rule explains is no proof of health; one that somebody asked for proves nothing.
    if (theCase.moments.some((moment) => moment.failures.some((failure) => isTrouble(moment, failure)))) return []
    const hit = bySupply(theCase) ?? byZones(theCase)
    return hit ? [hit] : []
  },
  en: {
    title: ({ available, share, free }, say) =>
      available === null || share === null
        ? `No problem found: ${say.bytes(free)} are free, far more than kswapd aims at`
        : `No problem found: ${say.bytes(available)} (${say.percent(share)}) are available`,
    text: ({ swapUsed, unaccounted, zones }, say) =>
      `No rule has anything to say above a note.${zones === 0 ? '' : ` ${zones === 1 ? 'The zone is' : `All ${zones} zones are`} above the min watermark, and free memory is at least ${limits.marks} times the high watermarks.`}${swapUsed === null ? '' : ` Of the swap ${say.percent(swapUsed)} is in use.`}${unaccounted === null ? '' : ` The books balance: ${say.percent(unaccounted)} of RAM is in no account, as on a healthy machine.`} This holds for the moment of the paste and for what it shows.`,
    refute: () => 'A snapshot from the time when it hurt.',
    actions: () => [
      {
        do: 'If there was trouble, collect again while it lasts; for containers also `memory.stat`, `memory.events` and the kernel log',
      },
    ],
  },
  zh: {
    title: ({ available, share, free }, say) =>
      available === null || share === null
        ? `未发现问题：空闲 ${say.bytes(free)}，远高于 kswapd 的目标`
        : `未发现问题：可用 ${say.bytes(available)}（${say.percent(share)}）`,
    text: ({ swapUsed, unaccounted, zones }, say) =>
      `没有规则给出高于提示级别的结论。${zones === 0 ? '' : `全部 ${zones} 个 zone 都在 min 水位之上，空闲内存至少是 high 水位之和的 ${limits.marks} 倍。`}${swapUsed === null ? '' : `swap 使用了 ${say.percent(swapUsed)}。`}${unaccounted === null ? '' : `账目平衡：未入账部分占内存的 ${say.percent(unaccounted)}，与健康机器相当。`}结论仅针对粘贴时刻及其所含内容。`,
    refute: () => '出问题当时的快照。',
    actions: () => [{ do: '若确有问题，请在其发生时重新采集；容器还需 `memory.stat`、`memory.events` 与内核日志' }],
  },
})
