import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readBytes } from '../../text/number.ts'
import type { Figure, Span } from '../../text/source.ts'
import { bytes, KIB, type Bytes } from '../../units.ts'
import { readCounters, type Counters } from './counters.ts'

/** A zone as a report prints it (mm/show_mem.c, show_free_areas; mm/page_alloc.c before 6.5). */
export interface ReportedZone extends Counters {
  /** Absent where the kernel has no NUMA. */
  readonly node?: number
  readonly zone: string
  /** Pages that requests for a higher zone must leave, by the index of that zone. */
  readonly lowmemReserve?: readonly number[]
  readonly reserveSpan?: Span
  /** Free blocks of 2^order pages. */
  readonly orders?: readonly number[]
  /** By order, the letters of the migrate types that have a free block (`UME`), '' where none; since 3.9. */
  readonly migrateTypes?: readonly string[]
  /** What the free lists add up to, as the kernel says. */
  readonly freeListTotal?: Figure<Bytes>
  readonly ordersSpan?: Span
  readonly span: Span
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

const NAME = /^(?:Node\s*(\d+)\s*)?(DMA32|DMA|Normal|HighMem|Movable|Device|[A-Z]\w*?)\s*(?=free:|:)/
const BLOCK = /(\d{1,20})\*(\d{1,20})kB(?:\s*\(([A-Z]+)\))?/g

/** Puts the lines of each zone together. */
export function readZones(
  lines: readonly Line[],
  problems: Problem[],
): { zones: ReportedZone[]; pageSize: PageSize | null } {
  const zones: Mutable<ReportedZone>[] = []
  const lists: { zone: Mutable<ReportedZone>; line: Line }[] = []
  let last: Mutable<ReportedZone> | undefined
  for (const line of lines) {
    if (line.text.startsWith('lowmem_reserve')) {
      if (last && !last.lowmemReserve) addReserve(last, line)
      continue
    }
    const match = NAME.exec(line.text)
    if (!match) continue
    const node = match[1] === undefined ? undefined : Number(match[1])
    const name = match[2]!
    const isList = line.text[match[0].length] === ':'
    const known = zones.find((each) => each.zone === name && each.node === node)
    const zone = known ?? { ...(node === undefined ? {} : { node }), zone: name, fields: new Map(), span: spanOf(line) }
    if (!known) zones.push(zone)
    if (isList) lists.push({ zone, line })
    else {
      Object.assign(zone, readCounters(line, match[0].length, problems), { span: spanOf(line) })
      last = zone
      // Scraped text runs the reserve into the zone's line.
      const reserve = line.text.indexOf('lowmem_reserve')
      if (reserve > 0) addReserve(zone, line, reserve)
    }
  }
  const pageSize = pageSizeOf(lists.map(({ line }) => line))
  for (const { zone, line } of lists) addOrders(zone, line, pageSize?.bytes ?? bytes(4 * KIB), problems)
  return { zones, pageSize }
}

function addReserve(zone: Mutable<ReportedZone>, line: Line, from = 0): void {
  const text = line.text.slice(line.text.indexOf(']', from) + 1)
  const pages = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits))
  if (pages.length === 0) return
  zone.lowmemReserve = pages
  zone.reserveSpan = spanOf(line, from)
}

/** Bytes of a page, proved by the smallest block of the free lists. */
export interface PageSize {
  readonly bytes: Bytes
  readonly basis: 'read' | 'assumed'
  readonly span?: Span
}

function pageSizeOf(lines: readonly Line[]): PageSize | null {
  for (const line of lines) {
    const block = /:\s*\d+\*(\d+)kB/.exec(line.text)
    const size = block ? Number(block[1]) : 0
    // A page is a power of two from 4 to 64 KiB; a line whose beginning is lost starts later.
    if (block && [4, 8, 16, 64].includes(size)) {
      const from = block.index + block[0].length - block[1]!.length - 2
      return { bytes: bytes(size * KIB), basis: 'read', span: spanOf(line, from, block.index + block[0].length) }
    }
  }
  return null
}

/** `12*4kB (UM) 3*8kB (U) … = 56kB`: each block by its size, so that a lost one shows. */
function addOrders(zone: Mutable<ReportedZone>, line: Line, pageSize: Bytes, problems: Problem[]): void {
  const { text } = line
  const orders: number[] = []
  const types: string[] = []
  let lettered = false
  let sum = 0
  for (const [, count, size, letters] of text.matchAll(BLOCK)) {
    const order = Math.log2((Number(size) * KIB) / pageSize)
    if (order !== orders.length) {
      problems.push({ code: 'ragged-row', span: spanOf(line), what: zone.zone })
      return
    }
    orders.push(Number(count))
    types.push(letters ?? '')
    lettered ||= letters !== undefined
    sum += Number(count) * Number(size)
  }
  // `DMA32: empty`
  if (orders.length === 0) return
  zone.orders = orders
  zone.ordersSpan = spanOf(line)
  if (lettered) zone.migrateTypes = types
  const total = /=\s*(\d+)\s*kB/.exec(text)
  if (!total) {
    problems.push({ code: 'cut-off', span: spanOf(line), what: zone.zone })
    return
  }
  const from = total.index + total[0].indexOf(total[1]!)
  const figure = readBytes(line, from, from + total[1]!.length, KIB)
  if (figure) zone.freeListTotal = figure
  if (sum !== Number(total[1])) problems.push({ code: 'inconsistent', span: spanOf(line), what: zone.zone })
}
