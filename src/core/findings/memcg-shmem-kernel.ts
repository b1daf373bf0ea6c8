import type { CgroupBook } from '../ledger/cgroup.ts'
import { sayCgroup } from './cgroup-words.ts'
import type { Figure } from '../text/source.ts'
import type { Bytes } from '../units.ts'
import { chargeOf } from './cgroup-charge.ts'
import { memcgKills } from './kills.ts'
import { evidence, failureHits, type Told } from './failures.ts'
import { defineRule, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { shmem: sharedFrom, kernel: kernelFrom, cause, near } = thresholds['memcg-shmem-kernel']

interface Params {
  readonly path: string | null
  readonly what: 'shmem' | 'kernel'
  readonly size: Bytes
  readonly share: number
  /** The resident memory of the processes tells little of it. */
  readonly killed: boolean
}

/** F72. What fills the group is not the heap of its processes: files in tmpfs, or memory of the kernel on its account. */
export const memcgShmemKernel = defineRule({
  id: 'memcg-shmem-kernel',
  reference: ['admin-guide/cgroup-v2.rst (memory.stat)', 'filesystems/tmpfs.rst'],
  explains: ['memcg-parent-limit', 'oom-loop', 'oom-victim-not-largest'],
  check: (theCase) => {
    const kills = failureHits(
      memcgKills(theCase),
      ({ data, failure }) =>
        failure.cgroup &&
        tell(failure.cgroup, data.cgroup?.limited?.value ?? failure.cgroup.path, true, data.cgroup?.kmem?.usage),
    )
    const told = new Set(kills.map(({ subject }) => subject))
    const others = theCase.moments.flatMap((moment) =>
      moment.cgroups.filter(isNearLimit).flatMap((book): Hit<Params>[] => {
        const hit = tell(book, book.path, false)
        const places = hit && evidence(...hit.places)
        return hit && places && !told.has(hit.subject)
          ? [
              {
                severity: 'notice',
                confidence: 'certain',
                snapshot: moment.index,
                subject: hit.subject ?? '',
                bytes: hit.bytes,
                params: hit.params,
                evidence: places,
                arithmetic: hit.arithmetic,
              },
            ]
          : []
      }),
    )
    return [...kills, ...others]
  },
  en: {
    title: ({ path, what, size, share }, say) =>
      `${what === 'shmem' ? 'Shared memory and tmpfs' : 'Kernel memory'} ${what === 'shmem' ? 'are' : 'is'} ${say.bytes(size)}, ${say.percent(share)} of what ${path === null ? 'the control group' : sayCgroup(path, 'en')} is charged for`,
    text: ({ what, share, killed }, say) =>
      what === 'shmem'
        ? `**${say.percent(share)}** of the usage (noted from ${say.percent(sharedFrom)}) are pages of \`/dev/shm\`, of an \`emptyDir\` with \`medium: Memory\`, or of shared segments. They count as \`file\` but can't be dropped without swap, and they stay when their writer ${killed ? 'is killed: the next process meets the same full group' : 'ends'}.`
        : `**${say.percent(share)}** of the usage (noted from ${say.percent(kernelFrom)}) are pipes, sockets, slab, page tables and the like, which the kernel allocates on behalf of the group. No process shows them in its \`rss\`${killed ? ', and the victim may be small' : ''}.`,
    refute: ({ what }) =>
      what === 'shmem'
        ? 'A program that keeps its heap in shared memory on purpose.'
        : 'Slab that is reclaimable (`slab_reclaimable`): that goes when the group needs room.',
    actions: ({ what }) =>
      what === 'shmem'
        ? [
            { do: 'In the container: `df -k -t tmpfs`, `ls -la /dev/shm`, `ipcs -m`' },
            {
              do: 'Give the volume a limit (`emptyDir.sizeLimit`, `--shm-size`), and count it in the memory limit',
              risk: 'Writers get ENOSPC at the limit.',
            },
          ]
        : [
            {
              do: 'Look at the kernel keys of `memory.stat` (`slab`, `sock`, `pagetables`, `percpu`) and at open files: `ls /proc/PID/fd | wc -l`, `ss -m`',
            },
            { do: 'Limit what the program opens: connections, pipes, threads, mappings' },
          ],
  },
  zh: {
    title: ({ path, what, size, share }, say) =>
      `${path === null ? '该 cgroup' : sayCgroup(path, 'zh')} 的用量中，${what === 'shmem' ? '共享内存与 tmpfs' : '内核内存'} 有 ${say.bytes(size)}，占 ${say.percent(share)}`,
    text: ({ what, share, killed }, say) =>
      what === 'shmem'
        ? `用量的 **${say.percent(share)}**（${say.percent(sharedFrom)} 起提示）是 \`/dev/shm\`、\`medium: Memory\` 的 \`emptyDir\` 或共享段的页。它们计入 \`file\`，但没有 swap 就不能丢弃；写入者${killed ? '被杀后仍然存在，下一个进程面对的还是满的 cgroup' : '退出后仍然存在'}。`
        : `用量的 **${say.percent(share)}**（${say.percent(kernelFrom)} 起提示）是管道、套接字、slab、页表等，由内核代该 cgroup 分配，不出现在任何进程的 \`rss\` 中${killed ? '，因此被杀者可能很小' : ''}。`,
    refute: ({ what }) =>
      what === 'shmem'
        ? '若程序有意把堆放在共享内存中，则属正常。'
        : '若 slab 可回收（`slab_reclaimable`），则该 cgroup 需要时会释放。',
    actions: ({ what }) =>
      what === 'shmem'
        ? [
            { do: '在容器内查看：`df -k -t tmpfs`、`ls -la /dev/shm`、`ipcs -m`' },
            {
              do: '为卷设置上限（`emptyDir.sizeLimit`、`--shm-size`），并计入内存限额',
              risk: '写满后写入者会收到 ENOSPC。',
            },
          ]
        : [
            {
              do: '查看 `memory.stat` 的内核键（`slab`、`sock`、`pagetables`、`percpu`）以及打开的文件：`ls /proc/PID/fd | wc -l`、`ss -m`',
            },
            { do: '限制程序打开的数量：连接、管道、线程、映射' },
          ],
  },
})

/** The larger of the two shares that is worth a word; null where heap and cache decide. */
function tell(book: CgroupBook, path: string | null, killed: boolean, kmem?: Figure): Told<Params> | null {
  const use = chargeOf(book, kmem)
  if (use === null) return null
  const [shmem, kernel] = [use.shmem / use.usage, Math.min(1, use.kernel / use.usage)]
  const what =
    shmem >= sharedFrom && shmem >= kernel
      ? 'shmem'
      : kernel >= kernelFrom
        ? 'kernel'
        : shmem >= sharedFrom
          ? 'shmem'
          : null
  if (what === null) return null
  const share = what === 'shmem' ? shmem : kernel
  return {
    severity: share >= cause ? 'critical' : 'warning',
    subject: path ?? '',
    ...(share >= cause && killed && { explains: [...memcgShmemKernel.explains!, 'memcg-limit-oom' as const] }),
    bytes: use[what],
    params: { path, what, size: use[what], share, killed },
    places: use.evidence,
    arithmetic: [use.arithmetic],
  }
}

const isNearLimit = ({ usage, limit }: CgroupBook) =>
  limit !== null && limit !== 'unlimited' && usage.bytes >= limit.bytes * near
