import { spanOf, type Line } from '../../text/line.ts'
import { readBytes, readFigure, size } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'
import { KIB, type Bytes } from '../../units.ts'

/** `Unreclaimable slab info` (mm/slab_common.c, dump_unreclaimable_slab): caches that can't be shrunk. */
export interface SlabRow {
  readonly name: string
  readonly used: number
  readonly total: number
  readonly span: Span
}

export function readSlabs(lines: readonly Line[]): SlabRow[] {
  return lines.flatMap((line) => {
    const match = /^(\S.*?)\s+(\d+)KB\s+(\d+)KB$/.exec(line.text)
    if (!match) return []
    return [{ name: match[1]!, used: Number(match[2]) * KIB, total: Number(match[3]) * KIB, span: spanOf(line) }]
  })
}

/** `Memory allocations:` (mm/show_mem.c, with CONFIG_MEM_ALLOC_PROFILING): the places in the kernel that hold most. */
export interface AllocationSite {
  /** Rounded as the kernel printed it. */
  readonly size?: Figure<Bytes>
  readonly calls?: Figure
  /** `mm/slub.c:2423` */
  readonly file: Quote
  readonly module?: Quote
  readonly func?: Quote
  readonly span: Span
}

const SITE = /^([\d.]+ ?[KMGTP]?i?B)\s+(\d+) (\S+:\d+)(?: \[([^\]]+)\])?(?: func:(\S+))?/d

export function readAllocationSites(lines: readonly Line[]): AllocationSite[] {
  return lines.flatMap((line) => {
    const match = SITE.exec(line.text)
    if (!match) return []
    const { indices } = match
    const held = size(match[1]!)
    const calls = readFigure(line, ...indices![2]!)
    const module = indices![4] && quoteAt(line, ...indices![4])
    const func = indices![5] && quoteAt(line, ...indices![5])
    return [
      {
        ...(held !== null && { size: { value: held, span: spanOf(line, ...indices![1]!) } }),
        ...(calls && { calls }),
        file: quoteAt(line, ...indices![3]!),
        ...(module && { module }),
        ...(func && { func }),
        span: spanOf(line),
      },
    ]
  })
}

/** Counts of pages under the contract's names; a vendor's own keep theirs. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['pages RAM', 'ram'],
  ['pages of RAM', 'ram'],
  ['pages HighMem/MovableOnly', 'highMemOrMovable'],
  ['pages HighMem', 'highMem'],
  ['pages of HIGHMEM', 'highMem'],
  ['pages reserved', 'reserved'],
  ['reserved pages', 'reserved'],
  ['pages cma reserved', 'cmaReserved'],
  ['pages hwpoisoned', 'hwpoisoned'],
  ['pages shared', 'shared'],
  ['pages non-shared', 'nonShared'],
  ['total pagecache pages', 'pageCache'],
  ['pagecache pages', 'pageCache'],
  ['pages in swap cache', 'swapCache'],
  ['pages swap cached', 'swapCache'],
])

export interface Counts {
  /** In pages. */
  readonly pages: ReadonlyMap<string, Figure>
  /** `total` and `free` in bytes; `added`, `deleted`, `found` and `sought` count swap cache events. */
  readonly swap: ReadonlyMap<string, Figure>
}

const SWAP: readonly (readonly [key: string, pattern: RegExp, scale: number])[] = [
  ['free', /^Free swap\s*[=:]\s*(\d+)\s*kB/d, KIB],
  ['total', /^Total swap\s*=\s*(\d+)\s*kB/d, KIB],
  ['added', /^Swap cache.*\badd (\d+)/d, 1],
  ['deleted', /^Swap cache.*\bdelete (\d+)/d, 1],
  ['found', /^Swap cache.*\bfind (\d+)\//d, 1],
  ['sought', /^Swap cache.*\bfind \d+\/(\d+)/d, 1],
]

/** `49429 total pagecache pages`, `Free swap  = 3264kB` … (mm/show_mem.c; mm/swap_state.c, show_swap_cache_info). */
export function readCounts(lines: readonly Line[]): Counts {
  const pages = new Map<string, Figure>()
  const swap = new Map<string, Figure>()
  for (const line of lines) {
    const blank = line.text.indexOf(' ')
    const figure = readFigure(line, 0, blank)
    if (figure) {
      const words = line.text.slice(blank + 1)
      const key = PAGES.get(words) ?? words.replace(/^pages |pages?$/g, '').trim()
      if (!pages.has(key)) pages.set(key, figure)
      continue
    }
    for (const [key, pattern, scale] of SWAP) {
      const range = pattern.exec(line.text)?.indices?.[1]
      const found = range && readBytes(line, ...range, scale)
      if (found && !swap.has(key)) swap.set(key, found)
    }
  }
  return { pages, swap }
}
