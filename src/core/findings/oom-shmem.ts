import { globalKills, killHits } from './kills.ts'
import { isExhausted } from './reach.ts'
import { accountOf, composition, placesOf, shareOf } from './report-book.ts'
import { killWords } from './kill-words.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { share: noted } = thresholds['oom-shmem']

/** F54. Shared memory and tmpfs filled RAM: killing a process frees its mappings, but no file. */
export const oomShmem = defineRule({
  id: 'oom-shmem',
  reference: ['filesystems/tmpfs.rst', 'mm/shmem.c'],
  explains: [
    'oom-exhaustion',
    'shmem-large',
    'shmem-hidden',
    'memory-exhausted',
    'swap-exhausted',
    'oom-loop',
    'oom-victim-not-largest',
    'lowmem-reserve',
  ],
  check: (theCase) =>
    killHits(globalKills(theCase), ({ failure }) => {
      const shmem = accountOf(failure, 'shmem')
      const share = shareOf(failure, shmem?.bytes)
      if (!shmem || share < noted || isExhausted(failure) === false) return null
      return {
        bytes: shmem.bytes,
        params: { share, size: shmem.bytes },
        places: placesOf(failure, 'shmem'),
        arithmetic: composition(failure),
      }
    }),
  collect: () => ['df -k -t tmpfs', 'ipcs -m', 'lsof -n +L1'],
  en: {
    title: ({ size, share }, say) =>
      `Out of memory: shared memory and tmpfs fill ${say.bytes(size)}, ${say.percent(share)} of RAM`,
    text: ({ share, kill }, say) =>
      `\`shmem\` was **${say.percent(share)}** of RAM (noted from ${say.percent(noted)}): files in \`/dev/shm\`, \`/tmp\` or another tmpfs, SysV segments, memfds. The kernel can only swap it; a kill frees it only where the last user of a deleted file or of anonymous shared memory dies, so kills of innocents follow. \`rss\` counts it in each process that maps it. ${killWords.en(kill, say)}`,
    refute: () => 'A database that was given shared buffers of this size: then what grew beside them is the cause.',
    actions: () => [
      {
        do: 'See what holds it: `df -k -t tmpfs`, `du -xsh /dev/shm /run /tmp`, `ipcs -mp`, and deleted but open files with `lsof +L1`',
      },
      {
        do: 'Delete what nobody needs, or restart the process that holds the deleted file',
        risk: 'What lies in tmpfs is lost for good.',
      },
      { do: 'Give the mount a limit: `mount -o remount,size=…`', risk: 'Writers get ENOSPC at the limit.' },
    ],
  },
  zh: {
    title: ({ size, share }, say) =>
      `内存不足：共享内存与 tmpfs 占用 ${say.bytes(size)}，为内存的 ${say.percent(share)}`,
    text: ({ share, kill }, say) =>
      `\`shmem\` 占内存的 **${say.percent(share)}**（${say.percent(noted)} 起提示）：\`/dev/shm\`、\`/tmp\` 等 tmpfs 中的文件、SysV 共享段、memfd。内核只能将其换出；只有已删除文件或匿名共享内存的最后一个使用者退出时才会释放，所以会接连误杀无辜进程。每个映射它的进程的 \`rss\` 都会重复计入。${killWords.zh(kill, say)}`,
    refute: () => '若数据库本来就配置了这么大的共享缓冲，则原因是在它之外增长的部分。',
    actions: () => [
      {
        do: '查看占用者：`df -k -t tmpfs`、`du -xsh /dev/shm /run /tmp`、`ipcs -mp`，已删除但仍打开的文件用 `lsof +L1`',
      },
      { do: '删除不再需要的文件，或重启持有已删除文件的进程', risk: 'tmpfs 中的数据一旦删除无法恢复。' },
      { do: '为挂载点设置上限：`mount -o remount,size=…`', risk: '写满后写入者会收到 ENOSPC。' },
    ],
  },
})
