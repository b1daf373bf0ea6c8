import { bytes } from '../units.ts'
import { evidenceOf, hosts, kB, ofRam } from './figures.ts'
import { groupsOf, programsOf } from './programs.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['anon-many-workers']

/** F14. Many processes of one name, none of them large. */
export const anonManyWorkers = defineRule({
  id: 'anon-many-workers',
  reference: ['filesystems/proc.rst (smaps_rollup)'],
  explains: ['memory-exhausted', 'swap-exhausted', 'thrashing', 'kernel-stacks-large', 'rss-sum-exceeds-ram'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const anon = get('AnonPages')
      const group = groupsOf(programsOf(moment)).find(({ programs }) => programs.length >= limits.count)
      if (!anon || !group) return []
      const [largest] = group.programs
      // Their sum counts shared pages in each, so it can exceed what there is.
      const held = bytes(Math.min(group.rss, anon.value))
      const share = held / total.value
      if (group.rss < limits.ofAnon * anon.value || share < limits.notice) return []
      if (largest.rss >= limits.single * anon.value) return []
      const shares = group.rss > anon.value
      return [
        {
          severity: 'notice',
          confidence: shares ? 'possible' : 'likely',
          snapshot: moment.index,
          bytes: held,
          params: {
            name: group.name,
            count: group.programs.length,
            sum: group.rss,
            each: group.rss / group.programs.length,
            ofAnon: held / anon.value,
            shares,
            share,
            from: limits.notice,
          },
          evidence: [largest.span, ...evidenceOf(anon, total), group.programs.at(-1)!.span],
          arithmetic: [`${group.programs.length} × ${group.name}: Σ RSS ${kB(group.rss)}; AnonPages ${kB(anon.value)}`],
        } as const,
      ]
    }),
  collect: ({ name }) => [`sh -c 'for p in $(pgrep -x ${name}); do grep -H Pss: /proc/$p/smaps_rollup; done'`],
  en: {
    title: ({ name, count, sum }, say) => `${say.count(count)} processes \`${name}\` hold ${say.bytes(sum)} together`,
    text: ({ each, ofAnon, shares, ...params }, say) =>
      `Each is small (${say.bytes(each)} on average), together they are ${say.percent(ofAnon)} of all anonymous memory (noted from ${say.percent(limits.ofAnon)} and ${limits.count} processes), ${ofRam.en(params, say)}.${shares ? ' The sum exceeds what there is, so they share pages: their real use is smaller.' : ' What they share is counted once for each.'}`,
    refute: () => 'The sum of their `Pss` is much smaller: then they share most of it.',
    actions: ({ name }) => [
      { do: `Bound the number of \`${name}\`: workers, children, pool size` },
      {
        do: 'Let workers end after some thousand requests, where each of them grows',
        risk: 'Each restart costs a moment of work.',
      },
    ],
  },
  zh: {
    title: ({ name, count, sum }, say) => `${say.count(count)} 个 \`${name}\` 进程合计占用 ${say.bytes(sum)}`,
    text: ({ each, ofAnon, shares, ...params }, say) =>
      `单个都不大（平均 ${say.bytes(each)}），合计占全部匿名内存的 ${say.percent(ofAnon)}（达 ${say.percent(limits.ofAnon)} 且不少于 ${limits.count} 个进程时提示），占${ofRam.zh(params, say)}。${shares ? '总和超过了实际存在的内存，说明它们共享页，实际占用更少。' : '共享的页在每个进程中各计一次。'}`,
    refute: () => '若它们的 `Pss` 之和小得多，则大部分是共享的。',
    actions: ({ name }) => [
      { do: `限制 \`${name}\` 的数量：worker 数、子进程数、连接池大小` },
      { do: '若每个都在增长，让 worker 处理若干请求后退出', risk: '每次重启都会短暂影响处理。' },
    ],
  },
})
