import { evidenceOf, kB } from './figures.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import { defineRule } from './rule.ts'
import { supplies } from './supply.ts'

/** F85. Nothing speaks against this machine; which numbers say so. Asked only where every other rule is quiet. */
export const noProblemFound = defineRule({
  id: 'no-problem-found',
  reference: ['filesystems/proc.rst (MemAvailable)', 'admin-guide/mm/concepts.rst'],
  quiet: true,
  check: (theCase) => {
    // A kill or a failed request that no rule explains is no proof of health.
    if (theCase.moments.some(({ failures }) => failures.some(({ kind }) => kind !== 'showMem'))) return []
    const supply = supplies(theCase).at(-1)
    if (!supply) return []
    const { moment, available, total, evidence, arithmetic } = supply
    const fields = dataOf(moment, 'meminfo')?.fields
    const [swap, left] = [fields?.get('SwapTotal'), fields?.get('SwapFree')]
    const residual = moment.ledger?.residual
    return [
      {
        severity: 'info',
        confidence: 'certain',
        snapshot: moment.index,
        bytes: null,
        params: {
          available,
          share: available / total,
          swapUsed: swap && left && swap.value > 0 ? (swap.value - left.value) / swap.value : null,
          unaccounted: residual ? Math.abs(residual.bytes) / total : null,
        },
        evidence: swap && left ? [...evidence, ...evidenceOf(swap, left)] : evidence,
        arithmetic: [
          arithmetic,
          ...(swap && left ? [`SwapTotal ${kB(swap.value)} − SwapFree ${kB(left.value)}`] : []),
          ...(residual ? [`unaccounted ${kB(residual.bytes)}, tolerance ${kB(residual.tolerance)}`] : []),
        ],
      } as const,
    ]
  },
  en: {
    title: ({ available, share }, say) =>
      `No problem found: ${say.bytes(available)} (${say.percent(share)}) are available`,
    text: ({ swapUsed, unaccounted }, say) =>
      `No rule has anything to say above a note.${swapUsed === null ? '' : ` Of the swap ${say.percent(swapUsed)} is in use.`}${unaccounted === null ? '' : ` The books balance: ${say.percent(unaccounted)} of RAM is in no account, as on a healthy machine.`} This holds for the moment of the paste and for what it shows.`,
    refute: () => 'A snapshot from the time when it hurt.',
    actions: () => [
      {
        do: 'If there was trouble, collect again while it lasts; for containers also `memory.stat`, `memory.events` and the kernel log',
      },
    ],
  },
  zh: {
    title: ({ available, share }, say) => `未发现问题：可用 ${say.bytes(available)}（${say.percent(share)}）`,
    text: ({ swapUsed, unaccounted }, say) =>
      `没有规则给出高于提示级别的结论。${swapUsed === null ? '' : `swap 使用了 ${say.percent(swapUsed)}。`}${unaccounted === null ? '' : `账目平衡：未入账部分占内存的 ${say.percent(unaccounted)}，与健康机器相当。`}结论仅针对粘贴时刻及其所含内容。`,
    refute: () => '出问题当时的快照。',
    actions: () => [{ do: '若确有问题，请在其发生时重新采集；容器还需 `memory.stat`、`memory.events` 与内核日志' }],
  },
})
