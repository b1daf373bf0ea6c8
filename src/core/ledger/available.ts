import type { ZoneState } from '../allocation/zone-state.ts'
import { version } from '../snapshot/release.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes } from '../units.ts'
import type { Amount } from './account.ts'
import type { Fields } from './entries.ts'

/** Sums over the zones that MemAvailable is made from, in bytes. */
interface Marks {
  readonly low: number
  /** What no request of user space gets (mm/page_alloc.c, calculate_totalreserve_pages). */
  readonly reserve: number
  readonly known: boolean
  readonly evidence: readonly Span[]
}

/**
 * MemAvailable by its own formula (mm/show_mem.c, si_mem_available): what is free beyond the reserve, and of page cache and
 * reclaimable slab all but the half, or the low marks. From the zones' marks, else from min_free_kbytes as an estimate.
 */
export function recomputeAvailable(
  fields: Fields,
  zones: readonly ZoneState[],
  { release, minFree }: { readonly release: number | null; readonly minFree: Figure | null },
): Amount | null {
  const marks = marksOf(zones) ?? (minFree && estimate(minFree))
  const [free, active, inactive] = ['MemFree', 'Active(file)', 'Inactive(file)'].map((key) => fields.get(key))
  // KReclaimable since 4.20; SReclaimable since 2.6.19.
  const reclaimable = fields.get('KReclaimable') ?? fields.get('SReclaimable')
  if (!marks || !free || !active || !inactive || !reclaimable) return null
  const file = active.value + inactive.value
  const usable = (size: number) => size - Math.min(size / 2, marks.low)
  const [floor, name] =
    release !== null && release < version(4, 5) ? [marks.low, 'low'] : [marks.reserve, 'totalreserve']
  const slab = fields.has('KReclaimable') ? 'KReclaimable' : 'SReclaimable'
  return {
    bytes: bytes(Math.max(0, Math.round(free.value - floor + usable(file) + usable(reclaimable.value)))),
    known: marks.known,
    formula: `MemFree − ${name} + file − min(file/2, low) + ${slab} − min(${slab}/2, low); low ${kB(marks.low)}, totalreserve ${kB(marks.reserve)}`,
    evidence: [...[free, active, inactive, reclaimable].map(({ span }) => span), ...marks.evidence],
  }
}

const kB = (size: number) => `${Math.round(size / 1024)} kB`

/** From zoneinfo; null where a zone lacks a mark. Σ min(managed, largest lowmem reserve + high). */
function marksOf(zones: readonly ZoneState[]): Marks | null {
  if (zones.length === 0) return null
  let low = 0
  let reserve = 0
  for (const zone of zones) {
    if (!zone.low || !zone.high || !zone.lowmemReserve) return null
    const all = (zone.managed ?? zone.present)?.value ?? Infinity
    low += zone.low.value * zone.pageSize
    reserve += Math.min(all, Math.max(0, ...zone.lowmemReserve) + zone.high.value) * zone.pageSize
  }
  return { low, reserve, known: true, evidence: zones.flatMap(({ low: mark }) => mark?.span ?? []) }
}

/** Marks as they are set up from min_free_kbytes: low is a quarter above min, high half (before 4.6, and on small zones). */
const estimate = ({ value, span }: Figure): Marks => ({
  low: value * 1.25 * 1024,
  reserve: value * 1.5 * 1024,
  known: false,
  evidence: [span],
})
