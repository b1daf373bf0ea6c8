import type { Machine } from '../snapshot/machine.ts'
import { recordOf, recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Ledger } from './account.ts'
import { balance, driftOf, restOf } from './balance.ts'
import { balloonOf } from './balloon.ts'
import { besideMeminfo, zfsArc } from './beside.ts'
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
    above: balloon?.place === 'above' ? [balloon.account] : [],
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
      accounts: [...nodeAccounts(fields, machine), ...hugetlb(fields, hugePage, snapshot, node.value)],
    })
  })
}
