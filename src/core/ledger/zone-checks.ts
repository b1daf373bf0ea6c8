import { pagesIn } from '../allocation/free-lists.ts'
import type { ZoneState } from '../allocation/zone-state.ts'
import { isWhole } from '../allocation/zone-states.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import { MIB } from '../units.ts'
import { basisOf, recomputeAvailable } from './available.ts'
import { amount, apart, check, of, type Checked, type CrossCheck } from './cross-check.ts'
import type { Fields } from './entries.ts'

export function zoneTotals({ zoneStates }: Checked, fields: Fields): CrossCheck[] {
  if (!isWhole(zoneStates)) return []
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

export function nodeTotals(moment: Checked, fields: Fields): CrossCheck[] {
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

export function available(moment: Checked, fields: Fields): CrossCheck[] {
  const printed = fields.get('MemAvailable')
  const basis = basisOf(moment)
  // Marks that are only guessed prove nothing.
  if (!printed || (moment.zoneStates.length === 0 && basis.minFree === null)) return []
  const left = recomputeAvailable(fields, moment.zoneStates, basis)
  return left
    ? [check('available-recomputed', left, of('MemAvailable', printed), apart(fields) * (left.known ? 0.5 : 2))]
    : []
}

/** The lists of a zone are read after its counter, without a lock. */
export function orderLists({ zoneStates, failures }: Checked): CrossCheck[] {
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
