import { evidenceOf, hostAt, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { supplies } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['cache-not-leak']

/** F01. Little is free because the rest is put to use as cache. */
export const cacheNotLeak = defineRule({
  id: 'cache-not-leak',
  reference: ['filesystems/proc.rst (MemAvailable)'],
  check: (theCase) =>
    supplies(theCase).flatMap(({ moment, total, free, available, estimated, evidence, arithmetic }) => {
      const used = (total - free) / total
      if (used < limits.used || available / total < limits.available) return []
      const host = hostAt(moment)
      const [cached, shmem] = [host?.get('Cached'), host?.get('Shmem')]
      if (cached && shmem && shmem.value > limits.shmem * cached.value) return []
      return [
        {
          severity: 'info',
          confidence: estimated ? 'likely' : 'certain',
          snapshot: moment.index,
          bytes: available,
          params: { used, available, share: available / total },
          evidence: cached ? [...evidence, ...evidenceOf(cached, shmem)] : evidence,
          arithmetic: [`(${kB(total)} − ${kB(free)}) / ${kB(total)}`, arithmetic],
        } as const,
      ]
    }),
  en: {
    title: ({ available }, say) => `Little is free because RAM serves as cache: ${say.bytes(available)} are available`,
    text: ({ used, share }, say) =>
      `${say.percent(used)} of RAM is not free, and yet **${say.percent(share)}** can be given to programs without swapping (a word is said from ${say.percent(limits.used)} used, while ${say.percent(limits.available)} are available). Idle RAM is used to keep files that were read; it is no leak.`,
    refute: () => '`MemAvailable` that falls from day to day, while the load stays the same.',
    actions: () => [
      { do: 'Nothing. Watch and alert on `MemAvailable`, not on `MemFree` or `free`’s used' },
      { do: 'Do not drop caches to make the figure look better', risk: 'Everything is read from disk again.' },
    ],
  },
  zh: {
    title: ({ available }, say) => `空闲内存少是因为用作缓存：仍有 ${say.bytes(available)} 可用`,
    text: ({ used, share }, say) =>
      `${say.percent(used)} 的内存不空闲，但其中 **${say.percent(share)}** 无需换出即可交给程序（已用达 ${say.percent(limits.used)} 且可用不低于 ${say.percent(limits.available)} 时提示）。闲置内存被用来保留读过的文件，并非泄漏。`,
    refute: () => '若负载不变而 `MemAvailable` 逐日下降，则不属此情形。',
    actions: () => [
      { do: '无需处理。监控与告警应看 `MemAvailable`，而不是 `MemFree` 或 `free` 的 used' },
      { do: '不要为了让数字好看而执行 drop_caches', risk: '所有内容都要重新从磁盘读取。' },
    ],
  },
})
