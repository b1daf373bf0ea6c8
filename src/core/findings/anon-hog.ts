import { evidenceOf, gravity, hosts, kB, notedFrom, ofRam } from './figures.ts'
import { programsOf } from './programs.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['anon-hog']

/** F13. One process owns a large part of all anonymous memory. */
export const anonHog = defineRule({
  id: 'anon-hog',
  reference: ['admin-guide/cgroup-v2.rst (memory.max)', 'filesystems/proc.rst (VmRSS)'],
  explains: ['memory-exhausted', 'swap-exhausted', 'thrashing', 'direct-reclaim', 'thp-large'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const anon = get('AnonPages')
      const top = programsOf(moment)[0]
      if (!anon || !top || anon.value === 0) return []
      // What exceeds all anonymous memory is mostly shared, and shows in no figure of this process alone.
      const share = top.rss / total.value
      const severity = gravity(share, threshold)
      if (severity === null || top.rss < threshold.ofAnon * anon.value || top.rss > 1.1 * anon.value) return []
      const shmem = get('Shmem')
      return [
        {
          severity,
          confidence: shmem && shmem.value > threshold.ofAnon * top.rss ? 'likely' : 'certain',
          snapshot: moment.index,
          bytes: top.rss,
          params: {
            name: top.name,
            pid: top.pid,
            rss: top.rss,
            ofAnon: Math.min(1, top.rss / anon.value),
            share,
            from: notedFrom(threshold),
          },
          evidence: [top.span, ...evidenceOf(anon, total)],
          arithmetic: [`${top.name} RSS ${kB(top.rss)} / AnonPages ${kB(anon.value)}`, `/ MemTotal ${kB(total.value)}`],
        } as const,
      ]
    }),
  collect: ({ pid }) => (pid === null ? [] : [`/proc/${pid}/smaps_rollup`, `/proc/${pid}/status`]),
  en: {
    title: ({ name, rss }, say) => `\`${name}\` holds ${say.bytes(rss)}`,
    text: ({ name, pid, ofAnon, ...params }, say) =>
      `One process, \`${name}\`${pid === null ? '' : ` (pid ${pid})`}, has ${say.percent(ofAnon)} of all anonymous memory (noted from ${say.percent(threshold.ofAnon)}), which is ${ofRam.en(params, say)}. Its resident size may count pages that it shares with others.`,
    refute: () => 'A heap or cache that was given this size on purpose, and stays there.',
    actions: () => [
      { do: 'Compare with what it was set to: heap, buffer pool, workers' },
      { do: 'See where it grows: `smaps_rollup` twice, or the runtime’s own heap statistics' },
      {
        do: 'Give it a limit: `MemoryMax=` of its unit',
        risk: 'At the limit it is killed instead of the machine suffering.',
      },
    ],
  },
  zh: {
    title: ({ name, rss }, say) => `\`${name}\` 占用 ${say.bytes(rss)}`,
    text: ({ name, pid, ofAnon, ...params }, say) =>
      `单个进程 \`${name}\`${pid === null ? '' : `（pid ${pid}）`}占全部匿名内存的 ${say.percent(ofAnon)}（${say.percent(threshold.ofAnon)} 起提示），占${ofRam.zh(params, say)}。其常驻大小可能包含与其他进程共享的页。`,
    refute: () => '若堆或缓存本来就设为这么大且保持不变，则属正常。',
    actions: () => [
      { do: '与其配置对照：堆、缓冲池、工作进程数' },
      { do: '查看增长点：两次读取 `smaps_rollup`，或运行时自身的堆统计' },
      { do: '为其设置上限：unit 的 `MemoryMax=`', risk: '达到上限时被杀的是它，而不是拖垮整机。' },
    ],
  },
})
