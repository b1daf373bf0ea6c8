import type { Failure } from '../allocation/failure.ts'
import type { ZoneVerdict } from '../allocation/verdict.ts'
import type { WatermarkTest } from '../allocation/watermark.ts'
import type { ZoneState } from '../allocation/zone-state.ts'
import { bytes, pages, toBytes, type Bytes } from '../units.ts'
import { accountOf } from './report-book.ts'
import { thresholds } from './thresholds.ts'

/** The zones as the report itself shows them; those of another dump tell of another moment. */
export const shownZones = ({ zones, zonesFrom, record }: Failure): readonly ZoneVerdict[] =>
  zonesFrom === record ? zones : []

/** The zones that the kernel could have served the request from. */
export const eligible = (failure: Failure): ZoneVerdict[] =>
  shownZones(failure).filter(({ verdict }) => verdict !== 'not-eligible')

/**
 * Whether memory was used up for this request: every zone that it may use is under its marks or protected, or was when
 * it failed and has come up a little since (what lay on the lists of the CPUs was given back). Null where the report does
 * not tell.
 */
export function isExhausted(failure: Failure): boolean | null {
  const zones = eligible(failure)
  // Of no zones at all this is true, too.
  if (zones.every(({ verdict }) => verdict === 'unknown')) return null
  return zones.every(isUsedUp)
}

/** The same of one zone. */
export const isUsedUp = ({ verdict, state, test }: ZoneVerdict): boolean =>
  verdict === 'low-memory' ||
  verdict === 'reserve' ||
  ((verdict === 'passes-now' || verdict === 'unknown') && test !== null && isNear(state, test))

function isNear({ min, high, managed, present }: ZoneState, { haveSum, needSum }: WatermarkTest): boolean {
  const marks = min && high ? high.value - min.value : 0
  const slack = Math.max(marks, ((managed ?? present)?.value ?? 0) * thresholds['oom-exhaustion'].slack)
  return haveSum.least <= needSum.most + slack
}

/** What is free in, or the marks of, some zones; null where one of them does not print it. */
export function sumOf(zones: readonly ZoneVerdict[], field: 'free' | 'low' | 'high' | 'present'): Bytes | null {
  const total = zones.length === 0 ? NaN : zones.reduce((all, { state }) => all + (state[field]?.value ?? NaN), 0)
  return Number.isNaN(total) ? null : toBytes(pages(total), zones[0]!.state.pageSize)
}

/** Free memory that the request could not be served from. */
export interface OutOfReach {
  /** On nodes that it may not use, or in zones above those that it may. */
  readonly node: Bytes
  readonly zone: Bytes
  /** Names of those zones that are printed. */
  readonly zones: readonly string[]
}

/**
 * What was free beyond the reach of a request: by the zones that are printed, else by the machine's own counter, which is
 * complete even where the kernel leaves out zones of other nodes, or, from 6.0 on, those above the highest (mm/show_mem.c,
 * show_mem_node_skip and max_zone_idx). `isBound`: what is left out is on other nodes. Null where nothing tells.
 */
export function outOfReach(failure: Failure, isBound: boolean): OutOfReach | null {
  const { request } = failure
  const zones = shownZones(failure)
  const of = (why: ZoneVerdict['ineligible']) => zones.filter(({ ineligible }) => ineligible === why)
  const above = of('above-highest-zone')
  const printed = sumOf(zones, 'free')
  const total = accountOf(failure, 'free')?.bytes
  if (request === null || printed === null) return null
  // Of a table that was cut, what is missing is not elsewhere but lost.
  const isCut = zones.some(({ state }) => state.min === null || state.orders === null)
  const hidden = isCut ? 0 : Math.max(0, (total ?? 0) - printed)
  return {
    node: bytes((sumOf(of('node-not-allowed'), 'free') ?? 0) + (isBound ? hidden : 0)),
    zone: bytes((sumOf(above, 'free') ?? 0) + (isBound || request.highestZone === 'Movable' ? 0 : hidden)),
    zones: [...new Set(above.map(({ state }) => state.zone))],
  }
}

/** Whether that would have been plenty: several times the high marks of the zones that were asked. */
export function isPlenty(size: Bytes | undefined, failure: Failure): boolean {
  const high = sumOf(eligible(failure), 'high')
  return size !== undefined && high !== null && size > high * thresholds['oom-wrong-node'].highs
}
