import { recordsOf } from '../snapshot/snapshot.ts'
import type { Moment } from '../snapshot/moment.ts'
import { bytes } from '../units.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['driver-pages']

/** Drivers of graphics and accelerators, which take whole pages for what their devices work on. */
const DRIVER =
  /^(?:nvidia(?:_uvm|_drm|_modeset)?|amdgpu|radeon|nouveau|i915|xe|vmwgfx|habanalabs|mlx5_vdpa|ast|mgag200|bochs|qxl|virtio_gpu)$/

interface Params {
  readonly size: number
  readonly share: number
  readonly names: readonly string[]
  /** The driver counts them itself. */
  readonly counted: boolean
}

const driversOf = (moment: Moment) =>
  recordsOf(moment, 'lsmod')
    .flatMap(({ data }) => data.modules)
    .filter(({ name }) => DRIVER.test(name))

/** F38. Pages of graphics and accelerator drivers. */
export const driverPages = defineRule({
  id: 'driver-pages',
  reference: ['gpu/drm-mm.rst', 'filesystems/proc.rst (GPUActive)'],
  check: (theCase): Hit<Params>[] =>
    hosts(theCase).flatMap(({ moment, total, get }): Hit<Params>[] => {
      const drivers = driversOf(moment)
      const [active, kept] = [get('GPUActive'), get('GPUReclaim')]
      const counted = bytes((active?.value ?? 0) + (kept?.value ?? 0))
      if (active && counted > limits.gpu * total.value) {
        return [
          {
            severity: 'notice',
            confidence: 'certain',
            snapshot: moment.index,
            bytes: counted,
            params: {
              size: counted,
              share: counted / total.value,
              names: drivers.map(({ name }) => name),
              counted: true,
            },
            evidence: [...evidenceOf(active, kept, total), ...drivers.map(({ span }) => span)] as const,
            arithmetic: [
              `GPUActive ${kB(active.value)} + GPUReclaim ${kB(kept?.value ?? 0)} / MemTotal ${kB(total.value)}`,
            ],
          },
        ]
      }
      const residual = moment.ledger?.residual
      const [driver] = drivers
      if (!driver || residual?.verdict !== 'unaccounted' || residual.bytes < limits.unaccounted * total.value) return []
      return [
        {
          severity: 'notice',
          confidence: 'possible',
          snapshot: moment.index,
          bytes: residual.bytes,
          params: {
            size: residual.bytes,
            share: residual.bytes / total.value,
            names: drivers.map(({ name }) => name),
            counted: false,
          },
          evidence: [driver.span, ...drivers.slice(1).map(({ span }) => span), total.span] as const,
          arithmetic: [`unaccounted ${kB(residual.bytes)}`, drivers.map(({ name }) => name).join(', ')],
        },
      ]
    }),
  collect: () => [
    'sh -c "cat /sys/kernel/debug/dri/*/gem_names /sys/kernel/debug/ttm/page_pool /sys/kernel/debug/dma_buf/bufinfo"',
    'nvidia-smi',
  ],
  en: {
    title: ({ size, counted }, say) =>
      counted
        ? `The graphics driver holds ${say.bytes(size)}`
        : `A graphics or accelerator driver may hold part of the ${say.bytes(size)} in no account`,
    text: ({ share, names, counted }, say) =>
      counted
        ? `The driver counts **${say.percent(share)}** of RAM as its own (noted from ${say.percent(limits.gpu)})${names.length === 0 ? '' : `; loaded are ${say.list(names.map((name) => `\`${name}\``))}`}. What it only keeps in reserve can be reclaimed.`
        : `${say.list(names.map((name) => `\`${name}\``))} ${names.length === 1 ? 'is' : 'are'} loaded. Such drivers take whole pages that meminfo has no line for on this kernel. That they do here is not proven: the paste holds no figure of theirs.`,
    refute: () => 'The driver’s own statistics add up to little.',
    actions: () => [
      { do: 'Ask the driver: `nvidia-smi`, `/sys/kernel/debug/dri/*/`, `/sys/kernel/debug/dma_buf/bufinfo` (as root)' },
    ],
  },
  zh: {
    title: ({ size, counted }, say) =>
      counted ? `图形驱动占用 ${say.bytes(size)}` : `未入账的 ${say.bytes(size)} 中可能有一部分由图形或加速卡驱动占用`,
    text: ({ share, names, counted }, say) =>
      counted
        ? `驱动自报占内存的 **${say.percent(share)}**（${say.percent(limits.gpu)} 起提示）${names.length === 0 ? '' : `；已加载 ${say.list(names.map((name) => `\`${name}\``))}`}。其中仅作保留的部分可以回收。`
        : `已加载 ${say.list(names.map((name) => `\`${name}\``))}。这类驱动直接申请整页，而此内核的 meminfo 没有对应的行。此处是否如此并未证实：粘贴内容中没有它们的数值。`,
    refute: () => '若驱动自身的统计很小，则不成立。',
    actions: () => [
      { do: '查询驱动：`nvidia-smi`、`/sys/kernel/debug/dri/*/`、`/sys/kernel/debug/dma_buf/bufinfo`（需 root）' },
    ],
  },
})
