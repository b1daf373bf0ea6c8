import { describe, expect, test } from 'vitest'
import { bytes, pages } from '../units.ts'
import { couldAllocate } from './could-allocate.ts'
import { eraOf } from './era.ts'
import { requestOf, type Request } from './request.ts'
import { judge, type Verdict } from './verdict.ts'
import { watermarkTest } from './watermark.ts'
import { zoneOrder } from './zone-order.ts'
import { unknownZone, type ZoneState } from './zone-state.ts'

const span = { source: 0, line: 1, from: 0, to: 0 }
const PAGES = [
  'free',
  'min',
  'low',
  'high',
  'boost',
  'managed',
  'reservedHighatomic',
  'freeHighatomic',
  'freeCma',
] as const

type Numbers = Partial<Record<(typeof PAGES)[number], number>> & {
  node?: number
  reserve?: number[]
  orders?: number[]
  types?: string[]
}

/** A zone with these pages. */
function zone(name: string, numbers: Numbers): ZoneState {
  const figures = PAGES.flatMap((key) => {
    const value = numbers[key]
    return value === undefined ? [] : [[key, { value: pages(value), span }]]
  })
  return {
    ...unknownZone(numbers.node ?? 0, name, 'oom[0]', bytes(4096)),
    ...Object.fromEntries(figures),
    lowmemReserve: numbers.reserve ?? [0, 0, 0, 0],
    orders: numbers.orders ?? null,
    types: numbers.types ?? null,
  }
}

const kernel = (order: number, names = ['GFP_KERNEL'], release = '3.10.0'): Request => requestOf(order, names, release)

/** The zone of 22.9 MiB that is all 4 KiB blocks: 35 of 16 KiB are free, and the old test still says no. */
const SHATTERED: Numbers = { free: 5864, min: 5632, orders: [5200, 250, 35, 1, 1, 0, 0, 0, 0, 0, 0] }

describe('the form of the test', () => {
  test.each([
    ['2.6.18-194.el5', 'halving'],
    ['2.6.32-696.el6.x86_64', 'halving-rhel6'],
    ['3.10.0-1160.el7.x86_64', 'halving'],
    ['4.3.6', 'halving'],
    ['4.4.0-210-generic', 'blocks'],
    ['4.18.0-553.el8_10.x86_64', 'blocks'],
    ['5.14.0-362.el9.x86_64', 'blocks'],
    ['6.2.16', 'blocks'],
    ['6.3.0', 'reserves'],
    ['7.2.13+deb14-amd64', 'reserves'],
  ])('%s: %s', (release, form) => expect(eraOf(release, [])).toMatchObject({ form, basis: 'release' }))

  test.each<[string, Numbers, string, string]>([
    ['free_highatomic is printed since 6.19', { freeHighatomic: 0, reservedHighatomic: 0 }, 'reserves', 'fields'],
    ['a boost since 5.16', { boost: 0 }, 'blocks', 'fields'],
    ['reserved_highatomic since 5.5', { reservedHighatomic: 0 }, 'blocks', 'fields'],
    ['highatomic blocks since 4.4', { types: ['UH', ''] }, 'blocks', 'fields'],
    ['a reserve of blocks up to 4.3', { types: ['UR', ''] }, 'halving', 'fields'],
    ['no letters up to 3.8', { free: 9, min: 1, orders: [9] }, 'halving', 'fields'],
    ['nothing that tells', { types: ['UM', 'E'] }, 'blocks', 'assumed'],
  ])('without a release: %s', (_, numbers, form, basis) => {
    expect(eraOf(null, [zone('Normal', numbers)])).toMatchObject({ form, basis })
  })
})

describe('the old test: 2.6 … 4.3', () => {
  const state = zone('Normal', SHATTERED)
  const run = (request: Request) => watermarkTest(state, request, eraOf('3.10.0-514.el7', [state]), zoneOrder([state]))

  test('order 2, atomic: passes the mark, fails when order 0 is taken away', () => {
    const result = run(kernel(2, ['GFP_ATOMIC', '__GFP_COMP']))
    expect(result).toMatchObject({ orderZero: 'passes', outcome: 'fails' })
    expect(result?.have.map(({ name, pages }) => [name, pages.least])).toEqual([
      ['free', 5864],
      ['−(2^2 − 1)', -3],
    ])
    expect(result?.need.map(({ name, pages }) => [name, pages.least])).toEqual([
      ['min', 5632],
      ['−min/2', -2816],
      ['−min/8', -704],
      ['lowmem_reserve[Normal]', 0],
    ])
    expect(result?.haveSum.least).toBe(5861)
    expect(result?.needSum.least).toBe(2112)
    expect(result?.steps).toEqual([
      { order: 1, have: 661, need: { least: 1056, most: 1056 }, types: null, passes: 'no' },
    ])
  })

  test('order 2, GFP_KERNEL: half of min is still more than what is left', () => {
    expect(run(kernel(2))?.steps[0]).toMatchObject({ have: 661, need: { least: 2816 }, passes: 'no' })
  })

  test('order 0 passes', () => expect(run(kernel(0))).toMatchObject({ outcome: 'passes', steps: [] }))

  test('GFP_NOWAIT may dip by a quarter, GFP_ATOMIC by half and a quarter of the rest', () => {
    const needOf = (names: string[]) => run(kernel(0, names))?.needSum.least
    expect(needOf(['GFP_NOFS'])).toBe(5632)
    expect(needOf([])).toBe(4224)
    expect(needOf(['GFP_ATOMIC'])).toBe(2112)
  })
})

test('2.6.38 … 3.2 and RHEL 6 took two pages more', () => {
  const state = zone('Normal', SHATTERED)
  const own = (release: string) =>
    watermarkTest(state, kernel(2), eraOf(release, [state]), zoneOrder([state]))?.have[1]?.pages.least
  expect(own('2.6.32.69')).toBe(-3)
  expect(own('3.0.101')).toBe(-5)
  expect(own('2.6.32-642.el6.x86_64')).toBe(-5)
  expect(own('3.10.0')).toBe(-3)
})

test('RHEL 6 at the min mark asks only that something is left in larger blocks', () => {
  const state = zone('Normal', SHATTERED)
  const result = watermarkTest(state, kernel(2), eraOf('2.6.32-431.el6.x86_64', [state]), zoneOrder([state]))
  expect(result?.steps.map(({ have, need }) => [have, need?.least])).toEqual([
    [659, 0],
    [159, 0],
  ])
  expect(result?.outcome).toBe('passes')
})

describe('the new test: 4.4 … 6.2', () => {
  const types = ['U', 'UM', 'ME', 'M', 'U', '', '', '', '', '', '']
  const state = zone('Normal', { ...SHATTERED, reservedHighatomic: 0, types })
  test('the same zone passes: a block of 16 KiB is all it asks for', () => {
    const result = watermarkTest(state, kernel(2), eraOf('5.4.0', [state]), zoneOrder([state]))
    expect(result).toMatchObject({ outcome: 'passes', steps: [{ order: 2, have: 35, types: 'ME', passes: 'yes' }] })
  })

  const verdictOf = (numbers: Numbers, request: Request, release = '5.4.0'): Verdict => {
    const each = zone('Normal', { ...SHATTERED, reservedHighatomic: 0, types, ...numbers })
    return judge(each, request, eraOf(release, [each]), zoneOrder([each])).verdict
  }
  test.each<[string, Numbers, number, string[], Verdict]>([
    ['no block is large enough', {}, 5, ['GFP_KERNEL'], 'fragmented'],
    ['at the mark', { free: 5632 }, 0, ['GFP_KERNEL'], 'low-memory'],
    ['a page above', { free: 5633 }, 0, ['GFP_KERNEL'], 'passes-now'],
    ['atomic goes to 3/8 of min', { free: 2113 }, 0, ['GFP_ATOMIC'], 'passes-now'],
    ['and no further', { free: 2112 }, 0, ['GFP_ATOMIC'], 'low-memory'],
    ['free pages are CMA’s', { free: 8000, freeCma: 2400 }, 0, ['GFP_KERNEL'], 'highatomic-cma'],
    ['which movable requests may have', { free: 8000, freeCma: 2400 }, 0, ['GFP_HIGHUSER_MOVABLE'], 'passes-now'],
    [
      'kept for requests that can’t wait',
      { free: 8000, reservedHighatomic: 2400 },
      0,
      ['GFP_KERNEL'],
      'highatomic-cma',
    ],
    ['who may have it', { free: 8000, reservedHighatomic: 2400 }, 0, ['GFP_ATOMIC'], 'passes-now'],
    ['blocks of highatomic alone', { types: ['U', 'U', 'H', 'H', 'H'] }, 2, ['GFP_KERNEL'], 'highatomic-cma'],
    ['taken by an atomic request', { types: ['U', 'U', 'H', 'H', 'H'] }, 2, ['GFP_ATOMIC'], 'passes-now'],
  ])('%s', (_, numbers, order, names, verdict) =>
    expect(verdictOf(numbers, kernel(order, names, '5.4.0'))).toBe(verdict),
  )

  test('from 6.3 on who can’t wait and has no __GFP_HIGH gets no quarter', () => {
    expect(verdictOf({ free: 5000 }, kernel(0, ['GFP_NOWAIT'], '6.6.0'), '6.6.0')).toBe('low-memory')
    expect(verdictOf({ free: 2113 }, kernel(0, ['GFP_ATOMIC'], '6.6.0'), '6.6.0')).toBe('passes-now')
  })

  test('a boosted mark is no bar to a page for who can’t wait', () => {
    expect(verdictOf({ free: 3000, boost: 2000 }, kernel(0, ['GFP_ATOMIC'], '6.1.0'), '6.1.0')).toBe('passes-now')
    expect(verdictOf({ free: 1300, min: 5632, boost: 2000 }, kernel(0, ['GFP_ATOMIC'], '6.1.0'), '6.1.0')).toBe(
      'low-memory',
    )
  })
})

describe('lowmem_reserve', () => {
  const dma = zone('DMA', { free: 3840, min: 16, managed: 3840, reserve: [0, 2973, 64135, 64135] })
  const dma32 = zone('DMA32', { free: 15826, min: 3440, managed: 761000, reserve: [0, 0, 12468, 12468] })
  const normal = zone('Normal', { free: 15475, min: 15487, managed: 3191808, reserve: [0, 0, 0, 0] })
  const all = [dma, dma32, normal]
  const verdicts = (names: string[]) =>
    all.map((each) => judge(each, kernel(0, names, '6.1.1'), eraOf('6.1.1', all), zoneOrder(all)).verdict)

  // A page fault on a desktop with 16 GiB: DMA32 has 61.8 MiB free, and may not give any of it.
  test('DMA and DMA32 keep their pages for who can use no others', () => {
    expect(zoneOrder(all)).toEqual(['DMA', 'DMA32', 'Normal', 'Movable'])
    expect(verdicts(['GFP_HIGHUSER_MOVABLE'])).toEqual(['reserve', 'reserve', 'low-memory'])
  })
  test('a request for DMA32 gets them, and Normal is not asked', () => {
    expect(verdicts(['GFP_KERNEL', '__GFP_DMA32'])).toEqual(['passes-now', 'passes-now', 'not-eligible'])
  })

  test.each<[string, [string, number[]][], string[]]>([
    ['ppc64: DMA alone, or with Normal', [['DMA', [0, 0, 0, 0]]], ['DMA', 'DMA32', 'Normal', 'Movable']],
    [
      '32 bits',
      [
        ['DMA', [0, 865, 2950, 2950]],
        ['Normal', [0, 0, 16687, 16687]],
        ['HighMem', [0, 0, 0, 0]],
      ],
      ['DMA', 'Normal', 'HighMem', 'Movable'],
    ],
    [
      'no DMA32, with Device',
      [
        ['DMA', [0, 2973, 2973, 2973]],
        ['Normal', [0, 0, 0, 0]],
      ],
      ['DMA', 'Normal', 'Movable', 'Device'],
    ],
    [
      's390',
      [
        ['DMA', [0, 6000, 6000]],
        ['Normal', [0, 0, 0]],
      ],
      ['DMA', 'Normal', 'Movable'],
    ],
    [
      'with Device',
      [
        ['DMA', [0, 1, 2, 2, 2]],
        ['DMA32', [0, 0, 1, 1, 1]],
      ],
      ['DMA', 'DMA32', 'Normal', 'Movable', 'Device'],
    ],
  ])('what its numbers stand for is told by the numbers: %s', (_, rows, order) => {
    expect(zoneOrder(rows.map(([name, reserve]) => zone(name, { reserve })))).toEqual(order)
  })
})

test('OOM kills up to 4.6 are decided at the high mark', () => {
  const state = zone('Normal', { free: 12359, min: 11361, high: 17041 })
  const verdict = judge(state, kernel(0), eraOf('3.10.0-514.el7', [state]), zoneOrder([state]), true)
  expect(verdict).toMatchObject({ verdict: 'passes-now', test: { outcome: 'passes' }, highTest: { outcome: 'fails' } })
  expect(judge(state, kernel(0), eraOf('5.4.0', [state]), zoneOrder([state]), true).highTest).toBeNull()
})

describe('what is not printed is bounded', () => {
  test('min unknown: says so, and from which min on the request fails', () => {
    // One block of order 10, all else below order 4.
    const orders = [200_000, 30_000, 2000, 318, 0, 0, 0, 0, 0, 0, 1]
    const free = orders.reduce((sum, count, order) => sum + count * 2 ** order, 0)
    const state = { ...zone('Normal', { free, orders }), lowmemReserve: null }
    const era = eraOf('2.6.32-431.el6.x86_64', [state])
    const old = eraOf('2.6.32.69', [state])
    // Not so on RHEL 6, whose loop asks for nothing at the min mark.
    expect(judge(state, kernel(4), era, null).failsFromMin).toBe(free - 17)
    const verdict = judge(state, kernel(4), old, null)
    expect(verdict).toMatchObject({ verdict: 'unknown', missing: ['min'], suitableBlocks: 64, largestFreeOrder: 10 })
    // 1024 − 15 pages are left in the one large block; min / 16 must be less.
    expect(verdict.failsFromMin).toBe((1024 - 15) * 16)
  })

  test('without a block there is no need to know min', () => {
    const state = { ...zone('Normal', { free: 100, orders: [100, 0, 0] }), lowmemReserve: null }
    expect(judge(state, kernel(2), eraOf('5.4.0', [state]), null)).toMatchObject({ verdict: 'fragmented', missing: [] })
    expect(judge(state, kernel(0), eraOf('5.4.0', [state]), null)).toMatchObject({
      verdict: 'unknown',
      missing: ['min'],
    })
  })

  test('the reserve for who can’t wait, before it was printed: a hundredth of the zone and a pageblock', () => {
    const numbers = { free: 12_000, min: 5000, managed: 400_000, orders: [12_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }
    const at = (free: number) => {
      const state = zone('Normal', { ...numbers, free })
      return judge(state, kernel(0, ['GFP_KERNEL'], '4.18.0'), eraOf('4.18.0', [state]), zoneOrder([state]))
    }
    expect(at(9513).verdict).toBe('passes-now')
    expect(at(9512)).toMatchObject({ verdict: 'unknown', missing: ['reserved_highatomic'] })
    expect(at(5000).verdict).toBe('low-memory')
  })
})

test.each([
  [0, 'yes'],
  [4, 'yes'],
  [5, 'no'],
] as const)('the slider: order %i of a zone whose marks are known: %s', (order, answer) => {
  const state = zone('Normal', SHATTERED)
  expect(couldAllocate(state, order, { release: '5.4.0' })).toMatchObject({ answer, rule: 'watermark' })
  expect(couldAllocate({ ...state, min: null }, order)).toMatchObject({ answer, rule: 'blocks' })
})

test('no block, no page: the counter of a 2.6.32 zone is 431 pages above its list, which passes the old test', () => {
  // "Yes. No free block of order 4" would send the reader away from the fragmented zone.
  const orders = [1_648_026, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  const state = zone('Normal', { free: 1_648_457, min: 11_089, low: 13_861, high: 16_633, orders })
  for (const release of ['2.6.32-279.el6.x86_64', '2.6.32', '3.10.0', '6.1.0'])
    expect(couldAllocate(state, 4, { release }), release).toMatchObject({ answer: 'no', blocks: 0 })
})
