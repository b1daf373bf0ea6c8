import type { Machine } from '../snapshot/machine.ts'
import { recordOf, type Snapshot } from '../snapshot/snapshot.ts'
import { aboveTotal } from './above.ts'
import type { Ledger } from './account.ts'
import { balance, driftOf, restOf } from './balance.ts'
import { balloonOf } from './balloon.ts'
import { besideMeminfo, zfsArc } from './beside.ts'
import type { Fields } from './entries.ts'
import { explainedBy } from './explained.ts'
import { freeLedger } from './free.ts'
import { hugetlb } from './hugetlb.ts'
import { hostAccounts } from './meminfo-accounts.ts'
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
    partial: !isWhole(fields),
  })
}

/**
 * What every kernel since 2.6.0 prints, from the head of the file to where only huge pages and the direct map are still to
 * come (fs/proc/meminfo.c, meminfo_proc_show). `grep Mem`, `head -5` and a 2.4 kernel, which has no line for its slabs, leave
 * gigabytes out that are not missing.
 */
const isWhole = (fields: Fields): boolean =>
  ['MemFree', 'Buffers', 'Cached', 'PageTables', 'VmallocTotal'].every((name) => fields.has(name)) &&
  (fields.has('AnonPages') || (fields.has('Active') && fields.has('Inactive'))) &&
  (fields.has('Slab') || fields.has('SUnreclaim'))
