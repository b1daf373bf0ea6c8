import type { Ledger } from '../ledger/account.ts'
import { dataOf, recordsOf, recordWithId } from '../snapshot/snapshot.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Figure } from '../text/source.ts'
import { bytes } from '../units.ts'
import { booksOf, gravity, kB, notedFrom, ofRam } from './figures.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['zram-zswap-memory']

interface Params {
  readonly size: number
  readonly share: number
  readonly from: number
  /** Which of the two: `zram`, `zswap`. */
  readonly names: readonly string[]
  /** Uncompressed bytes in it; null where the paste does not tell. */
  readonly data: number | null
  /** The size is what is missing from the books while swap lies on zram. */
  readonly inferred: boolean
}

/** Swap areas on zram, as swapon or /proc/swaps lists them. */
const zramAreas = (moment: Moment) =>
  [
    ...recordsOf(moment, 'swaps').flatMap(({ data }) =>
      data.areas.map(({ filename, size }) => ({ name: filename, size })),
    ),
    ...recordsOf(moment, 'swapon').flatMap(({ data }) => data.areas.map(({ name, size }) => ({ name, size }))),
  ].filter(({ name }) => /\/zram\d/.test(name))

/** What is in swap, as the report of the book or meminfo counts it. */
function swappedIn(moment: Moment, { scope }: Ledger): number {
  const record = scope.kind === 'report' ? recordWithId(moment, scope.record) : undefined
  const report = record?.kind === 'oom' ? record.data.swap : undefined
  const fields = dataOf(moment, 'meminfo')?.fields
  const [total, free] = report
    ? [report.get('total'), report.get('free')]
    : [fields?.get('SwapTotal'), fields?.get('SwapFree')]
  return total && free ? total.value - free.value : 0
}

/** Pages of zram are in no line of meminfo and in no counter of a report: where swap is on it, what is missing is most likely it. */
function inferredIn(moment: Moment, ledger: Ledger): Hit<Params>[] {
  const [area] = zramAreas(moment)
  const { residual, total } = ledger
  const swapped = swappedIn(moment, ledger)
  if (!area?.size || residual.verdict !== 'unaccounted' || swapped === 0) return []
  // Random data does not compress, and the allocator adds a little.
  if (residual.bytes > threshold.incompressible * swapped) return []
  const size = bytes(Math.min(residual.bytes, swapped))
  const share = size / total.bytes
  const severity = gravity(share, threshold)
  if (severity === null) return []
  return [
    {
      severity,
      confidence: 'likely',
      snapshot: moment.index,
      bytes: size,
      params: { size, share, from: notedFrom(threshold), names: ['zram'], data: swapped, inferred: true },
      evidence: [area.size.span, ...total.evidence],
      arithmetic: [`unaccounted ${kB(residual.bytes)}, swapped out ${kB(swapped)} to ${area.name}`],
    },
  ]
}

/** What was put into the compressed swap, before compression. */
function dataIn(moment: Moment): readonly Figure[] {
  const zram = recordsOf(moment, 'mmStat').flatMap(({ data }) => data.fields.get('orig_data_size') ?? [])
  const zswapped = recordsOf(moment, 'meminfo').at(-1)?.data.fields.get('Zswapped')
  return [...zram, ...(zswapped && zswapped.value > 0 ? [zswapped] : [])]
}

/** F32. Compressed swap lives in RAM. */
export const zramZswapMemory = defineRule({
  id: 'zram-zswap-memory',
  reference: ['admin-guide/blockdev/zram.rst', 'admin-guide/mm/zswap.rst'],
  explains: ['unaccounted-memory', 'processes-do-not-explain', 'oom-kernel-memory', 'swap-exhausted'],
  check: ({ moments }): Hit<Params>[] =>
    moments.flatMap((moment) =>
      booksOf(moment).flatMap((ledger) => {
        const accounts = ledger.accounts.filter(({ id, bytes: size }) => (id === 'zram' || id === 'zswap') && size > 0)
        const size = bytes(accounts.reduce((sum, account) => sum + account.bytes, 0))
        const share = size / ledger.total.bytes
        const severity = gravity(share, threshold)
        const data = ledger.scope.kind === 'host' ? dataIn(moment) : []
        const [first, ...rest] = [...accounts.flatMap(({ evidence }) => evidence), ...data.map(({ span }) => span)]
        if (accounts.length === 0) return inferredIn(moment, ledger)
        if (!first || severity === null) return []
        const stored = data.reduce((sum, { value }) => sum + value, 0)
        return [
          {
            severity,
            confidence: 'certain',
            snapshot: moment.index,
            bytes: size,
            params: {
              size,
              share,
              from: notedFrom(threshold),
              names: accounts.map(({ id }) => id),
              data: data.length > 0 ? stored : null,
              inferred: false,
            },
            evidence: [first, ...rest, ...ledger.total.evidence] satisfies Evidence,
            arithmetic: [
              ...accounts.map(
                (account) =>
                  `${account.formula ?? account.id} ${kB(account.bytes)} / ${ledger.total.formula} ${kB(ledger.total.bytes)}`,
              ),
              ...(data.length > 0 ? [`stored ${kB(stored)} / ${kB(size)} = ${(stored / size).toFixed(2)}`] : []),
            ],
          },
        ]
      }),
    ),
  collect: ({ data }) => (data === null ? ['zramctl --bytes', 'sh -c "grep -r . /sys/kernel/debug/zswap"'] : []),
  en: {
    title: ({ size, names }, say) => `Compressed swap (${names.join(', ')}) holds ${say.bytes(size)} of RAM`,
    text: ({ data, inferred, ...params }, say) =>
      `That is ${ofRam.en(params, say)}.${inferred ? ' The paste does not print it: it follows from swap on zram, and from as much memory in no account.' : ''}${data === null ? ' How much was put into it, the paste does not tell.' : ` ${say.bytes(data)} were put into it, a ratio of **${(data / params.size).toFixed(2)}**${data / params.size < threshold.ratio ? `; below ${threshold.ratio} it hardly pays` : ''}.`} Swapping out to it frees only the difference.`,
    refute: () => 'A ratio of 3 and more: then it earns its place.',
    actions: () => [
      { do: 'See its ratio and its limits: `zramctl`, /sys/kernel/debug/zswap' },
      {
        do: 'Bound it: `mem_limit` of the zram device, `max_pool_percent` of zswap',
        risk: 'What no longer fits goes to disk, or to the OOM killer.',
      },
    ],
  },
  zh: {
    title: ({ size, names }, say) => `压缩 swap（${names.join('、')}）占用内存 ${say.bytes(size)}`,
    text: ({ data, inferred, ...params }, say) =>
      `占${ofRam.zh(params, say)}。${inferred ? '粘贴内容没有直接给出该值：依据是 swap 位于 zram，且有相应大小的内存未入账。' : ''}${data === null ? '粘贴内容没有说明存入了多少。' : `存入 ${say.bytes(data)}，压缩比 **${(data / params.size).toFixed(2)}**${data / params.size < threshold.ratio ? `；低于 ${threshold.ratio} 时收益甚微` : ''}。`}换出到其中只能释放差额。`,
    refute: () => '若压缩比达到 3 以上，则物有所值。',
    actions: () => [
      { do: '查看压缩比与上限：`zramctl`、/sys/kernel/debug/zswap' },
      {
        do: '设置上限：zram 设备的 `mem_limit`、zswap 的 `max_pool_percent`',
        risk: '放不下的内容会进入磁盘，或触发 OOM killer。',
      },
    ],
  },
})
