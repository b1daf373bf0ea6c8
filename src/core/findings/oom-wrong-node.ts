import { arithmeticOf } from '../allocation/arithmetic.ts'
import { kB } from './figures.ts'
import type { ZoneVerdict } from '../allocation/verdict.ts'
import { bytes } from '../units.ts'
import { globalKills, killHits, reachOf, type KillAt } from './kills.ts'
import { eligible, isExhausted, isUsedUp, sumOf } from './reach.ts'
import { placesOf } from './report-book.ts'
import { killWords } from './kill-words.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { highs } = thresholds['oom-wrong-node']

/** F56. The nodes that the task may use are full; others are not. */
export const oomWrongNode = defineRule({
  id: 'oom-wrong-node',
  reference: ['admin-guide/mm/numa_memory_policy.rst', 'admin-guide/cgroup-v2.rst', 'mm/oom_kill.c, constrained_alloc'],
  explains: [
    'oom-anon',
    'numa-imbalance',
    'oom-loop',
    'oom-victim-not-largest',
    'lowmem-reserve',
    'memory-exhausted',
    'swap-exhausted',
  ],
  check: (theCase) =>
    killHits(globalKills(theCase), (report) => {
      const { failure } = report
      const found = boundIn(report) ?? inferredIn(report)
      const [free, high] = [sumOf(found?.zones ?? [], 'free'), sumOf(found?.zones ?? [], 'high')]
      if (!found || free === null || high === null || found.elsewhere <= high * highs) return null
      const nodes = [...new Set(found.zones.map(({ state }) => state.node))].sort((a, b) => a - b)
      return {
        confidence: found.by === null ? ('likely' as const) : ('certain' as const),
        bytes: bytes(found.elsewhere),
        params: { nodes: nodes.join(', '), free, elsewhere: found.elsewhere, by: found.by },
        places: [
          report.data.constraintSpan,
          ...(failure.request?.evidence ?? []),
          ...found.zones.flatMap(({ evidence }) => evidence.slice(0, 1)),
          ...placesOf(failure, 'free'),
        ],
        arithmetic: [
          ...found.zones.flatMap(arithmeticOf),
          `free elsewhere ${kB(found.elsewhere)} > ${highs} × high ${kB(high)}`,
        ],
      }
    }),
  collect: () => ['numactl --hardware', 'numastat -m'],
  en: {
    title: ({ nodes, elsewhere }, say) =>
      `Out of memory on node ${nodes}, while ${say.bytes(elsewhere)} were free where the task may not go`,
    text: ({ nodes, free, elsewhere, by, kill }, say) =>
      `The task ${by === null ? `must have been bound to node ${nodes}, by a memory policy (\`mbind\`, \`numactl --membind\`) or a cpuset, for the kernel takes from other nodes where it may; this report does not say which` : `was bound to node ${nodes} by ${by === 'policy' ? 'a memory policy (`set_mempolicy`, `mbind`, `numactl --membind`)' : 'its cpuset (`cpuset.mems`)'}`}. There ${say.bytes(free)} were left, all of it below the marks or kept in reserve; other nodes had **${say.bytes(elsewhere)}** free (noted from ${highs} times the high marks). The machine as a whole was not short. ${killWords.en(kill, say)}`,
    refute: () =>
      'Other nodes that were as full: the report leaves them out, so compare `free:` of its totals with the zones it prints.',
    actions: ({ by }) => [
      { do: 'See who is bound: `grep -H Mems_allowed_list /proc/PID/status`, `cat /proc/PID/numa_maps`' },
      by === 'policy'
        ? {
            do: 'Use `numactl --preferred` or `--interleave` in place of `--membind`',
            risk: 'Some accesses become remote and slower.',
          }
        : {
            do: 'Widen `cpuset.mems` (for Kubernetes: the memory manager policy, for libvirt: `numatune`)',
            risk: 'Some accesses become remote and slower.',
          },
      {
        do: 'Move other memory off the node: `migratepages`, or start the large service elsewhere',
        risk: 'Pages are copied while the service runs.',
      },
    ],
  },
  zh: {
    title: ({ nodes, elsewhere }, say) =>
      `节点 ${nodes} 内存不足，而该任务不能使用的节点上空闲 ${say.bytes(elsewhere)}`,
    text: ({ nodes, free, elsewhere, by, kill }, say) =>
      `该任务${by === null ? '必定' : ''}被${by === 'policy' ? '内存策略（mempolicy：`set_mempolicy`、`mbind`、`numactl --membind`）' : by === 'cpuset' ? ' cpuset（`cpuset.mems`）' : '内存策略（`mbind`、`numactl --membind`）或 cpuset '}限制在节点 ${nodes}${by === null ? '，因为内核只要允许就会使用其他节点；报告没有写明是哪一种' : ''}。那里只剩 ${say.bytes(free)}，全部低于水位或属保留量；其他节点空闲 **${say.bytes(elsewhere)}**（超过 high 水位的 ${highs} 倍即提示）。整机并不缺内存。${killWords.zh(kill, say)}`,
    refute: () => '若其他节点同样已满则不成立：报告不打印它们，请比较总计中的 `free:` 与所列 zone 之和。',
    actions: ({ by }) => [
      { do: '查看谁被绑定：`grep -H Mems_allowed_list /proc/PID/status`、`cat /proc/PID/numa_maps`' },
      by === 'policy'
        ? { do: '用 `numactl --preferred` 或 `--interleave` 代替 `--membind`', risk: '部分访问变为远端，速度变慢。' }
        : {
            do: '放宽 `cpuset.mems`（Kubernetes：memory manager 策略；libvirt：`numatune`）',
            risk: '部分访问变为远端，速度变慢。',
          },
      {
        do: '把其他内存移出该节点：`migratepages`，或把大服务放到别处启动',
        risk: '迁移期间服务仍在运行，页会被复制。',
      },
    ],
  },
})

interface Bound {
  /** The zones that it was kept to. */
  readonly zones: readonly ZoneVerdict[]
  readonly elsewhere: number
  /** What kept it there; null where no line says so. */
  readonly by: 'policy' | 'cpuset' | null
}

/** The report names the constraint, and prints no other nodes. */
function boundIn(report: KillAt): Bound | null {
  const { failure } = report
  const elsewhere = reachOf(report)?.node
  if (!elsewhere || isExhausted(failure) !== true) return null
  return { zones: eligible(failure), elsewhere, by: failure.scope === 'mempolicy' ? 'policy' : 'cpuset' }
}

/** Up to 4.20 no line names a constraint; that some nodes are used up while others could have served shows it. */
function inferredIn({ data, failure }: KillAt): Bound | null {
  if (data.constraint !== undefined) return null
  const zones = eligible(failure)
  const low = new Set(zones.flatMap(({ verdict, state }) => (verdict === 'low-memory' ? [state.node] : [])))
  const isFull = (node: number) => zones.every((zone) => zone.state.node !== node || isUsedUp(zone))
  const full = zones.filter(({ state: { node } }) => low.has(node) && isFull(node))
  const elsewhere = sumOf(
    zones.filter(({ verdict, state }) => verdict === 'passes-now' && state.min !== null && !low.has(state.node)),
    'free',
  )
  return full.length > 0 && elsewhere !== null ? { zones: full, elsewhere, by: null } : null
}
