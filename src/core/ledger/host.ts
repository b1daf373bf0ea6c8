import { recordOf, type Snapshot } from '../snapshot/snapshot.ts'
import { bytes, difference, sum, type Bytes } from '../units.ts'
import type { Account, AccountId, Ledger } from './account.ts'

/** The host's book from /proc/meminfo; null where the snapshot has none. */
export function hostLedger(snapshot: Snapshot): Ledger | null {
  const record = recordOf(snapshot, 'meminfo')
  const total = record?.data.fields.get('MemTotal')
  if (!record || !total) return null
  const { fields } = record.data
  const take = (id: AccountId, name: string): Account[] => {
    const field = fields.get(name)
    return field ? [{ id, bytes: field.value, basis: 'measured', evidence: [field.span], parts: [] }] : []
  }
  const cached = fields.get('Cached')
  const shmem = fields.get('Shmem')
  const fileCache: Account[] = cached
    ? [
        {
          id: 'file-cache',
          bytes: shmem ? difference(cached.value, shmem.value) : cached.value,
          basis: 'derived',
          formula: shmem ? 'Cached − Shmem' : 'Cached',
          evidence: shmem ? [cached.span, shmem.span] : [cached.span],
          parts: [],
        },
      ]
    : []
  const accounts = [
    ...take('anon', 'AnonPages'),
    ...fileCache,
    ...take('shmem', 'Shmem'),
    ...take('buffers', 'Buffers'),
    ...take('slab-reclaimable', 'SReclaimable'),
    ...take('slab-unreclaimable', 'SUnreclaim'),
    ...take('kernel-stacks', 'KernelStack'),
    ...take('page-tables', 'PageTables'),
    ...take('free', 'MemFree'),
  ]
  const rest = difference(total.value, sum(accounts.map((account) => account.bytes)))
  const tolerance = bytes(Math.max(16 * 2 ** 20, total.value * 0.0025)) as Bytes
  return {
    scope: { kind: 'host' },
    basis: record.id,
    total: { bytes: total.value, known: true, formula: 'MemTotal', evidence: [total.span] },
    accounts,
    residual: {
      bytes: rest,
      tolerance,
      verdict: rest > tolerance ? 'unaccounted' : rest < -tolerance ? 'contradiction' : 'rounding',
      explained: [],
    },
    above: [],
  }
}
