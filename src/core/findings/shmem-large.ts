import { evidenceOf, hosts, kB, largeIn, mostly, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { warning, notice } = thresholds['shmem-large']

/** F10. Shared memory and tmpfs files: counted in Cached and in free's buff/cache, but not to be had without swap. */
export const shmemLarge = defineRule({
  id: 'shmem-large',
  reference: ['filesystems/tmpfs.rst', 'filesystems/proc.rst'],
  // Not `oom-shmem`: of the same memory that one tells what it led to as well, and it is the graver of the two.
  explains: ['memory-exhausted', 'swap-exhausted', 'processes-do-not-explain', 'oom-exhaustion'],
  check: (theCase) => [
    ...largeIn(theCase, 'shmem', 'Shmem', { warning }),
    // Less than a fifth, but more than all cache of files: what free calls cache is mostly none.
    ...hosts(theCase).flatMap(({ moment, total, get }) => {
      const [shmem, active, inactive] = [get('Shmem'), get('Active(file)'), get('Inactive(file)')]
      if (!shmem || !active || !inactive) return []
      const share = shmem.value / total.value
      const files = active.value + inactive.value
      if (share >= warning || share < notice || shmem.value <= files) return []
      return [
        {
          severity: 'notice',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: shmem.value,
          params: { size: shmem.value, share, from: notice, parts: [] },
          evidence: evidenceOf(shmem, active, inactive, total),
          arithmetic: [`Shmem ${kB(shmem.value)} > Active(file) + Inactive(file) ${kB(files)}`],
        } as const,
      ]
    }),
  ],
  collect: () => ['df -t tmpfs -k', 'ipcs -m'],
  en: {
    title: ({ size }, say) => `Shared memory and tmpfs hold ${say.bytes(size)}`,
    text: (params, say) =>
      `\`Shmem\` is ${ofRam.en(params, say)}.${mostly.en(params, say)} \`free\` counts it as buff/cache, but it can't be dropped: without swap it stays until its files are deleted or its segments removed. \`MemAvailable\` already leaves it out.`,
    refute: () =>
      'A database or a runtime that was given shared memory of this size on purpose: then it is in its place.',
    actions: () => [
      { do: 'See what holds it: `df -t tmpfs`, `du -xsh /dev/shm /run /tmp`, `ipcs -mp`, `lsof +L1`' },
      {
        do: 'Delete files or segments that nobody needs, after asking their owner',
        risk: 'What lies in tmpfs is lost for good.',
      },
      { do: 'Give the mount a limit: `mount -o remount,size=…`', risk: 'Writers get ENOSPC at the limit.' },
    ],
  },
  zh: {
    title: ({ size }, say) => `共享内存与 tmpfs 占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `\`Shmem\` 占${ofRam.zh(params, say)}。${mostly.zh(params, say)}\`free\` 把它算作 buff/cache，但它不能被丢弃：没有 swap 时，只有删除文件或共享段才会释放。\`MemAvailable\` 已不含这部分。`,
    refute: () => '若数据库或运行时本来就配置了这么大的共享内存，则属正常。',
    actions: () => [
      { do: '查看占用者：`df -t tmpfs`、`du -xsh /dev/shm /run /tmp`、`ipcs -mp`、`lsof +L1`' },
      { do: '与所有者确认后删除不再需要的文件或共享段', risk: 'tmpfs 中的数据一旦删除无法恢复。' },
      { do: '为挂载点设置上限：`mount -o remount,size=…`', risk: '写满后写入者会收到 ENOSPC。' },
    ],
  },
})
