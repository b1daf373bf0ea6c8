import type { ZoneState } from '../allocation/zone-state.ts'
import { isWhole } from '../allocation/zone-states.ts'
import type { Books } from './books.ts'
import { version } from '../snapshot/release.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes } from '../units.ts'
import type { Amount } from './account.ts'
import { pick, spans, sumOf, total, type Fields, type Named } from './entries.ts'

/** Sums over the zones that MemAvailable is made from, in bytes. */
interface Marks {
  readonly low: number
  /** What no request of user space gets (mm/page_alloc.c, calculate_totalreserve_pages). */
  readonly reserve: number
  readonly known: boolean
  readonly evidence: readonly Span[]
}

/** What decides how MemAvailable is computed. */
interface Basis {
  /** The release as a number that compares. */
  readonly release: number | null
  /** vm.min_free_kbytes, where the paste holds it. */
  readonly minFree: Figure | null
}

/** The release and the setting that a snapshot's MemAvailable follows. */
export function basisOf(books: Pick<Books, 'records' | 'machine'>): Basis {
  const setting = dataOf(books, 'sysctl')?.fields.get('vm.min_free_kbytes')
  return { release: books.machine.version, minFree: setting && 'span' in setting ? setting : null }
}

/**
 * MemAvailable by its own formula (mm/show_mem.c, si_mem_available): what is free beyond the reserve, and of page cache and
 * reclaimable slab all but the half, or the low marks. From the zones' marks, else from min_free_kbytes as an estimate.
 */
export function recomputeAvailable(
  fields: Fields,
  zones: readonly ZoneState[],
  { release, minFree }: Basis,
): Amount | null {
  const marks = marksOf(zones) ?? estimatedMarks(fields, minFree)
  const free = fields.get('MemFree')
  const file = fileLists(fields)
  // KReclaimable since 4.20; SReclaimable since 2.6.19, of which kernels before 3.14 print no MemAvailable.
  const slab = pick(fields, [fields.has('KReclaimable') ? 'KReclaimable' : 'SReclaimable'])
  if (!marks || !free || file.length === 0) return null
  const usable = (size: number) => size - Math.min(size / 2, marks.low)
  const [floor, name] =
    release !== null && release < version(4, 5) ? [marks.low, 'low'] : [marks.reserve, 'totalreserve']
  const parts = [`file − min(file/2, low)`, ...slab.map(([key]) => `${key} − min(${key}/2, low)`)]
  return {
    bytes: bytes(Math.max(0, Math.round(free.value - floor + usable(total(file)) + usable(total(slab))))),
    known: marks.known && file.length > 1,
    formula: `MemFree − ${name} + ${parts.join(' + ')}; file = ${sumOf(file)}, low ${kB(marks.low)}, totalreserve ${kB(marks.reserve)}`,
    evidence: [free.span, ...spans([...file, ...slab]), ...marks.evidence],
  }
}

/** The lists of file pages. Before 2.6.28 there was one pair of lists for all pages: the cache then stands in for them. */
function fileLists(fields: Fields): Named[] {
  const lists = pick(fields, ['Active(file)', 'Inactive(file)'])
  return lists.length === 2 ? lists : pick(fields, ['Cached'])
}

const kB = (size: number) => `${Math.round(size / 1024)} kB`

/** From zoneinfo; null where a zone is missing or lacks a mark. Σ min(managed, largest lowmem reserve + high). */
function marksOf(zones: readonly ZoneState[]): Marks | null {
  if (zones.length === 0 || !isWhole(zones)) return null
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

/**
 * Marks as they are set up from min_free_kbytes: low is a quarter above min, high half (before 4.6, and on small zones). The
 * setting itself is the root of 16 times the memory in kB, 64 MiB at most before 5.8 (mm/page_alloc.c, init_per_zone_wmark_min).
 */
function estimatedMarks(fields: Fields, minFree: Figure | null): Marks | null {
  const all = fields.get('MemTotal')
  const size = minFree?.value ?? (all && Math.min(65536, Math.max(128, Math.sqrt((all.value / 1024) * 16))))
  if (size === undefined) return null
  const evidence = minFree ? [minFree.span] : all ? [all.span] : []
  return { low: size * 1.25 * 1024, reserve: size * 1.5 * 1024, known: false, evidence }
}
