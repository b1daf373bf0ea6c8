import { failureHits, failuresIn } from './failures.ts'
import { defineRule } from './rule.ts'

/** `kmalloc-256(1234:dockerid)`: the copy of a slab cache that kernels before 5.9 made for each control group. */
const CHILD = /^(.+?)\((\d+):(.*)\)$/

/** F64. A slab cache of a control group could not grow: its kernel memory limit, not the machine. */
export const slubMemcgCache = defineRule({
  id: 'slub-memcg-cache',
  reference: ['admin-guide/cgroup-v1/memory.rst', 'mm/slab_common.c, memcg_create_kmem_cache'],
  explains: ['atomic-allocation-failure'],
  check: (theCase) =>
    failureHits(failuresIn(theCase, 'slubFailure'), (report, story) => {
      const cache = report.record.kind === 'slubFailure' ? report.record.data.cache : undefined
      const [, name, id, group] = CHILD.exec(cache?.value ?? '') ?? []
      if (!cache || !name || !id) return null
      return {
        severity: 'warning' as const,
        confidence: 'likely' as const,
        bytes: null,
        params: { name, group: group || null, id: Number(id), count: story.length },
        places: [cache.span],
        arithmetic: [`cache: ${cache.value}`],
      }
    }),
  collect: () => ['uname -r', '/proc/cgroups', '/proc/cmdline'],
  en: {
    title: ({ name, group }) =>
      `The slab cache \`${name}\` of a control group${group === null ? '' : ` (\`${group}\`)`} could not grow`,
    text: ({ id, count }, say) =>
      `The brackets behind the name say it: this is the copy of the cache that the kernel made for the memory cgroup with id ${id}${count > 1 ? ` (${say.count(count)} such messages)` : ''}. Either the group is at its kernel memory limit (\`memory.kmem.limit_in_bytes\`), or, on RHEL 7 kernels before 3.10.0-1075, the bugs of kernel memory accounting have used up ids or leaked caches. The machine itself may have memory in plenty.`,
    refute: () => 'Messages of the same kind for caches without brackets: then it is the machine that is short.',
    actions: () => [
      {
        do: 'Compare `memory.kmem.usage_in_bytes` with `memory.kmem.limit_in_bytes` of the group, and `num_cgroups` in `/proc/cgroups` with the groups that exist',
      },
      {
        do: 'Take the kernel memory limit off, or use a container runtime built without it (`nokmem`)',
        risk: 'Containers restart.',
      },
      { do: 'On RHEL 7: kernel 3.10.0-1127 or later, or boot with `cgroup.memory=nokmem`', risk: 'A reboot.' },
    ],
  },
  zh: {
    title: ({ name, group }) => `cgroup${group === null ? '' : `（\`${group}\`）`}的 slab cache \`${name}\` 无法增长`,
    text: ({ id, count }, say) =>
      `名称后的括号说明：这是内核为 id 为 ${id} 的内存 cgroup 建立的 cache 副本${count > 1 ? `（此类消息共 ${say.count(count)} 条）` : ''}。要么该 cgroup 已达内核内存限额（\`memory.kmem.limit_in_bytes\`），要么在早于 3.10.0-1075 的 RHEL 7 内核上，内核内存记账的缺陷耗尽了 id 或泄漏了 cache。机器本身可能内存充足。`,
    refute: () => '若名称不带括号的 cache 也有同类消息，则是整机缺内存。',
    actions: () => [
      {
        do: '比较该 cgroup 的 `memory.kmem.usage_in_bytes` 与 `memory.kmem.limit_in_bytes`，以及 `/proc/cgroups` 的 `num_cgroups` 与实际存在的 cgroup 数',
      },
      { do: '取消内核内存限额，或使用不设置它的容器运行时（`nokmem`）', risk: '容器会重启。' },
      { do: 'RHEL 7：升级到 3.10.0-1127 或更新内核，或以 `cgroup.memory=nokmem` 启动', risk: '需要重启。' },
    ],
  },
})
