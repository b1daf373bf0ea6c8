import { formats, type FormatId } from '../formats/index.ts'
import type { AccountId } from '../ledger/account.ts'
import { MIB } from '../units.ts'
import type { Bridge, BridgeStep } from './bridge.ts'
import { isEmpty, kindsOf, type Comparison } from './compare.ts'
import type { KeyedChange } from './keyed.ts'
import type { RowChange, RowsOf } from './rows.ts'
import type { ZoneChange } from './zones.ts'

/** What a comparison comes to, before it is put into words. */
export interface Summary {
  readonly seconds: number | null
  /** Null where the two have no book in common. */
  readonly book: BookSummary | null
  /** The zone in which most changed for requests of `order` and more; null where nothing to speak of did. */
  readonly zone: ZoneSummary | null
  /** The row that grew most of what the book says has grown, or where there is no book, of any table. */
  readonly row: (RowChange & { readonly of: RowsOf; readonly change: number }) | null
  /** Keys that changed, where that is all there is to say. */
  readonly keys: {
    readonly kind: FormatId
    readonly subject: string
    readonly changed: number
    readonly all: number
  } | null
  /** Where the two have nothing in common: what each holds, and what to collect again. */
  readonly apart: {
    readonly before: readonly FormatId[]
    readonly after: readonly FormatId[]
    readonly collect: readonly string[]
  } | null
}

export interface BookSummary {
  readonly bridge: Bridge
  /** What uses memory and moved by more than noise, the most first. */
  readonly rose: readonly BridgeStep[]
  readonly fell: readonly BridgeStep[]
  /** Of all that grew, the part that the first of `rose` is. */
  readonly share: number
  readonly free: BridgeStep | null
  /** What moved most; null where nothing moved at all. */
  readonly largest: BridgeStep | null
  readonly totalMoved: boolean
  /** Nothing moved by more than noise. */
  readonly still: boolean
}

export interface ZoneSummary {
  readonly change: ZoneChange
  readonly order: number
  /** Bytes in blocks of that order and more. */
  readonly before: number
  readonly after: number
}

/** What moved most, in the book that says most. */
export function summaryOf(comparison: Comparison): Summary {
  const book = bookOf(comparison)
  const zone = zoneOf(comparison)
  const row = rowOf(comparison, book)
  const silent = book === null && zone === null && row === null
  return {
    seconds: comparison.seconds,
    book,
    zone,
    row,
    keys: silent ? keysOf(comparison.keyed) : null,
    apart: isEmpty(comparison) ? apartOf(comparison) : null,
  }
}

const FREE: ReadonlySet<string> = new Set<BridgeStep['id']>(['free', 'per-cpu-free'])

/** The machine's book, unless it stood still and another moved. */
function bookOf({ bridges }: Comparison): BookSummary | null {
  const books = bridges.map(bookSummary)
  const [first] = books
  if (!first || !first.still) return first ?? null
  const most = ({ largest }: BookSummary) => Math.abs(largest?.change ?? 0)
  return books.filter(({ still }) => !still).sort((a, b) => most(b) - most(a))[0] ?? first
}

function bookSummary(bridge: Bridge): BookSummary {
  const used = bridge.steps.filter(({ id }) => !FREE.has(id))
  const moved = bridge.steps.filter(({ change }) => Math.abs(change) > bridge.noise)
  const material = moved.filter(({ id }) => !FREE.has(id))
  const rose = material.filter(({ change }) => change > 0)
  const growth = used.reduce((sum, { change }) => sum + Math.max(0, change), 0)
  return {
    bridge,
    rose,
    fell: material.filter(({ change }) => change < 0),
    share: rose[0] ? rose[0].change / growth : 0,
    free: moved.find(({ id }) => id === 'free') ?? null,
    largest: bridge.steps.find(({ change }) => change !== 0) ?? null,
    totalMoved: Math.abs(bridge.after.bytes - bridge.before.bytes) > bridge.noise,
    still: moved.length === 0,
  }
}

/** Requests above it are the costly ones (include/linux/mmzone.h, PAGE_ALLOC_COSTLY_ORDER). */
const COSTLY = 3

function zoneOf({ before, after, zones }: Comparison): ZoneSummary | null {
  const asked = [before, after].flatMap(({ moment }) => moment.failures.flatMap(({ request }) => request?.order ?? []))
  const order = Math.max(0, ...asked) || COSTLY
  const sizes = zones.map((change): ZoneSummary => {
    const [one, two] = [change.orders[order]?.suitableBefore ?? 0, change.orders[order]?.suitableAfter ?? 0]
    const [was, is] = [one * change.before.pageSize * 2 ** order, two * change.after.pageSize * 2 ** order]
    return { change, order, before: was, after: is }
  })
  const moved = (zone: ZoneSummary) => Math.abs(zone.after - zone.before) + Math.abs(zone.change.freeBytes)
  const [most] = sizes.sort((a, b) => moved(b) - moved(a))
  if (!most) return null
  const free = Math.max(most.change.before.freeBytes, most.change.after.freeBytes)
  return moved(most) > Math.max(MIB, free / 20) ? most : null
}

/** Which table tells what an account is made of. */
const TABLES: Readonly<Partial<Record<AccountId | 'unaccounted', RowsOf>>> = {
  anon: 'processes',
  shmem: 'processes',
  'slab-reclaimable': 'slab-caches',
  'slab-unreclaimable': 'slab-caches',
  vmalloc: 'vmalloc-callers',
  unaccounted: 'call-sites',
}

function rowOf({ rows }: Comparison, book: BookSummary | null): Summary['row'] {
  const wanted = book ? (book.rose[0] ?? book.fell[0]) : undefined
  const table = wanted && TABLES[wanted.id]
  const from = book ? rows.filter(({ of }) => of === table) : rows
  const candidates = from.flatMap(({ of, rows: list, byName }) => {
    const [row] = (byName ?? list).filter(({ change }) =>
      wanted ? Math.sign(change ?? 0) === Math.sign(wanted.change) : (change ?? 0) !== 0,
    )
    return row && row.change !== null ? [{ ...row, change: row.change, of }] : []
  })
  const [most] = candidates.sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
  // A row that is a small part of the movement would mislead.
  return most && (!wanted || Math.abs(most.change) >= 0.25 * Math.abs(wanted.change)) ? most : null
}

function keysOf(files: readonly KeyedChange[]): Summary['keys'] {
  const counted = files.map(({ kind, subject, rows }) => ({
    kind,
    subject,
    changed: rows.filter(({ before, after }) => before !== after).length,
    all: rows.length,
  }))
  const [most] = counted.sort((a, b) => b.changed - a.changed)
  return most ?? null
}

function apartOf({ before, after }: Comparison): NonNullable<Summary['apart']> {
  const kinds = kindsOf(before)
  return {
    before: kinds,
    after: kindsOf(after),
    collect: formats.flatMap(({ id, collect, role }) =>
      kinds.includes(id) && role !== 'fact' && id !== 'date' ? [collect] : [],
    ),
  }
}
