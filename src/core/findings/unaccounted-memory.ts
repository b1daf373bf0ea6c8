import { bytes, sum } from '../units.ts'
import { terms } from '../language/terms.ts'
import type { Language } from '../language/say.ts'
import type { AccountId } from '../ledger/account.ts'
import { gravity, kB, notedFrom, ofRam } from './figures.ts'
import { defineRule, type Evidence, type Hit, type Say } from './rule.ts'
import { collectFor, suspected, suspectsOf, type Suspect } from './suspects.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['unaccounted-memory']

interface Params {
  readonly residual: number
  readonly tolerance: number
  readonly share: number
  readonly from: number
  /** What other sources say lies inside it. */
  readonly explained: readonly { readonly id: AccountId; readonly size: number }[]
  readonly suspects: readonly Pick<Suspect, 'kind' | 'names'>[]
}

/** F34. Memory that the kernel hands out without counting it anywhere. */
export const unaccountedMemory = defineRule({
  id: 'unaccounted-memory',
  reference: ['filesystems/proc.rst (meminfo)', 'mm/allocation-profiling.rst', 'mm/page_owner.rst'],
  explains: [
    'memory-exhausted',
    'swap-exhausted',
    'processes-do-not-explain',
    'driver-pages',
    'oom-kernel-memory',
    'oom-exhaustion',
  ],
  check: ({ moments }): Hit<Params>[] =>
    moments.flatMap((moment) => {
      const { ledger } = moment
      if (!ledger || ledger.residual.verdict !== 'unaccounted') return []
      const { residual, total, accounts } = ledger
      const share = residual.bytes / total.bytes
      const severity = gravity(share, threshold)
      if (severity === null || residual.bytes < Math.max(threshold.floor, threshold.tolerances * residual.tolerance))
        return []
      const suspects = suspectsOf(moment)
      const accounted = sum(accounts.map((account) => account.bytes))
      const [first, ...rest] = [
        ...total.evidence,
        ...accounts.flatMap(({ evidence }) => evidence),
        ...residual.explained.flatMap(({ evidence }) => evidence),
        ...suspects.flatMap(({ evidence }) => evidence),
      ]
      if (!first) return []
      return [
        {
          severity,
          confidence: 'certain',
          snapshot: moment.index,
          bytes: residual.bytes,
          params: {
            residual: residual.bytes,
            tolerance: residual.tolerance,
            share,
            from: notedFrom(threshold),
            explained: residual.explained.map(({ id, bytes: size }) => ({ id, size })),
            suspects: suspects.map(({ kind, names }) => ({ kind, names })),
          },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [
            `${total.formula} ${kB(total.bytes)} − Σ accounts ${kB(accounted)} = ${kB(residual.bytes)}`,
            `tolerance ${kB(residual.tolerance)}`,
          ],
        },
      ]
    }),
  collect: ({ suspects }) => [
    ...new Set([
      ...collectFor(suspects),
      '/proc/vmallocinfo',
      '/proc/modules',
      '/proc/net/sockstat',
      '/proc/allocinfo',
      '/proc/vmstat',
    ]),
  ],
  en: {
    title: ({ residual }, say) => `${say.bytes(residual)} of RAM is in no account of the kernel`,
    text: ({ residual, tolerance, explained, suspects, ...params }, say) =>
      `MemTotal less everything that meminfo counts leaves ${ofRam.en(params, say)}; counters drift by ${say.bytes(tolerance)} at most. Somebody holds pages for whom meminfo has no line: a hypervisor’s balloon, a driver, socket and pipe buffers, a RAM disk, tracing.${explanation(explained, residual, 'en', say)}${suspects.length > 0 ? ` In this paste: ${suspected(suspects, 'en', say)}; none of it is proven.` : ' Nothing in the paste names the holder.'} That it is a leak does not follow.`,
    refute: () => 'A source that names the pages: `/proc/allocinfo`, page_owner, the hypervisor’s tools.',
    actions: ({ suspects }) => [
      { do: 'Collect what the paste lacks (below), and watch whether the figure grows' },
      ...(suspects.length > 0
        ? [
            {
              do: 'Take the suspects one by one: stop the service or unload the module, and compare',
              risk: 'Service interruption.',
            },
          ]
        : []),
      {
        do: 'Boot once with `page_owner=on`, or a kernel with allocation profiling, to see who asks for pages',
        risk: 'Costs about 0.4 % of RAM and a reboot.',
      },
    ],
  },
  zh: {
    title: ({ residual }, say) => `有 ${say.bytes(residual)} 内存不在内核的任何账目中`,
    text: ({ residual, tolerance, explained, suspects, ...params }, say) =>
      `MemTotal 减去 meminfo 统计的全部内容后，剩余部分占${ofRam.zh(params, say)}；计数器自身的偏差至多 ${say.bytes(tolerance)}。这些页的占有者在 meminfo 中没有对应的行：可能是虚拟化的气球、驱动、套接字与管道缓冲、RAM 盘或跟踪缓冲。${explanation(explained, residual, 'zh', say)}${suspects.length > 0 ? `此次粘贴中的线索：${suspected(suspects, 'zh', say)}；均未证实。` : '粘贴内容没有指明占有者。'}由此不能推断存在泄漏。`,
    refute: () => '若有来源指明这些页的归属（`/proc/allocinfo`、page_owner、虚拟化工具），则以其为准。',
    actions: ({ suspects }) => [
      { do: '采集粘贴内容所缺的部分（见下），并观察该数值是否增长' },
      ...(suspects.length > 0 ? [{ do: '逐一排查：停止服务或卸载模块后比较', risk: '会中断服务。' }] : []),
      {
        do: '以 `page_owner=on` 启动一次，或使用带分配剖析的内核，查看谁在申请页',
        risk: '约占 0.4 % 内存，且需要重启。',
      },
    ],
  },
})

function explanation(explained: Params['explained'], residual: number, language: Language, say: Say): string {
  if (explained.length === 0) return ''
  const list = say.list(explained.map(({ id, size }) => `${terms[language].account[id]} ${say.bytes(size)}`))
  const rest = bytes(Math.max(0, residual - sum(explained.map(({ size }) => bytes(size)))))
  return language === 'en'
    ? ` Other sources in the paste say what lies in it: ${list}, which leaves ${say.bytes(rest)}.`
    : `粘贴中的其他来源说明了其中一部分：${list}，还剩 ${say.bytes(rest)}。`
}
