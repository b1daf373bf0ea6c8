import { version } from '../snapshot/release.ts'
import { bytes, KIB } from '../units.ts'
import type { Span } from '../text/source.ts'
import { hosts, kB } from './figures.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { settingOf } from './settings.ts'
import { thresholds } from './thresholds.ts'

const { high, low } = thresholds['min-free-kbytes']

interface Params {
  readonly held: number
  readonly share: number
  /** What the kernel would choose by itself (mm/page_alloc.c, calculate_min_free_kbytes). */
  readonly usual: number
  readonly tooHigh: boolean
}

/** √(16 × RAM in kB), capped at 64 MiB up to 5.7 and at 256 MiB since. */
const usualOf = (total: number, release: number | null): number =>
  Math.min(Math.sqrt((16 * total) / KIB), release !== null && release < version(5, 8) ? 65_536 : 262_144) * KIB

/** F50. vm.min_free_kbytes far from what the kernel would choose. */
export const minFreeKbytes = defineRule({
  id: 'min-free-kbytes',
  reference: ['admin-guide/sysctl/vm.rst (min_free_kbytes)', 'mm/page_alloc.c (calculate_min_free_kbytes)'],
  explains: ['memory-exhausted', 'watermark-boost'],
  check: (theCase): Hit<Params>[] =>
    hosts(theCase).flatMap(({ moment, total }) => {
      const setting = settingOf(theCase, 'vm.min_free_kbytes')
      const zones = moment.zoneStates.filter(({ min }) => min !== null)
      // A zone's min counts the boost of the moment; the setting does not.
      const marks = zones.reduce(
        (sum, { min, boost, pageSize }) => sum + (min!.value - (boost?.value ?? 0)) * pageSize,
        0,
      )
      const held = setting ? setting.value * KIB : marks
      const usual = usualOf(total.value, moment.machine.version)
      const tooHigh = held > high * total.value
      // Part of a zoneinfo shows the marks of some zones only: enough to see too much, not to see too little.
      const tooLow = setting !== undefined && held < low * usual
      const [first, ...rest]: Span[] = [
        ...(setting ? [setting.span] : []),
        ...zones.flatMap(({ min }) => (min ? [min.span] : [])),
        total.span,
      ]
      if (!first || held === 0 || !(tooHigh || tooLow)) return []
      return [
        {
          severity: tooHigh ? 'warning' : 'notice',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: bytes(held),
          params: { held, share: held / total.value, usual, tooHigh },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [
            `${setting ? `vm.min_free_kbytes ${setting.value} kB` : `Σ min ${kB(held)}`} / MemTotal ${kB(total.value)}`,
            `√(16 × ${kB(total.value)}) = ${kB(usual)}`,
          ],
        },
      ]
    }),
  collect: () => ['sysctl vm.min_free_kbytes vm.watermark_scale_factor', '/proc/zoneinfo'],
  en: {
    title: ({ held, tooHigh }, say) =>
      `vm.min_free_kbytes keeps ${say.bytes(held)} ${tooHigh ? 'out of everybody’s reach' : 'free, which is too little'}`,
    text: ({ share, usual, tooHigh }, say) =>
      tooHigh
        ? `The min watermarks are **${say.percent(share)}** of RAM (noted above ${say.percent(high)}); the kernel itself would choose ${say.bytes(usual)}. What lies below them is free and yet not to be had, so \`MemAvailable\` is far below \`MemFree\`, and reclaim and OOM begin early.`
        : `The kernel itself would choose ${say.bytes(usual)} (noted below ${say.percent(low)} of that). Requests that can’t wait, such as those of a network card, run dry sooner.`,
    refute: () => 'A board or a real-time system for which somebody measured it.',
    actions: ({ usual }, say) => [
      {
        do: `Set it near the kernel’s own choice: \`sysctl vm.min_free_kbytes=${Math.round(usual / KIB)}\` (${say.bytes(usual)}); look in /etc/sysctl.d for who set it`,
        risk: 'Raising it makes the kernel reclaim at once; in small steps.',
      },
    ],
  },
  zh: {
    title: ({ held, tooHigh }, say) =>
      tooHigh
        ? `vm.min_free_kbytes 使 ${say.bytes(held)} 内存无人可用`
        : `vm.min_free_kbytes 只保留 ${say.bytes(held)}，偏小`,
    text: ({ share, usual, tooHigh }, say) =>
      tooHigh
        ? `min 水位占内存的 **${say.percent(share)}**（超过 ${say.percent(high)} 提示）；内核自己会选 ${say.bytes(usual)}。水位以下的内存虽空闲却无法取用，因此 \`MemAvailable\` 远小于 \`MemFree\`，回收和 OOM 会过早发生。`
        : `内核自己会选 ${say.bytes(usual)}（低于其 ${say.percent(low)} 提示）。网卡等不能等待的请求会更早耗尽储备。`,
    refute: () => '若是经过测算的嵌入式或实时系统，则属正常。',
    actions: ({ usual }, say) => [
      {
        do: `设为接近内核自选的值：\`sysctl vm.min_free_kbytes=${Math.round(usual / KIB)}\`（${say.bytes(usual)}），并在 /etc/sysctl.d 中查找设置来源`,
        risk: '调高会立即触发回收，应小步进行。',
      },
    ],
  },
})
