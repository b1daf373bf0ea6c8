import type { ZoneState } from './zone-state.ts'

/** Zone types in the order of the kernel (include/linux/mmzone.h, enum zone_type). */
const TYPES = ['DMA', 'DMA32', 'Normal', 'HighMem', 'Movable', 'Device'] as const
const ALWAYS: ReadonlySet<string> = new Set(['Normal', 'Movable'])

/** Every order of zone types that a kernel can be built with, the likelier ones first. */
const BUILDS: readonly (readonly string[])[] = [
  ['DMA', 'DMA32'],
  ['DMA', 'DMA32', 'Device'],
  ['DMA'],
  ['DMA', 'Device'],
  ['DMA32'],
  ['DMA32', 'Device'],
  ['Device'],
  [],
  ['DMA', 'HighMem'],
  ['DMA', 'HighMem', 'Device'],
  ['HighMem'],
].map((optional) => TYPES.filter((type) => ALWAYS.has(type) || optional.includes(type)))

const rankOf = (zone: string) => TYPES.findIndex((type) => type === zone)

/** Whether zone `a` stands above zone `b`. */
export const isAbove = (a: string, b: string): boolean => rankOf(a) > rankOf(b)

/**
 * What the indices of lowmem_reserve[] stand for. Which types a kernel was built with is not printed, but a zone reserves
 * nothing against requests for itself or a lower zone, and something against the next zone above that has pages
 * (mm/page_alloc.c, setup_per_zone_lowmem_reserve). Null where nothing fits.
 */
export function zoneOrder(zones: readonly ZoneState[]): readonly string[] | null {
  const rows = zones.filter(({ lowmemReserve }) => lowmemReserve !== null && lowmemReserve.length > 0)
  const length = rows[0]?.lowmemReserve?.length
  if (length === undefined) return null
  const names = [...new Set(zones.map(({ zone }) => zone))]
  const builds = BUILDS.filter((build) => build.length === length && names.every((name) => build.includes(name)))
  const fitting = (fits: (first: number, own: number, next: number | null) => boolean) =>
    builds.find((build) =>
      rows.every((row) => {
        const first = row.lowmemReserve!.findIndex((pages) => pages > 0)
        return first === -1 || fits(first, build.indexOf(row.zone), nextAbove(row, build, zones))
      }),
    )
  // A zone above that is too small for its share to make a page is skipped in the numbers.
  return fitting((first, _, next) => next === null || first === next) ?? fitting((first, own) => first > own) ?? null
}

/** Where in the build the next zone of the same node stands that has pages; null where none is printed. */
function nextAbove({ node, zone }: ZoneState, build: readonly string[], zones: readonly ZoneState[]): number | null {
  const above = zones.filter(
    (other) => other.node === node && isAbove(other.zone, zone) && (other.managed?.value ?? 1) > 0,
  )
  return above.length === 0 ? null : Math.min(...above.map((other) => build.indexOf(other.zone)))
}

/** The pages of `zone` that a request for `highest` must leave; null where the list does not tell. */
export function reserveAgainst(
  zone: ZoneState,
  highest: string,
  order: readonly string[] | null,
): { readonly pages: number; readonly name: string } | null {
  if (zone.lowmemReserve === null || order === null) return null
  // HighMem is asked for on 64 bits too, and means Normal there (include/linux/gfp.h, OPT_ZONE_HIGHMEM).
  const at = order.indexOf(highest === 'HighMem' && !order.includes('HighMem') ? 'Normal' : highest)
  const index = at === -1 ? order.findLastIndex((type) => !isAbove(type, highest)) : at
  const pages = zone.lowmemReserve[index]
  return pages === undefined ? null : { pages, name: `lowmem_reserve[${order[index]!}]` }
}
