import { recordsOf } from '../snapshot/snapshot.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule, type Case } from './rule.ts'
import { settingOf } from './settings.ts'
import { thresholds } from './thresholds.ts'

const { committed: noted } = thresholds['commit-limit-reached']

/** The kernel's own words for a refused promise. */
const refusals = ({ moments }: Case) =>
  moments.flatMap((moment) =>
    recordsOf(moment, 'kernelEvent').filter(({ data }) => data.event === 'overcommit-refused'),
  )

/** F44. Promises are bounded, and the bound is reached: allocations fail while RAM is free. */
export const commitLimitReached = defineRule({
  id: 'commit-limit-reached',
  reference: ['mm/overcommit-accounting.rst', 'mm/util.c (__vm_enough_memory)'],
  silences: ['committed-as-harmless'],
  check: (theCase) => {
    const mode = settingOf(theCase, 'vm.overcommit_memory')
    const refused = refusals(theCase)
    return hosts(theCase).flatMap(({ moment, get }) => {
      const [limit, committed] = [get('CommitLimit'), get('Committed_AS')]
      if (!limit || !committed || (mode?.value !== 2 && refused.length === 0)) return []
      if (committed.value < noted * limit.value && refused.length === 0) return []
      const free = get('MemFree')
      return [
        {
          severity: 'warning',
          confidence: mode ? 'certain' : 'likely',
          snapshot: moment.index,
          bytes: limit.value,
          params: {
            committed: committed.value,
            limit: limit.value,
            share: committed.value / limit.value,
            free: free?.value ?? null,
            refused: refused.length,
          },
          evidence: [
            ...evidenceOf(committed, limit, mode, free),
            ...refused.slice(0, 3).map(({ data }) => data.text.span),
          ],
          arithmetic: [
            `Committed_AS ${kB(committed.value)} / CommitLimit ${kB(limit.value)}`,
            ...(mode ? [`vm.overcommit_memory = ${mode.value}`] : []),
          ],
        } as const,
      ]
    })
  },
  collect: () => [
    'sysctl vm.overcommit_memory vm.overcommit_ratio vm.overcommit_kbytes',
    'dmesg | grep __vm_enough_memory',
  ],
  en: {
    title: ({ share }, say) => `The overcommit limit is reached: ${say.percent(share)} of it is promised`,
    text: ({ committed, limit, free, refused }, say) =>
      `With \`vm.overcommit_memory=2\` the kernel promises no more than \`CommitLimit\`. Of ${say.bytes(limit)}, ${say.bytes(committed)} are promised (noted from ${say.percent(noted)}), so \`mmap\`, \`fork\` and thread starts fail with ENOMEM${free === null ? '' : ` while ${say.bytes(free)} of RAM are free`}.${refused === 0 ? '' : ` The log has ${say.count(refused)} such refusals.`}`,
    refute: () => '`sysctl vm.overcommit_memory` is not 2, and the log has no `__vm_enough_memory`.',
    actions: () => [
      {
        do: 'Raise the limit: `vm.overcommit_ratio` or `vm.overcommit_kbytes`',
        risk: 'What is promised may be claimed: then the OOM killer comes instead of ENOMEM.',
      },
      { do: 'Add swap, which counts into the limit', risk: 'Programs that are swapped out answer slowly.' },
      { do: 'Lower what programs reserve without using: JVM heap and metaspace, stack sizes, preallocated pools' },
    ],
  },
  zh: {
    title: ({ share }, say) => `已达到 overcommit 限额：承诺了其中的 ${say.percent(share)}`,
    text: ({ committed, limit, free, refused }, say) =>
      `\`vm.overcommit_memory=2\` 时，内核承诺的内存不超过 \`CommitLimit\`。限额 ${say.bytes(limit)} 中已承诺 ${say.bytes(committed)}（${say.percent(noted)} 起提示），因此 \`mmap\`、\`fork\` 和创建线程会以 ENOMEM 失败${free === null ? '' : `，尽管还有 ${say.bytes(free)} 空闲内存`}。${refused === 0 ? '' : `日志中有 ${say.count(refused)} 次此类拒绝。`}`,
    refute: () => '若 `sysctl vm.overcommit_memory` 不为 2，且日志中没有 `__vm_enough_memory`，则不成立。',
    actions: () => [
      {
        do: '提高限额：`vm.overcommit_ratio` 或 `vm.overcommit_kbytes`',
        risk: '承诺可能被兑现，届时出现的是 OOM killer 而非 ENOMEM。',
      },
      { do: '增加 swap，其容量计入限额', risk: '被换出的程序响应变慢。' },
      { do: '减少程序只预留不使用的内存：JVM 堆与 metaspace、栈大小、预分配的池' },
    ],
  },
})
