import type { Machine } from '../snapshot/machine.ts'
import { recordOf, recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Ledger } from './account.ts'
import { balance } from './balance.ts'
import { hostAccounts, nodeAccounts } from './meminfo-accounts.ts'

/** The host's book from /proc/meminfo and what deepens it, else a coarse one from `free`; null where neither is there. */
export function hostLedger(snapshot: Snapshot, machine: Machine): Ledger | null {
  const record = recordOf(snapshot, 'meminfo')
  const total = record?.data.fields.get('MemTotal')
  if (!record || !total) return null
  return balance({
    scope: { kind: 'host' },
    basis: record.id,
    total: { bytes: total.value, known: true, formula: 'MemTotal', evidence: [total.span] },
    accounts: hostAccounts(record.data.fields, machine),
  })
}

/** The books of the NUMA nodes, from their own meminfo files. */
export function nodeLedgers(snapshot: Snapshot, machine: Machine): Ledger[] {
  const hugePage = recordOf(snapshot, 'meminfo')?.data.fields.get('Hugepagesize')
  return recordsOf(snapshot, 'meminfo').flatMap((record) => {
    const { node, fields } = record.data
    const total = fields.get('MemTotal')
    if (!node || !total) return []
    return balance({
      scope: { kind: 'node', node: node.value },
      basis: record.id,
      total: { bytes: total.value, known: true, formula: 'MemTotal', evidence: [total.span] },
      accounts: nodeAccounts(fields, machine, hugePage),
    })
  })
}
