import type { Machine } from '../snapshot/machine.ts'
import { recordOf, recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import { aboveTotal } from './above.ts'
import type { Account, Ledger } from './account.ts'
import { balance, driftOf, restOf } from './balance.ts'
import { balloonOf } from './balloon.ts'
import { besideMeminfo, perCpuFree, zfsArc } from './beside.ts'
import type { Fields } from './entries.ts'
import { explainedBy } from './explained.ts'
import { freeLedger } from './free.ts'
import { hugetlb } from './hugetlb.ts'
import { hostAccounts, nodeAccounts } from './meminfo-accounts.ts'
import { withSplits } from './splits.ts'

/** The host's book from /proc/meminfo and what deepens it, else a coarse one from `free`; null where neither is there. */
export function hostLedger(snapshot: Snapshot, machine: Machine): Ledger | null {
  const record = recordOf(snapshot, 'meminfo')
  const figure = record?.data.fields.get('MemTotal')
  if (!record || !figure) return freeLedger(snapshot)
  const { fields } = record.data
  const paste = { snapshot, fields, machine }
  const total = { bytes: figure.value, known: true, formula: 'MemTotal', evidence: [figure.span] }
  const tolerance = driftOf(total.bytes)
  const accounts = [
    ...hostAccounts(fields, machine),
    ...hugetlb(fields, fields.get('Hugepagesize'), snapshot),
    ...besideMeminfo(paste),
  ]
  const balloon = balloonOf(paste, restOf(total, accounts), tolerance)
  if (balloon?.place === 'inside') accounts.push(balloon.account)
  const arc = zfsArc(paste)
  const arcFits = arc !== null && arc.bytes <= restOf(total, accounts) + tolerance
  if (arcFits) accounts.push(arc)
  return balance({
    scope: { kind: 'host' },
    basis: record.id,
    total,
    accounts: withSplits(accounts, snapshot, machine),
    tolerance,
    explained: explainedBy(paste, [
      ...(balloon?.place === 'unknown' ? [balloon.account] : []),
      ...(arc && !arcFits ? [arc] : []),
    ]),
    above: aboveTotal(snapshot, figure, balloon?.place === 'above' ? balloon.account : null),
  })
}

/** The books of the NUMA nodes, from their own meminfo files. */
export function nodeLedgers(snapshot: Snapshot, machine: Machine): Ledger[] {
  const host = recordOf(snapshot, 'meminfo')?.data.fields
  const nodes = recordsOf(snapshot, 'meminfo').filter(({ data }) => data.node !== undefined)
  const totals = nodes.reduce((sum, { data }) => sum + (data.fields.get('MemTotal')?.value ?? 0), 0)
  return nodes.flatMap((record) => {
    const { node, fields } = record.data
    const total = fields.get('MemTotal')
    if (!node || !total) return []
    return balance({
      scope: { kind: 'node', node: node.value },
      basis: record.id,
      total: { bytes: total.value, known: true, formula: 'MemTotal', evidence: [total.span] },
      accounts: [
        ...nodeAccounts(fields, machine),
        ...hugetlb(fields, host?.get('Hugepagesize'), snapshot, node.value),
        ...perCpuFree(snapshot, node.value),
      ],
      tolerance: bytes(driftOf(total.value) + (host ? unprinted(host, machine, total.value, totals) : 0)),
    })
  })
}

/**
 * What a node may hold and its file does not print: vmalloc and percpu, which are counted for the whole machine alone; and
 * up to 3.x, where a node's MemTotal is all its pages, its share of those reserved at boot (mm/page_alloc.c, si_meminfo_node).
 */
function unprinted(host: Fields, machine: Machine, total: number, totals: number): number {
  const all = host.get('MemTotal')?.value ?? totals
  const held = hostAccounts(host, machine).filter(({ id }) => id === 'vmalloc' || id === 'percpu')
  return held.reduce((sum: number, each: Account) => sum + each.bytes, 0) + Math.max(0, total - (total * all) / totals)
}
