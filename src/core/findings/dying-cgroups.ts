import { recordsOf } from '../snapshot/snapshot.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { count: noted } = thresholds['dying-cgroups']

/** F76. Removed control groups live on until the last page and object charged to them is gone. */
export const dyingCgroups = defineRule({
  id: 'dying-cgroups',
  reference: ['admin-guide/cgroup-v2.rst', 'mm/memcontrol.c, mem_cgroup_css_released'],
  explains: ['percpu-large'],
  check: ({ moments }) =>
    moments.flatMap((moment) =>
      recordsOf(moment, 'cgroupFile').flatMap(({ data: { values } }) => {
        const dying = values?.get('nr_dying_subsys_memory') ?? values?.get('nr_dying_descendants')
        const living = values?.get('nr_descendants')
        if (!dying || dying.value <= noted) return []
        return [
          {
            severity: 'warning' as const,
            confidence: 'certain' as const,
            snapshot: moment.index,
            bytes: null,
            params: { dying: dying.value, living: living?.value ?? null },
            evidence: [dying.span, ...(living ? [living.span] : [])] as const,
            arithmetic: [
              `${values?.has('nr_dying_subsys_memory') ? 'nr_dying_subsys_memory' : 'nr_dying_descendants'} ${dying.value} > ${noted}`,
            ],
          },
        ]
      }),
    ),
  collect: () => ['/proc/cgroups', '/sys/fs/cgroup/cgroup.stat'],
  en: {
    title: ({ dying }, say) => `${say.count(dying)} removed control groups still hold kernel memory`,
    text: ({ dying, living }, say) =>
      `**${say.count(dying)}** groups${living === null ? '' : `, beside ${say.count(living)} living ones,`} were removed but can't be freed (noted above ${say.count(noted)}): cache pages and slab objects are still charged to them. Each costs per-CPU counters on every CPU and slab, and walks over all groups get slow.`,
    refute: () => 'A number that falls by itself within minutes: then many groups were removed just before.',
    actions: () => [
      { do: 'Watch `nr_dying_descendants` in `/sys/fs/cgroup/cgroup.stat` over an hour' },
      { do: 'Find what creates short-lived groups: cron jobs in scopes, exec probes, restarting pods' },
      {
        do: 'As a test, once: `sync; echo 3 > /proc/sys/vm/drop_caches`',
        risk: 'Stalls for seconds with many dentries, and all caches are cold afterwards.',
      },
      { do: 'Upgrade the kernel: from 5.9 on slab, later also cache, moves to the parent group' },
    ],
  },
  zh: {
    title: ({ dying }, say) => `${say.count(dying)} 个已删除的 cgroup 仍占用内核内存`,
    text: ({ dying, living }, say) =>
      `有 **${say.count(dying)}** 个 cgroup 已被删除却无法释放${living === null ? '' : `（存活的有 ${say.count(living)} 个）`}（超过 ${say.count(noted)} 个即提示）：仍有缓存页和 slab 对象记在它们名下。每个都在每颗 CPU 上占用 per-CPU 计数器和 slab，遍历所有 cgroup 的操作也会变慢。`,
    refute: () => '若该数字在几分钟内自行下降，则只是刚刚删除了许多 cgroup。',
    actions: () => [
      { do: '观察一小时内 `/sys/fs/cgroup/cgroup.stat` 的 `nr_dying_descendants`' },
      { do: '查找不断创建短命 cgroup 的来源：scope 中的定时任务、exec 探针、反复重启的 Pod' },
      {
        do: '作为一次性测试：`sync; echo 3 > /proc/sys/vm/drop_caches`',
        risk: 'dentry 很多时会卡顿数秒，之后所有缓存都是冷的。',
      },
      { do: '升级内核：5.9 起 slab、更新版本起缓存会转移到父 cgroup' },
    ],
  },
})
