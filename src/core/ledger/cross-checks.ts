import { pagesIn } from '../allocation/free-lists.ts'
import type { ZoneState } from '../allocation/zone-state.ts'
import { vmallocIsPages } from '../snapshot/eras.ts'
import type { Moment } from '../snapshot/moment.ts'
import { dataOf, recordsOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes, difference, MIB, type Bytes } from '../units.ts'
import type { Amount } from './account.ts'
import { basisOf, recomputeAvailable } from './available.ts'
import { driftOf } from './balance.ts'
import { pick, spans, sumOf, total, type Fields } from './entries.ts'
import { inMemoryMounts } from './splits.ts'

export type CrossCheckId =
  /** free's total, free and available against /proc/meminfo. */
  | 'free-total'
  | 'free-free'
  | 'free-available'
  /** Σ slabs × pages per slab against Slab; large kmalloc is in no row. */
  | 'slabinfo-slab'
  /** Σ pages of vmallocinfo against VmallocUsed. */
  | 'vmallocinfo-vmalloc'
  /** Σ RSS of the processes against AnonPages + Mapped; the excess is sharing. */
  | 'rss-anon-mapped'
  /** Active + Inactive + Unevictable against AnonPages + Cached + Buffers; the swap cache is in the lists alone. */
  | 'lru-pages'
  /** Free pages of the zones against MemFree. */
  | 'zones-free'
  /** The order lists of a zone against the free pages that it prints. */
  | 'orders-free'
  /** Σ managed of the zones against MemTotal. */
  | 'zones-total'
  /** Σ nodes against the host. */
  | 'nodes-total'
  | 'nodes-free'
  /** MemAvailable against its own formula. */
  | 'available-recomputed'
  /** tmpfs mounts and SysV segments against Shmem. */
  | 'named-shmem'

/** Two places of the paste that should agree. */
export interface CrossCheck {
  readonly id: CrossCheckId
  /** The zone or node it is about, where it is not the host. */
  readonly subject?: string
  readonly left: Amount
  readonly right: Amount
  /** left − right. */
  readonly difference: Bytes
  readonly tolerance: Bytes
  /** `explained`: they differ in the direction that the two definitions make normal. */
  readonly verdict: 'agrees' | 'explained' | 'differs'
}

/** What the checks look at. */
export type Checked = Pick<Moment, 'records' | 'machine' | 'zoneStates' | 'failures' | 'ledgers'>

/** Every pair of sources of a moment that can be held against each other. */
export function crossChecks(moment: Checked): CrossCheck[] {
  const fields = dataOf(moment, 'meminfo')?.fields
  const host = fields ? HOST.flatMap((check) => check(moment, fields)) : []
  return [...host, ...orderLists(moment)]
}

const HOST: readonly ((moment: Checked, fields: Fields) => CrossCheck[])[] = [
  freeCommand,
  slabCaches,
  vmallocAreas,
  residentSizes,
  lruLists,
  zoneTotals,
  nodeTotals,
  available,
  namedShmem,
]

const amount = (formula: string, size: number, evidence: readonly Span[]): Amount => ({
  bytes: bytes(size),
  known: true,
  formula,
  evidence,
})
const of = (formula: string, { value, span }: Figure): Amount => amount(formula, value, [span])

/** Compares; a difference beyond the tolerance is explained where `normal` says that its sign is. */
function check(
  id: CrossCheckId,
  left: Amount,
  right: Amount,
  tolerance: number,
  { subject, normal }: { readonly subject?: string; readonly normal?: (difference: number) => boolean } = {},
): CrossCheck {
  const gap = difference(left.bytes, right.bytes)
  return {
    id,
    ...(subject === undefined ? {} : { subject }),
    left,
    right,
    difference: gap,
    tolerance: bytes(Math.round(tolerance)),
    verdict: Math.abs(gap) <= tolerance ? 'agrees' : normal?.(gap) ? 'explained' : 'differs',
  }
}

/** What two dumps taken one after the other may differ by. */
const apart = (fields: Fields): number => (fields.get('MemTotal')?.value ?? 0) * 0.02

function freeCommand(moment: Checked, fields: Fields): CrossCheck[] {
  const row = dataOf(moment, 'free')?.mem
  const pairs = [
    ['free-total', 'total', 'MemTotal', 0],
    ['free-free', 'free', 'MemFree', apart(fields)],
    ['free-available', 'available', 'MemAvailable', apart(fields)],
  ] as const
  return pairs.flatMap(([id, column, key, tolerance]) => {
    const [left, right] = [row?.[column], fields.get(key)]
    return left && right
      ? [check(id, of(`free: ${column}`, left), of(key, right), tolerance + (left.within ?? 0) + MIB)]
      : []
  })
}

/** Rows of a whole table; a `head` or `grep` of it adds up to less, and says nothing. */
const WHOLE = 40

function slabCaches(moment: Checked, fields: Fields): CrossCheck[] {
  const caches = dataOf(moment, 'slabinfo')?.caches ?? []
  const slab = fields.get('Slab')
  if (!slab || caches.length < WHOLE) return []
  const page = moment.machine.pageSize.value
  const sum = caches.reduce((all, { slabs = 0, pagesPerSlab = 0 }) => all + slabs * pagesPerSlab * page, 0)
  const left = amount(
    'Σ num_slabs × pagesperslab × page size',
    sum,
    caches.slice(0, 1).map(({ span }) => span),
  )
  // Since 5.4 large kmalloc is in SUnreclaim and in no row (mm/slab_common.c).
  return [check('slabinfo-slab', left, of('Slab', slab), slab.value * 0.05, { normal: (gap) => gap < 0 })]
}

function vmallocAreas(moment: Checked, fields: Fields): CrossCheck[] {
  const areas = dataOf(moment, 'vmallocinfo')?.areas ?? []
  const used = fields.get('VmallocUsed')
  if (!used || areas.length < WHOLE || !vmallocIsPages(fields, moment.machine)) return []
  const sum = areas.reduce((all, { pages = 0 }) => all + pages, 0) * moment.machine.pageSize.value
  const left = amount(
    'Σ pages of vmallocinfo × page size',
    sum,
    areas.slice(0, 1).map(({ span }) => span),
  )
  return [check('vmallocinfo-vmalloc', left, of('VmallocUsed', used), Math.max(MIB, used.value * 0.05))]
}

/** A list shorter than this is the head of one. */
const WHOLE_LIST = 15

function residentSizes(moment: Checked, fields: Fields): CrossCheck[] {
  const list = recordsOf(moment, 'ps').findLast(({ data }) => data.rssTotal !== undefined && data.count >= WHOLE_LIST)
  const right = pick(fields, ['AnonPages', 'Mapped'])
  if (!list || right.length < 2) return []
  const evidence = list.data.processes.slice(0, 1).map(({ span }) => span)
  // Pages that processes share count in each of them; processes that are gone, or not listed, in none.
  return [
    check(
      'rss-anon-mapped',
      amount('Σ RSS', list.data.rssTotal!, evidence),
      amount(sumOf(right), total(right), spans(right)),
      apart(fields),
      { normal: () => true },
    ),
  ]
}

function lruLists(_: Checked, fields: Fields): CrossCheck[] {
  const left = pick(fields, ['Active', 'Inactive', 'Unevictable'])
  const right = pick(fields, ['AnonPages', 'Cached', 'Buffers'])
  if (left.length < 2 || right.length < 3) return []
  const swapped = fields.get('SwapCached')?.value ?? 0
  const tolerance = driftOf(bytes(fields.get('MemTotal')?.value ?? 0))
  return [
    check(
      'lru-pages',
      amount(sumOf(left), total(left), spans(left)),
      amount(sumOf(right), total(right), spans(right)),
      tolerance,
      { normal: (gap) => gap > 0 && gap <= swapped + tolerance },
    ),
  ]
}

function zoneTotals({ zoneStates }: Checked, fields: Fields): CrossCheck[] {
  const sum = (key: 'free' | 'managed') => {
    const figures = zoneStates.map((zone) => zone[key])
    if (figures.length === 0 || figures.some((figure) => figure === null)) return null
    const size = zoneStates.reduce((all, zone) => all + (zone[key]?.value ?? 0) * zone.pageSize, 0)
    return amount(
      `Σ ${key} of the zones`,
      size,
      figures.flatMap((figure) => figure?.span ?? []),
    )
  }
  const [free, managed] = [sum('free'), sum('managed')]
  const [memFree, memTotal] = [fields.get('MemFree'), fields.get('MemTotal')]
  return [
    ...(free && memFree ? [check('zones-free', free, of('MemFree', memFree), apart(fields))] : []),
    // A balloon, hotplug, or a kernel that initialises memory late makes them differ.
    ...(managed && memTotal ? [check('zones-total', managed, of('MemTotal', memTotal), memTotal.value * 0.01)] : []),
  ]
}

function nodeTotals(moment: Checked, fields: Fields): CrossCheck[] {
  const nodes = recordsOf(moment, 'meminfo').flatMap(({ data }) => (data.node ? [data.fields] : []))
  if (nodes.length === 0) return []
  const pairs = [
    ['nodes-total', 'MemTotal', 0.01 * (fields.get('MemTotal')?.value ?? 0)],
    ['nodes-free', 'MemFree', apart(fields)],
  ] as const
  return pairs.flatMap(([id, key, tolerance]) => {
    const figures = nodes.map((node) => node.get(key))
    const right = fields.get(key)
    if (!right || figures.some((figure) => figure === undefined)) return []
    const sum = figures.reduce((all, figure) => all + figure!.value, 0)
    const left = amount(
      `Σ ${key} of the nodes`,
      sum,
      figures.map((figure) => figure!.span),
    )
    // Up to 3.x a node's MemTotal is all its pages, the host's those that are not reserved.
    return [check(id, left, of(key, right), tolerance, { normal: (gap) => id === 'nodes-total' && gap > 0 })]
  })
}

function available(moment: Checked, fields: Fields): CrossCheck[] {
  const printed = fields.get('MemAvailable')
  const basis = basisOf(moment)
  // Marks that are only guessed prove nothing.
  if (!printed || (moment.zoneStates.length === 0 && basis.minFree === null)) return []
  const left = recomputeAvailable(fields, moment.zoneStates, basis)
  return left
    ? [check('available-recomputed', left, of('MemAvailable', printed), apart(fields) * (left.known ? 0.5 : 2))]
    : []
}

function namedShmem(moment: Checked, fields: Fields): CrossCheck[] {
  const shmem = fields.get('Shmem')
  const df = dataOf(moment, 'df')
  const ipcs = dataOf(moment, 'ipcs')
  if (!shmem || !(df ?? ipcs)) return []
  const mounts = df ? inMemoryMounts(df.filesystems) : []
  const segments = ipcs?.segments ?? []
  const sum = mounts.reduce((all, { size }) => all + size, 0) + segments.reduce((all, { size }) => all + size, 0)
  const evidence = [...mounts.flatMap((each) => each.evidence), ...segments.map(({ span }) => span)]
  const formula = [df ? 'Σ used of tmpfs' : '', ipcs ? 'Σ bytes of segments' : ''].filter(Boolean).join(' + ')
  // Deleted files, memfd and shared mappings have no name; a segment takes pages only where it was written to.
  return [
    check('named-shmem', amount(formula, sum, evidence), of('Shmem', shmem), apart(fields), { normal: () => true }),
  ]
}

/** The lists of a zone are read after its counter, without a lock. */
function orderLists({ zoneStates, failures }: Checked): CrossCheck[] {
  const zones: ZoneState[] = [...zoneStates, ...failures.flatMap((failure) => failure.zones.map(({ state }) => state))]
  return zones.flatMap((zone) => {
    if (zone.orders === null || zone.free === null || zone.free.span === zone.ordersEvidence[0]) return []
    const page = zone.pageSize
    const left = amount('Σ blocks × 2^order × page size', pagesIn(zone.orders) * page, zone.ordersEvidence)
    const right = amount('free', zone.free.value * page, [zone.free.span])
    const tolerance = Math.max(2 * MIB, right.bytes * 0.05)
    return [check('orders-free', left, right, tolerance, { subject: `${zone.record} Node ${zone.node} ${zone.zone}` })]
  })
}
