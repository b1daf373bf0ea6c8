import { recordsOf } from '../snapshot/snapshot.ts'
import { pages, toBytes } from '../units.ts'
import { evidenceOf, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['ksm-effect']

/** F18. What merging equal pages saves, and whether it is worth its work. */
export const ksmEffect = defineRule({
  id: 'ksm-effect',
  reference: ['admin-guide/mm/ksm.rst'],
  explains: ['rss-sum-exceeds-ram'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      // Files printed one by one are records of their own.
      const fields = new Map(recordsOf(moment, 'ksm').flatMap(({ data }) => [...data.fields]))
      const [sharing, shared, unshared, run] = ['pages_sharing', 'pages_shared', 'pages_unshared', 'run'].map((name) =>
        fields.get(name),
      )
      if (!sharing || !shared || sharing.value === 0) return []
      const saved = toBytes(pages(sharing.value), moment.machine.pageSize.value)
      const poor =
        sharing.value < limits.ratio * shared.value ||
        (unshared !== undefined && unshared.value > limits.unshared * sharing.value)
      if (saved < limits.floor && !poor) return []
      return [
        {
          severity: 'notice',
          confidence: poor ? 'likely' : 'certain',
          snapshot: moment.index,
          bytes: saved,
          params: {
            saved,
            ratio: shared.value === 0 ? null : sharing.value / shared.value,
            unshared: unshared?.value ?? null,
            stopped: run?.value === 0,
            poor,
          },
          evidence: evidenceOf(sharing, shared, unshared, run),
          arithmetic: [
            `pages_sharing ${sharing.value} × ${moment.machine.pageSize.value} = ${kB(saved)}`,
            `pages_shared ${shared.value}${unshared ? `, pages_unshared ${unshared.value}` : ''}`,
          ],
        } as const,
      ]
    }),
  en: {
    title: ({ saved, poor }, say) =>
      poor ? `Page merging saves only ${say.bytes(saved)} for its work` : `Page merging saves ${say.bytes(saved)}`,
    text: ({ ratio, unshared, stopped, poor }, say) =>
      `KSM keeps equal pages once; the RSS of each process still counts them.${ratio === null ? '' : ` Each kept page stands for ${ratio.toFixed(1)} others.`}${unshared === null ? '' : ` ${say.count(unshared)} pages were compared in vain.`}${stopped ? ' Merging is stopped (`run` is 0), what was merged stays merged.' : ''}${poor ? ` Below ${limits.ratio} to 1, or with ${limits.unshared} times as many pages compared in vain, it costs more CPU and scattered pages than it gives.` : ''} When a guest or program writes to such pages they come apart, and the memory is wanted back at once.`,
    refute: () => '`general_profit` in /sys/kernel/mm/ksm that says otherwise (6.4 and later).',
    actions: ({ poor }) => [
      { do: 'Keep RAM in reserve for the pages that will come apart' },
      ...(poor ? [{ do: 'Stop ksmd: `echo 0 > /sys/kernel/mm/ksm/run`' }] : []),
      {
        do: 'Unmerge only with enough free memory: `echo 2 > /sys/kernel/mm/ksm/run`',
        risk: 'All that was saved is needed again, at once.',
      },
    ],
  },
  zh: {
    title: ({ saved, poor }, say) =>
      poor ? `页合并只节省了 ${say.bytes(saved)}，得不偿失` : `页合并节省了 ${say.bytes(saved)}`,
    text: ({ ratio, unshared, stopped, poor }, say) =>
      `KSM 对相同的页只保留一份，而各进程的 RSS 仍会各计一次。${ratio === null ? '' : `每个保留的页代表另外 ${ratio.toFixed(1)} 个页。`}${unshared === null ? '' : `有 ${say.count(unshared)} 个页比较后未能合并。`}${stopped ? '合并已停止（`run` 为 0），已合并的保持不变。' : ''}${poor ? `低于 ${limits.ratio} 比 1，或未能合并的页达 ${limits.unshared} 倍时，耗费的 CPU 与造成的分散超过收益。` : ''}虚拟机或程序写入这些页时会拆开，内存需要立即归还。`,
    refute: () => '若 /sys/kernel/mm/ksm 的 `general_profit`（6.4 及以后）显示相反结果，则以其为准。',
    actions: ({ poor }) => [
      { do: '为将要拆开的页预留内存' },
      ...(poor ? [{ do: '停止 ksmd：`echo 0 > /sys/kernel/mm/ksm/run`' }] : []),
      { do: '仅在空闲内存充足时拆分：`echo 2 > /sys/kernel/mm/ksm/run`', risk: '节省的内存会立刻全部被占用。' },
    ],
  },
})
