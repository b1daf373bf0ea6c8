import { largeIn, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

/** F25. Per-CPU allocations exist once for each possible CPU. */
export const percpuLarge = defineRule({
  id: 'percpu-large',
  reference: ['filesystems/proc.rst (Percpu)', 'mm/percpu.c'],
  // Each chunk has its book-keeping in vmalloc, and BPF maps are charged with their own.
  explains: ['vmalloc-large', 'oom-kernel-memory'],
  check: (theCase) => largeIn(theCase, 'percpu', 'Percpu', thresholds['percpu-large']),
  collect: () => ['/proc/cgroups', '/sys/kernel/debug/percpu_stats', '/proc/allocinfo'],
  en: {
    title: ({ size }, say) => `Per-CPU allocations hold ${say.bytes(size)}`,
    text: (params, say) =>
      `\`Percpu\` is ${ofRam.en(params, say)}. Each of these allocations exists once for every possible CPU, so control groups, mounts, network namespaces and per-CPU BPF maps cost many times their size. Control groups that were removed but still hold pages keep theirs.`,
    refute: () => 'A machine with hundreds of possible CPUs and thousands of live containers needs this.',
    actions: () => [
      {
        do: 'Count control groups: `grep memory /proc/cgroups` against `find /sys/fs/cgroup -type d | wc -l`; BPF maps: `bpftool map`',
      },
      { do: 'Remove what creates them; dying control groups go when their last page is reclaimed' },
      {
        do: 'Boot with `possible_cpus=` where firmware claims more CPUs than there are',
        risk: 'Needs a reboot; CPUs beyond can’t be added later.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `per-CPU 分配占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `\`Percpu\` 占${ofRam.zh(params, say)}。每个此类分配对每个可能的 CPU 各有一份，因此 cgroup、挂载、网络命名空间和 per-CPU BPF map 的开销是自身大小的许多倍。已删除但仍持有页的 cgroup 也不会释放。`,
    refute: () => '若机器有数百个可能的 CPU 和数千个活动容器，则属正常需要。',
    actions: () => [
      {
        do: '统计 cgroup：对照 `grep memory /proc/cgroups` 与 `find /sys/fs/cgroup -type d | wc -l`；BPF map：`bpftool map`',
      },
      { do: '移除其创建者；濒死 cgroup 在最后一页被回收后消失' },
      { do: '固件虚报 CPU 数量时，用 `possible_cpus=` 启动', risk: '需要重启；之后无法再热添加超出的 CPU。' },
    ],
  },
})
