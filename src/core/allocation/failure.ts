import type { MemInfo } from '../formats/kernel-log/report.ts'
import type { Requester } from '../formats/kernel-log/request.ts'
import type { Oom } from '../formats/oom/oom.ts'
import type { Ledger } from '../ledger/account.ts'
import { cgroupBook, type CgroupBook } from '../ledger/cgroup.ts'
import { reportLedger } from '../ledger/report.ts'
import { grouped, nearest, once } from '../lookup.ts'
import type { Machine } from '../snapshot/machine.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import type { Bytes } from '../units.ts'
import { badnessOf, type Badness } from './badness.ts'
import { eraOf } from './era.ts'
import { nodesIn } from './eligibility.ts'
import { requestOf, type Request } from './request.ts'
import { judge, unasked, type ZoneVerdict } from './verdict.ts'
import { zoneOrder } from './zone-order.ts'
import type { ZoneState } from './zone-state.ts'
import { fromReport, zoneStates } from './zone-states.ts'

/** A report of the kernel about a request for memory that it could not serve, explained. */
export interface Failure {
  /** `oom[0]` */
  readonly record: string
  readonly kind: 'oom' | 'allocFailure' | 'allocStall' | 'vmallocFailure' | 'slubFailure' | 'showMem'
  /** Killed for the whole machine, for a limited set of nodes, or for a control group's limit; null where nobody was. */
  readonly scope: 'global' | 'cpuset' | 'mempolicy' | 'memcg' | null
  readonly release: string | null
  readonly pageSize: Bytes
  readonly request: Request | null
  /** One per zone, in the order printed; empty for a memcg kill. */
  readonly zones: readonly ZoneVerdict[]
  /** The record that the zones were read from: the report itself, else the nearest buddyinfo or zoneinfo. */
  readonly zonesFrom: string | null
  /** What memory was used for at that moment. */
  readonly ledger: Ledger | null
  /** The control group whose limit was hit. */
  readonly cgroup: CgroupBook | null
  readonly badness: Badness | null
}

type ReportRecord = Extract<AnyRecord, { kind: Failure['kind'] }>
const KINDS: ReadonlySet<string> = new Set<Failure['kind']>([
  'oom',
  'allocFailure',
  'allocStall',
  'vmallocFailure',
  'slubFailure',
  'showMem',
])
const isReport = (record: AnyRecord): record is ReportRecord => KINDS.has(record.kind)

/**
 * Every failed request of a snapshot, held against the zones that the report prints, else those of the nearest of `dumps`:
 * the zone tables of the whole paste.
 */
export function failuresOf(snapshot: Snapshot, machine: Machine, dumps: readonly AnyRecord[]): Failure[] {
  return snapshot.records.filter(isReport).map((record) => {
    const { data } = record
    const info = 'mem' in data ? data : null
    const release = ('kernel' in data ? data.kernel?.value : undefined) ?? machine.release?.value ?? null
    const oom = record.kind === 'oom' ? record.data : null
    const scope = oom ? scopeOf(oom) : null
    const request = requestIn(record, release)
    const pageSize = info?.pageSize.basis === 'read' ? info.pageSize.bytes : machine.pageSize.value
    const { zones, from } = scope === 'memcg' ? NO_ZONES : zonesFor(record, info, request ? dumps : NO_DUMPS, pageSize)
    return {
      record: record.id,
      kind: record.kind,
      scope,
      release,
      pageSize,
      request,
      zones: request ? judgeAll(zones, request, release, oom !== null) : zones.map(unasked),
      zonesFrom: from,
      ledger: info && reportLedger(info, record.id, oom?.tasks?.rows),
      cgroup: oom && cgroupOf(oom, record.id),
      badness: oom && badnessOf(oom, release),
    }
  })
}

const NO_DUMPS: readonly AnyRecord[] = []
const NO_ZONES = { zones: [], from: null } as const

function judgeAll(
  zones: readonly ZoneState[],
  request: Request,
  release: string | null,
  killed: boolean,
): ZoneVerdict[] {
  const era = eraOf(release, zones)
  const order = zoneOrder(zones)
  return zones.map((zone) => judge(zone, request, era, order, killed))
}

const scopeOf = ({ constraint }: Oom): NonNullable<Failure['scope']> =>
  constraint === undefined || constraint === 'none' ? 'global' : constraint

/** The request that a report is about; null where it says nothing of one. */
function requestIn({ kind, data }: ReportRecord, release: string | null): Request | null {
  // vmalloc asks for single pages, the slab allocator for the least order that an object fits in.
  const order =
    kind === 'slubFailure'
      ? (data.order ?? data.minOrder)
      : (data.order ?? (kind === 'vmallocFailure' ? { value: 0, span: data.gfpMask?.span } : undefined))
  if (order === undefined || kind === 'showMem') return null
  const names = data.gfpFlags?.value.split('|').map((name) => name.trim())
  return requestOf(order.value, names ?? null, release, {
    nodes: kind === 'slubFailure' ? null : allowedNodes(data),
    evidence: [order.span, data.gfpMask?.span].flatMap((span) => span ?? []),
  })
}

/** Nodes that are in the request's mask and in its cpuset; null where every node is. */
function allowedNodes({ nodemask, memsAllowed }: Requester): readonly number[] | null {
  const [mask, mems] = [nodemask && nodesIn(nodemask.value), memsAllowed && nodesIn(memsAllowed.value)]
  return mask && mems ? mask.filter((node) => mems.includes(node)) : (mask ?? mems ?? null)
}

/** The zones at the time of a report: its own, else those of the dump that stands nearest to it. */
function zonesFor(
  record: ReportRecord,
  info: MemInfo | null,
  dumps: readonly AnyRecord[],
  pageSize: Bytes,
): { readonly zones: readonly ZoneState[]; readonly from: string | null } {
  if (info && info.zones.length > 0) return { zones: fromReport(info, record.id), from: record.id }
  const at = lineOf(record)
  const { all, byHost } = placesOf(dumps).get(record.source) ?? { all: [], byHost: new Map() }
  const lists = record.host === null ? [all] : [byHost.get(null) ?? [], byHost.get(record.host) ?? []]
  const found = lists.flatMap((list) => nearest(list, at, lineOf) ?? []).sort((a, b) => lineOf(a) - lineOf(b))
  const dump = nearest(found, at, lineOf)
  return dump ? { zones: zoneStates({ records: [dump] }, pageSize), from: dump.id } : NO_ZONES
}

/** Dumps by source, and there by host. */
const placesOf = once((dumps: readonly AnyRecord[]) => {
  const bySource = grouped(dumps, ({ source }) => source)
  return new Map(
    [...bySource].map(([source, all]) => [source, { all, byHost: grouped(all, ({ host }) => host) }] as const),
  )
})

const lineOf = ({ ranges }: AnyRecord) => ranges[0]?.[0] ?? 0

/** The book of the group whose limit was hit. */
function cgroupOf({ cgroup }: Oom, record: string): CgroupBook | null {
  if (!cgroup?.stat || !cgroup.usage) return null
  const version = cgroup.stat.has('rss') || cgroup.memsw || cgroup.kmem ? 1 : 2
  const files = new Map<string, Figure | 'unlimited'>([
    [version === 1 ? 'memory.usage_in_bytes' : 'memory.current', cgroup.usage],
    ...(cgroup.limit ? [[version === 1 ? 'memory.limit_in_bytes' : 'memory.max', cgroup.limit] as const] : []),
    ...(cgroup.kmem?.usage ? [['memory.kmem.usage_in_bytes', cgroup.kmem.usage] as const] : []),
  ])
  const fields = sumOf([cgroup.stat, ...(cgroup.children ?? []).map((child) => child.fields)])
  const book = cgroupBook({ path: cgroup.limited?.value ?? null, version, fields, files, basis: record })
  if (!book) return null
  const { path, ledger } = book
  return { ...book, ledger: { ...ledger, scope: { kind: 'cgroup', path, version, record } } }
}

/** v1 prints each group of the subtree by itself, while the usage is that of all (mm/memcontrol.c, up to 5.2). */
function sumOf(stats: readonly ReadonlyMap<string, Figure>[]): ReadonlyMap<string, Figure> {
  const sum = new Map<string, Figure>()
  for (const [key, figure] of stats.flatMap((fields) => [...fields])) {
    const before = sum.get(key)
    sum.set(key, before ? { value: before.value + figure.value, span: before.span } : figure)
  }
  return sum
}
