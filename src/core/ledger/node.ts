import type { Machine } from '../snapshot/machine.ts'
import { dataOf, recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import type { Account, Ledger } from './account.ts'
import { account, balance, driftOf } from './balance.ts'
import { perCpuFree } from './beside.ts'
import type { Fields } from './entries.ts'
import { hugetlb } from './hugetlb.ts'
import { hostAccounts, nodeAccounts } from './meminfo-accounts.ts'

/** What a node printed of itself. */
interface NodeFile {
  readonly node: number
  readonly record: string
  readonly fields: Fields
  readonly hugetlb: readonly Account[]
}

/** The books of the NUMA nodes, from their own meminfo files, else from `numastat -m`, which reads the same files. */
export function nodeLedgers(snapshot: Snapshot, machine: Machine): Ledger[] {
  const host = dataOf(snapshot, 'meminfo')?.fields
  const files = filesOf(snapshot, host?.get('Hugepagesize'))
  const nodes = files.length > 0 ? files : numastatOf(snapshot)
  const totals = nodes.reduce((sum, { fields }) => sum + (fields.get('MemTotal')?.value ?? 0), 0)
  return nodes.flatMap(({ node, record, fields, hugetlb: pools }) => {
    const total = fields.get('MemTotal')
    if (!total) return []
    return balance({
      scope: { kind: 'node', node },
      basis: record,
      total: { bytes: bytes(total.value), known: true, formula: 'MemTotal', evidence: [total.span] },
      accounts: [...nodeAccounts(fields, machine), ...pools, ...perCpuFree(snapshot, node)],
      tolerance: bytes(driftOf(bytes(total.value)) + (host ? unprinted(host, machine, total.value, totals) : 0)),
    })
  })
}

const filesOf = (snapshot: Snapshot, hugePage: Parameters<typeof hugetlb>[1]): NodeFile[] =>
  recordsOf(snapshot, 'meminfo').flatMap(({ id, data: { node, fields } }) =>
    node ? [{ node: node.value, record: id, fields, hugetlb: hugetlb(fields, hugePage, snapshot, node.value) }] : [],
  )

/** numastat has made sizes of the counts of huge pages. */
const numastatOf = (snapshot: Snapshot): NodeFile[] =>
  recordsOf(snapshot, 'numastat').flatMap(({ id, data }) =>
    data.of === 'memory'
      ? data.nodes.map(({ node, fields }) => {
          const pool = fields.get('HugePages_Total')
          return { node, record: id, fields, hugetlb: pool ? [account('hugetlb', pool.value, [pool.span])] : [] }
        })
      : [],
  )

/**
 * What a node may hold and its file does not print: vmalloc and percpu, which are counted for the whole machine alone; and
 * up to 3.x, where a node's MemTotal is all its pages, its share of those reserved at boot (mm/page_alloc.c, si_meminfo_node).
 */
function unprinted(host: Fields, machine: Machine, total: number, totals: number): number {
  const all = host.get('MemTotal')?.value ?? totals
  const held = hostAccounts(host, machine).filter(({ id }) => id === 'vmalloc' || id === 'percpu')
  return held.reduce((sum: number, each: Account) => sum + each.bytes, 0) + Math.max(0, total - (total * all) / totals)
}
