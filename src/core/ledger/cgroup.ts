import type { CgroupFile } from '../formats/cgroup-file/cgroup-file.ts'
import { isV1 } from '../formats/memory-stat/keys.ts'
import { grouped } from '../lookup.ts'
import type { RecordOf } from '../snapshot/record.ts'
import { recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { bytes } from '../units.ts'
import type { Amount, Ledger } from './account.ts'
import { balance, driftOf } from './balance.ts'
import { cgroupAccounts, estimatedUsage, inactiveFile, type CgroupPaste } from './cgroup-accounts.ts'
import type { Fields } from './entries.ts'

/** A control group at one moment: its book, and the sums that the tools around it show. */
export interface CgroupBook {
  readonly path: string | null
  readonly version: 1 | 2
  /** The keys of its memory.stat. */
  readonly fields: Fields
  /** Its total is `usage`. */
  readonly ledger: Ledger
  /** memory.current or memory.usage_in_bytes; put together from memory.stat (`known: false`) where they are missing. */
  readonly usage: Amount
  /** usage − inactive_file, what cAdvisor, kubelet and docker show; null without inactive_file. */
  readonly workingSet: Amount | null
  /** The lowest limit that the paste holds for it; null where none is known. */
  readonly limit: Amount | 'unlimited' | null
}

/** The books of every control group of a snapshot whose memory.stat was pasted, as a file or by Docker's API. */
export const cgroupBooks = (snapshot: Snapshot): CgroupBook[] => [
  ...booksOfFiles(snapshot),
  ...recordsOf(snapshot, 'dockerMemoryStats').flatMap((record) => bookOfDocker(record) ?? []),
]

/** Docker's API hands on what the kernel's files hold (opencontainers/cgroups, fs/memory.go and fs2/memory.go). */
function bookOfDocker({ id, data: { usage, limit, stats } }: RecordOf<'dockerMemoryStats'>): CgroupBook | null {
  const version = [...stats.keys()].some(isV1) ? 1 : 2
  const files = new Map<string, Figure>([
    ...(usage ? [[USAGE[version], usage] as const] : []),
    ...(limit ? [[LIMIT[version], limit] as const] : []),
  ])
  return cgroupBook({ path: null, version, fields: stats, files, basis: id })
}

/** The files beside memory.stat, by the group that they are of. */
export const cgroupFiles = (snapshot: Pick<Snapshot, 'records'>) =>
  grouped(recordsOf(snapshot, 'cgroupFile'), ({ subject, data }) => subject.slice(0, -data.name.length - 1))

/** The path that a group's records are filed under; null where the paste tells none. */
export const pathOf = (subject: string): string | null => (subject.startsWith('/') ? subject : null)

function booksOfFiles(snapshot: Snapshot): CgroupBook[] {
  const byGroup = cgroupFiles(snapshot)
  return recordsOf(snapshot, 'memoryStat').flatMap((record) => {
    const files = filesOf(byGroup.get(record.subject) ?? [])
    const path = pathOf(record.subject)
    return cgroupBook({ path, version: record.data.version, fields: record.data.fields, files, basis: record.id }) ?? []
  })
}

/** Balances a control group; null where its memory.stat has no size at all. */
export function cgroupBook(paste: CgroupPaste): CgroupBook | null {
  const { path, version, fields, basis } = paste
  const accounts = cgroupAccounts(paste)
  const usage = usageOf(paste) ?? estimatedUsage(paste)
  if (usage === null || accounts.length === 0) return null
  const inactive = inactiveFile(version, fields)
  return {
    path,
    version,
    fields,
    usage,
    workingSet: inactive && {
      // container/libcontainer/handler.go of cAdvisor, setMemoryStats: never below zero.
      bytes: bytes(Math.max(0, usage.bytes - inactive.figure.value)),
      known: usage.known,
      formula: `${usage.known ? usage.formula : `(${usage.formula})`} − ${inactive.key}`,
      evidence: [...usage.evidence, inactive.figure.span],
    },
    limit: limitOf(paste),
    ledger: balance({
      scope: { kind: 'cgroup', path, version },
      basis,
      total: usage,
      accounts,
      // Each CPU keeps up to 64 charged pages back (mm/memcontrol.c, MEMCG_CHARGE_BATCH), and the sums are lazy.
      tolerance: bytes(Math.min(driftOf(usage.bytes), Math.max(CHARGE_BATCH, Math.round(usage.bytes * 0.02)))),
    }),
  }
}

const CHARGE_BATCH = 64 * 4096 * 4

/** What the files of a group hold, by name. */
function filesOf(records: readonly RecordOf<'cgroupFile'>[]): Map<string, Figure | 'unlimited'> {
  const files = new Map<string, Figure | 'unlimited'>()
  for (const record of records) {
    const value = valueOf(record)
    if (value !== null) files.set(record.data.name, value)
  }
  return files
}

function valueOf({
  data: { value, unlimited },
}: RecordOf<'cgroupFile'> & { data: CgroupFile }): Figure | 'unlimited' | null {
  if (unlimited) return 'unlimited'
  return value && isFigure(value) ? value : null
}

const isFigure = (value: Figure | { readonly value: string }): value is Figure => typeof value.value === 'number'

const USAGE = { 1: 'memory.usage_in_bytes', 2: 'memory.current' } as const
const LIMIT = { 1: 'memory.limit_in_bytes', 2: 'memory.max' } as const

function usageOf({ version, files }: CgroupPaste): Amount | null {
  const figure = files.get(USAGE[version])
  return figure === undefined || figure === 'unlimited' ? null : amount(figure, USAGE[version])
}

/** hierarchical_memory_limit is the lowest of the group and its ancestors (mm/memcontrol-v1.c, memcg1_stat_format). */
function limitOf({ version, files, fields }: CgroupPaste): CgroupBook['limit'] {
  const name = LIMIT[version]
  const own = files.get(name)
  const above = fields.get('hierarchical_memory_limit')
  const bounds = [
    ...(own === undefined || own === 'unlimited' ? [] : [amount(own, name)]),
    ...(above ? [amount(above, 'hierarchical_memory_limit')] : []),
  ].sort((a, b) => a.bytes - b.bytes)
  return bounds[0] ?? (own === 'unlimited' ? 'unlimited' : null)
}

const amount = ({ value, span }: Figure, formula: string): Amount => ({
  bytes: bytes(value),
  known: true,
  formula,
  evidence: [span],
})
