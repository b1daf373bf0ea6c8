import type { AccountId, Ledger } from '../ledger/account.ts'
import type { Moment } from '../snapshot/moment.ts'
import { dataOf, recordsOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { spread: noted, short, left, ample } = thresholds['numa-imbalance']

/** How full one node is; huge pages that were reserved on it are a setting and stay out of it. */
interface Node {
  readonly node: number
  readonly used: number
  readonly free: Bytes
  /** Free, or cache of files that can be dropped; null where the paste does not tell of the cache. */
  readonly left: Bytes | null
  readonly total: Bytes
  readonly low: Bytes | null
  readonly evidence: readonly Span[]
}

/** F77. One node full, another empty: memory bound to a node, or zone_reclaim_mode that keeps tasks from spilling over. */
export const numaImbalance = defineRule({
  id: 'numa-imbalance',
  reference: ['admin-guide/sysctl/vm.rst', 'admin-guide/mm/numa_memory_policy.rst'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const nodes = nodesOf(moment).sort((a, b) => b.used - a.used)
      const [full, empty] = [nodes[0], nodes.at(-1)]
      const [place, ...places] = nodes.flatMap((node) => node.evidence)
      if (!full || !empty || !place || full.used - empty.used <= noted) return []
      const isUneven = full.free < (full.low ?? full.total * short) && empty.free > empty.total * ample
      // Without the cache nobody knows whether a node without free pages is short: on any busy node the cache takes them.
      const isShort = isUneven && full.left !== null && full.left < full.total * left
      const mayBeShort = isUneven && full.left === null
      const mode = modeOf(moment)
      return [
        {
          severity: isShort
            ? ('warning' as const)
            : mode?.value || mayBeShort
              ? ('notice' as const)
              : ('info' as const),
          confidence: 'certain' as const,
          snapshot: moment.index,
          bytes: empty.free,
          params: {
            isShort,
            mode: mode?.value ?? null,
            full: { node: full.node, used: full.used, free: full.free, left: full.left },
            empty: { node: empty.node, used: empty.used, free: empty.free },
          },
          evidence: [place, ...places, ...(mode ? [mode.span] : [])] as const,
          arithmetic: nodes.map(
            ({ node, total, free, used }) =>
              `Node ${node}: (${kB(total)} − free ${kB(free)}) / ${kB(total)} = ${(used * 100).toFixed(1)} %`,
          ),
        },
      ]
    }),
  collect: () => ['/proc/zoneinfo', '/proc/sys/vm/zone_reclaim_mode', 'numastat -m'],
  en: {
    title: ({ full, empty }, say) =>
      `Node ${full.node} is ${say.percent(full.used)} used, node ${empty.node} only ${say.percent(empty.used)}`,
    text: ({ isShort, mode, full, empty }, say) =>
      isShort
        ? `Node ${full.node} has ${say.bytes(full.free)} left and reclaims, while node ${empty.node} has **${say.bytes(empty.free)}** free. Either a program is bound to node ${full.node} (\`numactl\`, \`cpuset.mems\`, a VM's pinning), or \`vm.zone_reclaim_mode\`${mode === null ? '' : ` (here ${mode})`} makes tasks reclaim at home in place of taking memory from the other node.`
        : `Programs allocate where they run, so nodes fill unevenly (noted from ${say.percent(noted)} apart). ${full.left === null ? `What of node ${full.node} is page cache, and could be given back, these figures do not tell.` : `Node ${full.node} still has ${say.bytes(full.left)} to give: nothing is short.`}${mode ? ` But \`vm.zone_reclaim_mode\` is ${mode}: where it gets short, tasks will reclaim at home first.` : ''}`,
    refute: () =>
      'A node that is memory only (CXL, persistent memory), or a database that is bound to one node on purpose.',
    actions: ({ isShort, mode, full }) => [
      { do: `Find what sits there: \`numastat -p PATTERN\`, \`grep -H N${full.node}= /proc/PID/numa_maps\`` },
      ...(isShort || mode
        ? [
            {
              do: '`sysctl vm.zone_reclaim_mode=0` if it is not 0',
              risk: 'Pages come from the other node: a third more latency, no stalls.',
            },
            {
              do: 'Spread the large program: `numactl --interleave=all`, or widen `cpuset.mems`',
              risk: 'Half of its accesses become remote.',
            },
          ]
        : []),
    ],
  },
  zh: {
    title: ({ full, empty }, say) =>
      `节点 ${full.node} 已用 ${say.percent(full.used)}，节点 ${empty.node} 仅 ${say.percent(empty.used)}`,
    text: ({ isShort, mode, full, empty }, say) =>
      isShort
        ? `节点 ${full.node} 只剩 ${say.bytes(full.free)} 并在回收，而节点 ${empty.node} 空闲 **${say.bytes(empty.free)}**。要么有程序绑定在节点 ${full.node}（\`numactl\`、\`cpuset.mems\`、虚拟机绑定），要么 \`vm.zone_reclaim_mode\`${mode === null ? '' : `（此处为 ${mode}）`}使任务宁可在本地回收也不用另一节点的内存。`
        : `程序在其运行的节点上分配内存，因此各节点占用不均（相差 ${say.percent(noted)} 起提示）。${full.left === null ? `节点 ${full.node} 上有多少是可释放的页缓存，这些数字没有说明。` : `节点 ${full.node} 仍有 ${say.bytes(full.left)} 可用，并不紧张。`}${mode ? `但 \`vm.zone_reclaim_mode\` 为 ${mode}：一旦紧张，任务会先在本地回收。` : ''}`,
    refute: () => '若某节点只有内存（CXL、持久内存），或数据库有意绑定在一个节点，则属正常。',
    actions: ({ isShort, mode, full }) => [
      { do: `查看该节点上的占用者：\`numastat -p PATTERN\`、\`grep -H N${full.node}= /proc/PID/numa_maps\`` },
      ...(isShort || mode
        ? [
            {
              do: '若 `vm.zone_reclaim_mode` 不为 0，则 `sysctl vm.zone_reclaim_mode=0`',
              risk: '页会来自另一节点：延迟约增三分之一，但不再停顿。',
            },
            { do: '分散大程序：`numactl --interleave=all`，或放宽 `cpuset.mems`', risk: '一半的访问会变成远端访问。' },
          ]
        : []),
    ],
  },
})

/** The books of the nodes; where none was pasted, what numactl says of them. */
function nodesOf(moment: Moment): Node[] {
  const books = moment.ledgers.flatMap((ledger) => nodeOf(ledger, moment) ?? [])
  const hardware = dataOf(moment, 'numactl')?.nodes ?? []
  return books.length > 0
    ? books
    : hardware.flatMap((each) => (each.size && each.free ? [toNode(each.node, each.size, each.free)] : []))
}

const toNode = (node: number, size: Figure<Bytes>, free: Figure<Bytes>): Node => ({
  node,
  used: size.value > 0 ? (size.value - free.value) / size.value : 0,
  free: free.value,
  // numactl calls the cache used.
  left: null,
  total: size.value,
  low: null,
  evidence: [size.span, free.span],
})

function nodeOf({ scope, total, accounts, residual }: Ledger, moment: Moment): Node | null {
  const free = accounts.find(({ id }) => id === 'free')
  const sizeOf = (account: AccountId) => accounts.find(({ id }) => id === account)?.bytes ?? 0
  const pool = sizeOf('hugetlb')
  if (scope.kind !== 'node' || !free || total.bytes <= pool) return null
  const zones = moment.zoneStates.filter(({ node }) => node === scope.node)
  const low = zones.every((zone) => zone.low) && zones.length > 0
  return {
    node: scope.node,
    used: (total.bytes - free.bytes - pool) / (total.bytes - pool),
    free: free.bytes,
    left:
      accounts.some(({ id }) => id === 'file-cache') || residual.bytes < left * total.bytes
        ? bytes(free.bytes + sizeOf('file-cache'))
        : null,
    total: bytes(total.bytes - pool),
    low: low ? bytes(zones.reduce((all, zone) => all + zone.low!.value * zone.pageSize, 0)) : null,
    evidence: [...total.evidence, ...free.evidence],
  }
}

/** vm.zone_reclaim_mode, where it was pasted. */
function modeOf(moment: Moment): Figure | undefined {
  const values = recordsOf(moment, 'sysctl').map(({ data }) => data.fields.get('vm.zone_reclaim_mode'))
  return values.findLast((value): value is Figure => value !== undefined && 'span' in value)
}
