import { recordsOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import { defineRule, type Case, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { groups: many } = thresholds['kmem-accounting-leak']

/** `3.10.0-693.2.2.el7.x86_64` → 693. Other builds of 3.10 don't carry the bug's history. */
const BUILD = /^3\.10\.0-(\d+)(?:\.[\d.]+)?\.el7/
/** Fixed in this build (Red Hat bug 1507149); the first to be shipped with it was 3.10.0-1127 of RHEL 7.8. */
const FIXED = 1075

interface Params {
  readonly release: string
  /** Memory control groups that the kernel counts; null where the paste does not tell. */
  readonly groups: number | null
  readonly many: boolean
}

/** The release, wherever the paste names it. */
function releaseOf({ moments }: Case): { text: string; snapshot: number; span: Span } | null {
  for (const moment of moments) {
    for (const { data } of recordsOf(moment, 'uname')) {
      if (data.release) return { text: data.release.value, snapshot: moment.index, span: data.release.span }
    }
    const { release } = moment.machine
    const [span] = release?.evidence ?? []
    if (release && span) return { text: release.value, snapshot: moment.index, span }
  }
  return null
}

/** F70. Kernels of RHEL 7 before 7.8 leak slab caches and ids of control groups that account kernel memory. */
export const kmemAccountingLeak = defineRule({
  id: 'kmem-accounting-leak',
  reference: ['admin-guide/cgroup-v1/memory.rst (2.7 Kernel Memory Extension)', 'bugzilla.redhat.com 1507149'],
  check: (theCase): Hit<Params>[] => {
    const release = releaseOf(theCase)
    const build = release && BUILD.exec(release.text)
    if (!release || !build || Number(build[1]) >= FIXED) return []
    const groups = groupsOf(theCase)
    const crowded = groups !== undefined && groups.value > many
    return [
      {
        severity: crowded ? 'warning' : 'notice',
        confidence: crowded ? 'likely' : 'possible',
        snapshot: release.snapshot,
        bytes: null,
        params: { release: release.text, groups: groups?.value ?? null, many: crowded },
        evidence: groups ? [release.span, groups.span] : [release.span],
        arithmetic: [
          `3.10.0-${build[1]} < 3.10.0-${FIXED}.el7`,
          ...(groups ? [`memory num_cgroups ${groups.value}; ids end at 65535`] : []),
        ],
      },
    ]
  },
  collect: ({ groups }) => [
    ...(groups === null ? ['/proc/cgroups'] : []),
    '/proc/cmdline',
    'find /sys/fs/cgroup/memory -type d | wc -l',
    'dmesg | grep -E "SLUB: Unable|cgroup.*No space"',
    '/proc/slabinfo',
  ],
  en: {
    title: ({ release }) => `Kernel ${release} is in the range of the kernel memory accounting bugs`,
    text: ({ groups, many: crowded }, say) =>
      `Before 3.10.0-1075.el7 (shipped from 3.10.0-1127, RHEL and CentOS 7.8) such kernels lose slab caches and control group ids once containers account kernel memory, as runc, Docker and kubelet of 2017 to 2019 do. That the kernel is in this range proves nothing about this machine.${groups === null ? ' Whether it happens here, the paste does not tell.' : crowded ? ` With ${say.count(groups)} memory control groups (noted above ${say.count(many)}) it is likely.` : ` With ${say.count(groups)} memory control groups it does not look so.`}`,
    refute: () =>
      '`cgroup.memory=nokmem` in `/proc/cmdline`, or a `num_cgroups` of memory that is close to the number of directories.',
    actions: () => [
      {
        do: 'Compare `grep memory /proc/cgroups` with `find /sys/fs/cgroup/memory -type d | wc -l`: far more than directories means leaked ids',
      },
      {
        do: 'Look for `SLUB: Unable to allocate memory on node -1` with cache names such as `kmalloc-64(123:container)` in dmesg, and for `mkdir … no space left on device`',
      },
      {
        do: 'Use a runc and a kubelet (1.14 and later) built with the tag `nokmem`',
        risk: 'Kernel memory of containers is then no longer limited.',
      },
      {
        do: 'Update to kernel 3.10.0-1127 or later, or boot with `cgroup.memory=nokmem` where the kernel knows it',
        risk: 'Needs a reboot.',
      },
    ],
  },
  zh: {
    title: ({ release }) => `内核 ${release} 处于 kmem accounting 缺陷的版本范围内`,
    text: ({ groups, many: crowded }, say) =>
      `在 3.10.0-1075.el7（随 3.10.0-1127，即 RHEL 与 CentOS 7.8 发布）之前，一旦容器启用内核内存统计（2017 至 2019 年的 runc、Docker 和 kubelet 会启用），这类内核会泄漏 slab 缓存和 cgroup id。内核处于此范围并不能证明本机受影响。${groups === null ? '粘贴内容无法判断此处是否发生。' : crowded ? `内存 cgroup 达 ${say.count(groups)} 个（超过 ${say.count(many)} 个提示），很可能已经发生。` : `内存 cgroup 为 ${say.count(groups)} 个，看来并未发生。`}`,
    refute: () => '若 `/proc/cmdline` 中有 `cgroup.memory=nokmem`，或 memory 的 `num_cgroups` 与目录数相近，则不成立。',
    actions: () => [
      {
        do: '对照 `grep memory /proc/cgroups` 与 `find /sys/fs/cgroup/memory -type d | wc -l`：远多于目录数说明 id 已泄漏',
      },
      {
        do: '在 dmesg 中查找 `SLUB: Unable to allocate memory on node -1` 及形如 `kmalloc-64(123:container)` 的缓存名，以及 `mkdir … no space left on device`',
      },
      { do: '使用以 `nokmem` 标签编译的 runc 与 kubelet（1.14 及以后）', risk: '此后不再限制容器的内核内存。' },
      { do: '升级内核到 3.10.0-1127 或更高；内核支持时也可用 `cgroup.memory=nokmem` 启动', risk: '需要重启。' },
    ],
  },
})

/** The count of memory control groups from /proc/cgroups, those that are gone but hold memory among them. */
function groupsOf({ moments }: Case): Figure | undefined {
  for (const moment of moments) {
    for (const { data } of recordsOf(moment, 'cgroups')) {
      const count = data.controllers.find(({ name }) => name === 'memory')?.num_cgroups
      if (count) return count
    }
  }
  return undefined
}
