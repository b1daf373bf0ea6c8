import { recordsOf } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import { gravity, hostAt, kB } from './figures.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { notice, size: large, floor } = thresholds['sysv-shm-orphan']

interface Params {
  readonly size: number
  readonly segments: readonly { readonly id: number; readonly owner: string; readonly size: number }[]
  /** Of RAM; null where the paste does not hold it. */
  readonly share: number | null
}

/** F11. SysV segments that outlived everybody who had them attached. */
export const sysvShmOrphan = defineRule({
  id: 'sysv-shm-orphan',
  reference: ['filesystems/proc.rst (/proc/sysvipc)', 'man 1 ipcrm'],
  check: (theCase): Hit<Params>[] =>
    theCase.moments.flatMap((moment) => {
      const orphans = recordsOf(moment, 'ipcs')
        .flatMap(({ data }) => data.segments ?? [])
        .filter(({ attached, status }) => attached === 0 && status !== 'dest')
        .sort((a, b) => b.size - a.size)
      const size = bytes(orphans.reduce((sum, each) => sum + each.size, 0))
      const host = hostAt(moment)
      const share = host ? size / host.total.value : null
      const [first, ...rest] = orphans.map(({ span }) => span)
      if (!first || size < floor || (size < large && gravity(share ?? 0, { notice }) === null)) return []
      const shmem = host?.get('Shmem')
      return [
        {
          severity: 'notice',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: size,
          params: {
            size,
            segments: orphans.slice(0, 5).map(({ id, owner, size: each }) => ({ id, owner, size: each })),
            share,
          },
          evidence: [first, ...rest.slice(0, 20), ...(shmem ? [shmem.span] : [])] satisfies Evidence,
          arithmetic: [
            `Σ bytes with nattch 0: ${orphans.length} segments, ${kB(size)}`,
            ...(shmem ? [`Shmem ${kB(shmem.value)}`] : []),
          ],
          // Where they are most of the shared memory, they are what it is about.
          ...(shmem && size > shmem.value / 2
            ? { explains: ['shmem-large', 'shmem-hidden', 'oom-shmem'] as const }
            : {}),
        },
      ]
    }),
  collect: () => ['ipcs -mpt'],
  en: {
    title: ({ size, segments }, say) =>
      `${say.bytes(size)} of SysV shared memory ${segments.length === 1 ? 'has' : 'have'} no process attached`,
    text: ({ segments, share }, say) =>
      `No process has these segments mapped, and they stay until somebody removes them or the machine boots: ${say.list(segments.map(({ id, owner, size }) => `shmid ${id} of ${owner}, ${say.bytes(size)}`))}.${share === null ? '' : ` Together **${say.percent(share)}** of RAM (noted from ${say.percent(notice)} or ${say.bytes(large)}).`} As a rule their creator crashed. They take pages only where they were written to.`,
    refute: () => 'A program that detaches and comes back for its segment: some databases do between restarts.',
    actions: ({ segments }) => [
      { do: 'Find the creator: `ipcs -mpt` (cpid, last detach)' },
      {
        do: `Remove what nobody claims: \`ipcrm -m ${segments[0]?.id ?? 'ID'}\``,
        risk: 'The data in it is lost; a program that counts on it fails.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `${say.bytes(size)} 的 SysV 共享内存没有任何进程附着`,
    text: ({ segments, share }, say) =>
      `没有进程映射这些段，它们会一直存在，直到被删除或机器重启：${say.list(segments.map(({ id, owner, size }) => `shmid ${id}（${owner}），${say.bytes(size)}`))}。${share === null ? '' : `合计占内存的 **${say.percent(share)}**（达 ${say.percent(notice)} 或 ${say.bytes(large)} 时提示）。`}通常是创建者崩溃后遗留的。只有写过的部分才占用页。`,
    refute: () => '若程序脱离后还会回来使用（某些数据库重启时如此），则不成立。',
    actions: ({ segments }) => [
      { do: '查找创建者：`ipcs -mpt`（cpid 与最后脱离时间）' },
      {
        do: `确认无人使用后删除：\`ipcrm -m ${segments[0]?.id ?? 'ID'}\``,
        risk: '其中数据会丢失，依赖它的程序会出错。',
      },
    ],
  },
})
