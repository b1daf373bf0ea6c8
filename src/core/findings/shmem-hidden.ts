import { bytes } from '../units.ts'
import { hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { notice, ofShmem, floor } = thresholds['shmem-hidden']

/** F12. Shared memory without a name: deleted files that are open, memfd, shared anonymous mappings. */
export const shmemHidden = defineRule({
  id: 'shmem-hidden',
  reference: ['filesystems/tmpfs.rst', 'man 2 memfd_create'],
  explains: ['shmem-large'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total }) => {
      const named = moment.crossChecks.find(({ id }) => id === 'named-shmem')
      // Without df most of it may have a name that the paste does not show.
      if (!named || !named.left.formula.includes('tmpfs')) return []
      const hidden = bytes(named.right.bytes - named.left.bytes)
      if (hidden < Math.max(floor, notice * total.value, ofShmem * named.right.bytes)) return []
      const [first, ...rest] = [...named.right.evidence, ...named.left.evidence]
      if (!first) return []
      return [
        {
          severity: 'notice',
          confidence: named.left.formula.includes('segments') ? 'likely' : 'possible',
          snapshot: moment.index,
          bytes: hidden,
          params: { hidden, shmem: named.right.bytes, named: named.left.bytes, share: hidden / total.value },
          evidence: [first, ...rest] as const,
          arithmetic: [
            `Shmem ${kB(named.right.bytes)} − (${named.left.formula}) ${kB(named.left.bytes)} = ${kB(hidden)}`,
          ],
        } as const,
      ]
    }),
  collect: () => [
    'sh -c \'ls -l /proc/[0-9]*/fd 2>/dev/null | grep -E "memfd:|\\(deleted\\)"\'',
    "sh -c 'grep -H RssShmem /proc/[0-9]*/status | sort -k2 -n | tail -n 20'",
    'ipcs -m',
  ],
  en: {
    title: ({ hidden }, say) => `${say.bytes(hidden)} of shared memory has no name in any file system`,
    text: ({ shmem, named, share }, say) =>
      `\`Shmem\` is ${say.bytes(shmem)}, but the files of tmpfs and the SysV segments in the paste add up to ${say.bytes(named)}. The rest, **${say.percent(share)}** of RAM (noted from ${say.percent(notice)}), is files that were deleted while open, \`memfd\`, shared anonymous mappings, or graphics buffers. It ends with the process that holds it.`,
    refute: () => 'tmpfs mounts of containers, which `df` on the host does not list.',
    actions: () => [
      {
        do: 'Find the holders: `ls -l /proc/[0-9]*/fd | grep -E "memfd:|deleted"`, `lsof +L1`, `RssShmem` in `/proc/PID/status`',
      },
      { do: 'Restart the program that holds deleted files', risk: 'Service interruption.' },
    ],
  },
  zh: {
    title: ({ hidden }, say) => `${say.bytes(hidden)} 共享内存在任何文件系统中都没有名字`,
    text: ({ shmem, named, share }, say) =>
      `\`Shmem\` 为 ${say.bytes(shmem)}，而粘贴内容中 tmpfs 的文件与 SysV 段合计 ${say.bytes(named)}。其余占内存的 **${say.percent(share)}**（${say.percent(notice)} 起提示），是打开后被删除的文件、\`memfd\`、共享匿名映射或图形缓冲，随持有它的进程结束而释放。`,
    refute: () => '若是容器内的 tmpfs 挂载，宿主机的 `df` 不会列出。',
    actions: () => [
      {
        do: '查找持有者：`ls -l /proc/[0-9]*/fd | grep -E "memfd:|deleted"`、`lsof +L1`、`/proc/PID/status` 的 `RssShmem`',
      },
      { do: '重启持有已删除文件的程序', risk: '会中断服务。' },
    ],
  },
})
