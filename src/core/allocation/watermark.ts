import type { Figure, Span } from '../text/source.ts'
import type { Era, WatermarkEra } from './era.ts'
import type { Request } from './request.ts'
import { reserveAgainst } from './zone-order.ts'
import type { ZoneState } from './zone-state.ts'

/** Pages, bounded where they are not printed: `least` equals `most` where they are known, `most` is Infinity without bound. */
export interface Range {
  readonly least: number
  readonly most: number
}

/** A line of the arithmetic: signed pages under the kernel's name (`free`, `−(2^2 − 1)`, `lowmem_reserve[Normal]`). */
export interface Term {
  readonly name: string
  readonly pages: Range
  readonly evidence: readonly Span[]
}

/** The search for a block of one order, after the mark itself was passed. */
export interface Step {
  readonly order: number
  /** What is left in larger blocks, and what must be left (`halving`); the blocks there and null (else). */
  readonly have: number
  readonly need: Range | null
  /** Migrate types with a free block of this order, where printed. */
  readonly types: string | null
  readonly passes: 'yes' | 'no' | 'depends'
}

export type Outcome = 'passes' | 'fails' | 'depends'

/** One zone's watermark test, with everything that it adds up: passes where Σ have > Σ need. */
export interface WatermarkTest {
  readonly era: WatermarkEra
  readonly mark: 'min' | 'low' | 'high'
  readonly have: readonly Term[]
  readonly need: readonly Term[]
  /** Sums of the two columns. */
  readonly haveSum: Range
  readonly needSum: Range
  /** Of the order-0 test. */
  readonly orderZero: Outcome
  readonly steps: readonly Step[]
  readonly outcome: Outcome
}

const exactly = (pages: number): Range => ({ least: pages, most: pages })
const minus = ({ least, most }: Range): Range => ({ least: 0 - most, most: 0 - least })
const add = (a: Range, b: Range): Range => ({ least: a.least + b.least, most: a.most + b.most })
/** Applies a function that grows with its argument to both ends. */
const map = ({ least, most }: Range, change: (pages: number) => number): Range => ({
  least: change(least),
  most: change(most),
})
const sumOf = (terms: readonly Term[]): Range => terms.reduce((sum, { pages }) => add(sum, pages), exactly(0))

/** Whether `have` > `need` whatever the unknown values are. */
const exceeds = (have: Range, need: Range): Outcome =>
  have.least > need.most ? 'passes' : have.most <= need.least ? 'fails' : 'depends'

const known = (name: string, { value, span }: Figure, sign: 1 | -1 = 1): Term => ({
  name,
  pages: exactly(value === 0 ? 0 : sign * value),
  evidence: [span],
})

/** How far a request may go below the mark, and what of the free pages it may not have. */
interface Rights {
  readonly half: boolean
  readonly quarter: boolean
  /** May use pages reserved for requests that can't wait. */
  readonly highatomic: boolean
  /** May take a block that only has highatomic pages. */
  readonly highatomicBlocks: boolean
}

/** mm/page_alloc.c, gfp_to_alloc_flags: what the flags mean to the test of an era. */
function rightsIn(era: Era, request: Request): Rights {
  const { high, canWait, atomic, noReserves, order } = request
  switch (era.form) {
    case 'halving':
    case 'halving-rhel6': {
      return { half: high, quarter: !canWait && !noReserves, highatomic: true, highatomicBlocks: true }
    }
    case 'blocks': {
      const harder = atomic && !noReserves
      return { half: high, quarter: harder, highatomic: harder, highatomicBlocks: harder }
    }
    case 'reserves': {
      const nonBlock = !canWait && !noReserves
      const highatomic = nonBlock && order > 0 && (high || !era.highatomicNeedsHigh)
      return { half: high, quarter: high && nonBlock, highatomic: high || nonBlock, highatomicBlocks: highatomic }
    }
  }
}

/** Holds a request against the mark of a zone, by the kernel's own arithmetic. Null where its free pages are not known. */
export function watermarkTest(
  zone: ZoneState,
  request: Request,
  era: Era,
  zones: readonly string[] | null,
  mark: 'min' | 'low' | 'high' = 'min',
): WatermarkTest | null {
  if (zone.free === null || request.allReserves) return null
  const rights = rightsIn(era, request)
  const own = 2 ** request.order + era.ownBlock
  const cma = request.movable || !zone.freeCma?.value ? [] : [known('free_cma', zone.freeCma, -1)]
  const free: Term[] = [
    known('free', zone.free),
    ...(own === 0
      ? []
      : [{ name: `−(2^${request.order} ${era.ownBlock < 0 ? '− 1' : '+ 1'})`, pages: exactly(-own), evidence: [] }]),
    ...(rights.highatomic ? [] : highatomic(zone, era)),
  ]
  const have = [...free, ...cma]
  const need = markTerms(zone, mark, request, rights)
  const reserve = reserveTerm(zone, request, zones)
  const bar = sumOf(need)
  const haveSum = sumOf(have)
  const needSum = add(bar, reserve?.pages ?? exactly(0))
  const orderZero = exceeds(haveSum, needSum)
  const steps =
    orderZero === 'fails' || request.order === 0 || zone.orders === null
      ? []
      : era.form === 'halving' || era.form === 'halving-rhel6'
        ? halvingSteps(zone.orders, request.order, sumOf(free), loopBar(era, mark, bar, zone, rights), era)
        : blockSteps(zone, request, rights)
  return {
    era: era.form,
    mark,
    have,
    need: reserve ? [...need, reserve] : need,
    haveSum,
    needSum,
    orderZero,
    steps,
    outcome: outcomeOf(orderZero, steps, era, request.order, zone.orders !== null),
  }
}

/** The reserve for requests that can't wait: printed since 5.5, a hundredth of the zone at most before. */
function highatomic(zone: ZoneState, era: Era): Term[] {
  const { reservedHighatomic, freeHighatomic, managed, orders } = zone
  if (era.form === 'halving' || era.form === 'halving-rhel6') return []
  const evidence = reservedHighatomic ? [reservedHighatomic.span] : []
  if (era.freeHighatomic) {
    if (freeHighatomic) return freeHighatomic.value === 0 ? [] : [known('free_highatomic', freeHighatomic, -1)]
    if (reservedHighatomic?.value === 0) return []
    const most = reservedHighatomic?.value ?? highatomicBound(managed?.value, orders)
    return most === 0 ? [] : [{ name: '−free_highatomic', pages: { least: -most, most: 0 }, evidence }]
  }
  if (reservedHighatomic)
    return reservedHighatomic.value === 0 ? [] : [known('reserved_highatomic', reservedHighatomic, -1)]
  const most = highatomicBound(managed?.value, orders)
  return most === 0 ? [] : [{ name: '−reserved_highatomic', pages: { least: -most, most: 0 }, evidence }]
}

/** mm/page_alloc.c, reserve_highatomic_pageblock: one percent of the zone and a pageblock, which has the order before the last two. */
const highatomicBound = (managed: number | undefined, orders: readonly number[] | null): number =>
  managed === undefined ? 0 : Math.trunc(managed / 100) + 2 ** Math.max(0, (orders?.length ?? 11) - 2)

function markTerms(zone: ZoneState, mark: 'min' | 'low' | 'high', request: Request, rights: Rights): Term[] {
  const figure = zone[mark]
  const terms: Term[] = [
    figure ? known(mark, figure) : { name: mark, pages: { least: 0, most: Infinity }, evidence: [] },
  ]
  // mm/page_alloc.c, zone_watermark_fast: a page for who can't wait is measured without the boost.
  if (zone.boost && zone.boost.value > 0 && rights.half && request.order === 0)
    terms.push(known('boost', zone.boost, -1))
  const lower = (name: string, share: number) => {
    const bar = sumOf(terms)
    terms.push({ name: `−${name}`, pages: minus(map(bar, (pages) => Math.trunc(pages / share))), evidence: [] })
  }
  const before = terms.length > 1 ? `(${mark} − boost)` : mark
  if (rights.half) lower(`${before}/2`, 2)
  if (rights.quarter) lower(rights.half ? `${before}/8` : `${before}/4`, 4)
  // Infinity less its half is still without bound.
  return figure ? terms : [terms[0]!]
}

function reserveTerm(zone: ZoneState, request: Request, zones: readonly string[] | null): Term | null {
  const reserve = reserveAgainst(zone, request.highestZone, zones)
  if (reserve) return { name: reserve.name, pages: exactly(reserve.pages), evidence: zone.lowmemReserveEvidence }
  // A request for the zone itself leaves nothing back for lower requests.
  if (zone.zone === request.highestZone) return null
  if (zone.lowmemReserve !== null) return null
  return { name: 'lowmem_reserve', pages: { least: 0, most: Infinity }, evidence: [] }
}

/** What the loop of the old test starts from: the mark, in RHEL 6 what is above min of it. */
function loopBar(era: Era, mark: 'min' | 'low' | 'high', bar: Range, zone: ZoneState, rights: Rights): Range {
  if (era.form !== 'halving-rhel6') return bar
  if (mark === 'min') return exactly(0)
  const [at, min] = [zone[mark], zone.min]
  if (!at || !min) return { least: 0, most: bar.most }
  const half = rights.half ? Math.trunc((at.value - min.value) / 2) : 0
  const rest = at.value - min.value - half
  return exactly(rights.quarter ? rest - Math.trunc(rest / 4) : rest)
}

/** 2.6 … 4.3: for each order below, take its blocks away and ask for half the mark. */
function halvingSteps(orders: readonly number[], order: number, free: Range, bar: Range, era: Era): Step[] {
  // pageblock_order >> 2: RHEL 6 halves no further than the second time.
  const halvings = era.form === 'halving-rhel6' ? 2 : Infinity
  const steps: Step[] = []
  let left = free.least
  let need = bar
  for (let at = 0; at < order; at++) {
    left -= (orders[at] ?? 0) * 2 ** at
    if (at < halvings) need = map(need, (pages) => Math.floor(pages / 2))
    const outcome = exceeds(exactly(left), need)
    const passes = outcome === 'passes' ? 'yes' : outcome === 'fails' ? 'no' : 'depends'
    steps.push({ order: at + 1, have: left, need, types: null, passes })
    if (passes === 'no') break
  }
  return steps
}

/** From 4.4 on: a free block of the order, or a larger one, of a type that the request may take. */
function blockSteps(
  { orders, types, freeCma, reservedHighatomic }: ZoneState,
  request: Request,
  rights: Rights,
): Step[] {
  const steps: Step[] = []
  for (let at = request.order; at < orders!.length; at++) {
    const have = orders![at]!
    if (have === 0) continue
    const letters = types?.[at] ?? null
    // Without letters a block can be CMA's or highatomic only where the zone has such pages at all.
    const isSure = (freeCma?.value ?? 0) === 0 && (reservedHighatomic?.value ?? 0) === 0
    const passes =
      letters === null
        ? isSure
          ? 'yes'
          : 'depends'
        : /[UME]/.test(letters) ||
            (request.movable && letters.includes('C')) ||
            (rights.highatomicBlocks && letters.includes('H'))
          ? 'yes'
          : 'no'
    steps.push({ order: at, have, need: null, types: letters, passes })
    if (passes === 'yes') break
  }
  return steps
}

function outcomeOf(orderZero: Outcome, steps: readonly Step[], era: Era, order: number, hasOrders: boolean): Outcome {
  if (orderZero === 'fails' || order === 0) return orderZero
  if (!hasOrders) return 'depends'
  const search =
    era.form === 'halving' || era.form === 'halving-rhel6'
      ? steps.some(({ passes }) => passes === 'no')
        ? 'fails'
        : steps.every(({ passes }) => passes === 'yes')
          ? 'passes'
          : 'depends'
      : steps.some(({ passes }) => passes === 'yes')
        ? 'passes'
        : steps.some(({ passes }) => passes === 'depends')
          ? 'depends'
          : 'fails'
  return search === 'fails' ? 'fails' : search === 'passes' && orderZero === 'passes' ? 'passes' : 'depends'
}
