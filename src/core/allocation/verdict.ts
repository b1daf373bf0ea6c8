import type { Span } from '../text/source.ts'
import { pages } from '../units.ts'
import { ineligible, type Ineligible } from './eligibility.ts'
import type { Era } from './era.ts'
import { suitable } from './free-lists.ts'
import type { Request } from './request.ts'
import { watermarkTest, type Range, type Term, type WatermarkTest } from './watermark.ts'
import type { ZoneState } from './zone-state.ts'

/** Why a zone did not serve a request, in the order in which the kernel would have said no. */
export type Verdict =
  | 'not-eligible'
  /** Enough is free, but it is kept for requests that no higher zone can serve. */
  | 'reserve'
  | 'low-memory'
  /** Enough is free, but it is kept for requests that can't wait, or for movable ones. */
  | 'highatomic-cma'
  /** Enough is free, in pieces too small. */
  | 'fragmented'
  /** The test would succeed on the printed numbers: memory came free between the failure and the report. */
  | 'passes-now'
  /** What is not printed decides. */
  | 'unknown'

/** One zone held against one request. */
export interface ZoneVerdict {
  readonly state: ZoneState
  readonly verdict: Verdict
  /** Why it was not asked, where it is `not-eligible`. */
  readonly ineligible: Ineligible | null
  /** The arithmetic at the min mark; null where the zone was not asked or prints nothing to compute with. */
  readonly test: WatermarkTest | null
  /** The same at the high mark, where kernels up to 4.6 decide about a kill by it. */
  readonly highTest: WatermarkTest | null
  /** Inputs that are not printed and on which the verdict depends: `min`, `reserved_highatomic`. */
  readonly missing: readonly string[]
  /** Where min is not printed: the least min, in pages, with which the request fails. */
  readonly failsFromMin: number | null
  /** Free blocks of the request's order or larger, counted in blocks of that order; null where the lists are not known. */
  readonly suitableBlocks: number | null
  /** -1 where nothing is free; null where the lists are not known. */
  readonly largestFreeOrder: number | null
  readonly evidence: readonly Span[]
}

/** Holds a request against a zone: why the kernel took nothing from it. */
export function judge(
  state: ZoneState,
  request: Request,
  era: Era,
  zoneOrder: readonly string[] | null,
  killed = false,
): ZoneVerdict {
  const asked = { ...request, order: Math.max(0, request.order) }
  const out = ineligible(state, asked)
  const test = out === null ? watermarkTest(state, asked, era, zoneOrder) : null
  const { verdict, missing } =
    out === null ? verdictOf(state, asked, test) : { verdict: 'not-eligible' as const, missing: [] }
  return {
    state,
    verdict,
    ineligible: out,
    test,
    highTest:
      test && killed && era.killsAtHigh && state.high ? watermarkTest(state, asked, era, zoneOrder, 'high') : null,
    missing,
    failsFromMin: test && state.min === null ? failsFromMin(state, asked, era, zoneOrder) : null,
    suitableBlocks: state.orders && suitable(state.orders, asked.order),
    largestFreeOrder: largestOf(state),
    evidence: [
      ...[state.free, state.min].flatMap((figure) => figure?.span ?? []),
      ...(verdict === 'reserve' ? state.lowmemReserveEvidence : []),
      ...(asked.order > 0 ? state.ordersEvidence : []),
    ],
  }
}

/** A zone of a report that does not say what was asked for. */
export const unasked = (state: ZoneState): ZoneVerdict => ({
  state,
  verdict: 'unknown',
  ineligible: null,
  test: null,
  highTest: null,
  missing: ['order', 'gfp_mask'],
  failsFromMin: null,
  suitableBlocks: null,
  largestFreeOrder: largestOf(state),
  evidence: [...(state.free ? [state.free.span] : []), ...state.ordersEvidence],
})

const largestOf = ({ orders }: ZoneState): number | null => orders && orders.findLastIndex((count) => count > 0)

/** The verdict where it is the same whatever the values that are not printed; else which of them it depends on. */
function verdictOf(
  { orders, free }: ZoneState,
  { order, allReserves }: Request,
  test: WatermarkTest | null,
): { verdict: Verdict; missing: readonly string[] } {
  if (test === null) {
    if (!allReserves || orders === null) return { verdict: 'unknown', missing: [free === null ? 'free' : 'orders'] }
    // __GFP_MEMALLOC: whatever is there is taken.
    return { verdict: suitable(orders, order) > 0 ? 'passes-now' : 'low-memory', missing: [] }
  }
  const blocks = orders && suitable(orders, order)
  const best = verdictAt(test, 'best', order, blocks)
  // Where no block is large enough the marks don't matter.
  if (best === 'fragmented' || best === verdictAt(test, 'worst', order, blocks)) return { verdict: best, missing: [] }
  const open = [...test.have, ...test.need].filter(({ pages: { least, most } }) => least !== most)
  return {
    verdict: 'unknown',
    missing: [...open.map(({ name }) => name.replace(/^−/, '')), ...(blocks !== null || order === 0 ? [] : ['orders'])],
  }
}

const WITHHELD = /free_cma|highatomic/
const RESERVED = /^lowmem_reserve/

/** The verdict where all that is not printed is as the request would wish, or as it would fear. */
function verdictAt(
  { have, need, steps }: WatermarkTest,
  end: 'best' | 'worst',
  order: number,
  blocks: number | null,
): Verdict {
  const sum = (terms: readonly Term[], pick: (range: Range) => number) =>
    terms.reduce((total, term) => total + pick(term.pages), 0)
  const available = sum(have, ({ least, most }) => (end === 'best' ? most : least))
  const withheld = -sum(
    have.filter(({ name }) => WITHHELD.test(name)),
    ({ least, most }) => (end === 'best' ? most : least),
  )
  const wanted = (terms: readonly Term[]) => sum(terms, ({ least, most }) => (end === 'best' ? least : most))
  const bar = wanted(need)
  const mark = wanted(need.filter(({ name }) => !RESERVED.test(name)))
  if (available <= bar) {
    if (available + withheld > bar) return 'highatomic-cma'
    return available > mark ? 'reserve' : 'low-memory'
  }
  if (order === 0) return 'passes-now'
  if (blocks === null) return end === 'best' ? 'passes-now' : 'fragmented'
  // The test of old kernels counts pages and may pass by pages that are in no list (the counter drifts); a block must
  // still be found (mm/page_alloc.c, __rmqueue_smallest).
  if (blocks === 0) return 'fragmented'
  const ok = (passes: string) => passes === 'yes' || (passes === 'depends' && end === 'best')
  const isSearch = steps[0]?.need === null
  if (steps.length > 0 && (isSearch ? steps.some(({ passes }) => ok(passes)) : steps.every(({ passes }) => ok(passes))))
    return 'passes-now'
  // Blocks are there, but all of a type that is kept for others.
  return isSearch && steps.some(({ have }) => have > 0) ? 'highatomic-cma' : 'fragmented'
}

/** The least min mark with which the request fails, found by halving: the test is monotonous in it. */
function failsFromMin(
  state: ZoneState,
  request: Request,
  era: Era,
  zoneOrder: readonly string[] | null,
): number | null {
  const free = state.free
  if (!free) return null
  const fails = (min: number) =>
    watermarkTest({ ...state, min: { value: pages(min), span: free.span } }, request, era, zoneOrder)?.outcome ===
    'fails'
  let most = free.value * 4 + 1
  // Beyond whole numbers the halving would not end.
  if (!Number.isSafeInteger(most) || !fails(most)) return null
  for (let least = 0; least < most;) {
    const middle = Math.floor((least + most) / 2)
    if (fails(middle)) most = middle
    else least = middle + 1
  }
  return most
}
