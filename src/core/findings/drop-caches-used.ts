import { dataOf } from '../snapshot/snapshot.ts'
import { evidenceOf } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { times: noted } = thresholds['drop-caches-used']

/** F49. Somebody drops the caches of this machine again and again. */
export const dropCachesUsed = defineRule({
  id: 'drop-caches-used',
  reference: ['admin-guide/sysctl/vm.rst (drop_caches)'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const fields = dataOf(moment, 'vmstat')?.fields
      const [pages, slab] = [fields?.get('drop_pagecache'), fields?.get('drop_slab')]
      const times = Math.max(pages?.value ?? 0, slab?.value ?? 0)
      const counter = pages ?? slab
      if (!counter || times <= noted) return []
      return [
        {
          severity: 'notice',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: null,
          params: { times, who: null as string | null },
          evidence: evidenceOf(counter, slab),
          arithmetic: [`drop_pagecache ${pages?.value ?? '–'}, drop_slab ${slab?.value ?? '–'}`],
        } as const,
      ]
    }),
  collect: () => ['dmesg | grep drop_caches', 'grep -rs drop_caches /etc/cron* /var/spool/cron /etc/systemd/system'],
  en: {
    title: ({ times }, say) => `The caches were dropped ${say.count(times)} times since boot`,
    text: ({ who }) =>
      `More than ${noted} times is a script, not a test${who === null ? '' : `; the log names \`${who}\``}. Each time everything that was cached must be read from disk again, and what made somebody write the script is hidden by it.`,
    refute: () => 'A benchmark machine, where caches are dropped before each run on purpose.',
    actions: () => [
      { do: 'Find it: `grep -r drop_caches /etc/cron* /var/spool/cron /etc/systemd`, `dmesg | grep drop_caches`' },
      { do: 'Remove it, and watch `MemAvailable` instead of `MemFree`' },
    ],
  },
  zh: {
    title: ({ times }, say) => `自启动以来缓存被丢弃了 ${say.count(times)} 次`,
    text: ({ who }) =>
      `超过 ${noted} 次说明是脚本而非试验${who === null ? '' : `；日志中的执行者为 \`${who}\``}。每次都要从磁盘重新读取全部缓存内容，而当初促使写脚本的问题也因此被掩盖。`,
    refute: () => '若是基准测试机，每轮之前有意清空缓存，则属正常。',
    actions: () => [
      { do: '查找来源：`grep -r drop_caches /etc/cron* /var/spool/cron /etc/systemd`、`dmesg | grep drop_caches`' },
      { do: '移除它，并监控 `MemAvailable` 而不是 `MemFree`' },
    ],
  },
})
