import type { MemoryRow } from '../formats/free/free.ts'
import type { Moment } from '../snapshot/moment.ts'
import { once } from '../lookup.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { kB } from './figures.ts'
import type { Case } from './rule.ts'

/** What a machine has, and what programs could still get without swapping. */
export interface Supply {
  readonly moment: Moment
  readonly total: Bytes
  readonly free: Bytes
  readonly available: Bytes
  /** The kernel is too old to print MemAvailable, so it was worked out; or nobody says what the numbers count. */
  readonly estimated: boolean
  readonly evidence: readonly [Span, ...Span[]]
  /** `MemAvailable 1543876 kB / MemTotal 16267364 kB` */
  readonly arithmetic: string
}

/** The moments of which the paste tells what is available, from /proc/meminfo or, without it, from `free` or `top`. */
export const supplies = ({ moments }: Case): readonly Supply[] => suppliesIn(moments)

/** What a moment tells of it, or null. */
export const supplyAt = once((moment: Moment): Supply | null => fromMeminfo(moment) ?? fromFree(moment))

const suppliesIn = once((moments: Case['moments']) => moments.flatMap((moment) => supplyAt(moment) ?? []))

function fromMeminfo(moment: Moment): Supply | null {
  const fields = dataOf(moment, 'meminfo')?.fields
  const total = fields?.get('MemTotal')
  const free = fields?.get('MemFree')
  if (!total || !free || total.value === 0) return null
  const printed = fields?.get('MemAvailable')
  if (printed && fields && isStub(fields, free, printed)) return null
  if (printed) return supply(moment, total, free, printed, ['MemTotal', 'MemAvailable'])
  const computed = moment.definitions.find(
    ({ tool, quantity, subject }) => tool === 'kernel' && quantity === 'available' && subject === '',
  )?.amount
  if (!computed) return null
  return {
    moment,
    total: total.value,
    free: free.value,
    available: computed.bytes,
    estimated: !computed.known,
    evidence: [total.span, ...computed.evidence],
    arithmetic: `${computed.formula} = ${kB(computed.bytes)} / MemTotal ${kB(total.value)}`,
  }
}

/** The same columns as atop calls them. */
function fromAtop(moment: Moment): MemoryRow | undefined {
  const { tot, free, cache, buff, shmem } = dataOf(moment, 'atop')?.mem ?? {}
  if (!tot || !free || !cache) return undefined
  return { total: tot, free, cached: cache, ...(buff && { buffers: buff }), ...(shmem && { shared: shmem }) }
}

/**
 * lxcfs before 3.1 (bindings.c, proc_meminfo_read) prints MemFree again, to the kB, whatever the cache. The kernel's formula,
 * which subtracts the reserve and adds cache, does not come out there.
 */
const isStub = (fields: ReadonlyMap<string, Figure<Bytes>>, free: Figure<Bytes>, available: Figure<Bytes>): boolean =>
  available.value === free.value &&
  (fields.get('Cached')?.value ?? 0) - (fields.get('Shmem')?.value ?? 0) > STUB * available.value
/** So much cache beside what is free would have to show. */
const STUB = 0.1

function fromFree(moment: Moment): Supply | null {
  const table = dataOf(moment, 'free')
  const row = table?.mem ?? dataOf(moment, 'top')?.mem ?? fromAtop(moment)
  const { total, free, available, shared, buffers } = row ?? {}
  if (!row || !total || !free || total.value === 0) return null
  if (available) {
    const told = supply(moment, total, free, available, ['total', 'available'])
    // Ratios hold in any unit, sizes do not.
    return table?.unit?.basis === 'assumed'
      ? { ...told, estimated: true, arithmetic: `${told.arithmetic} (${table.unit.name}?)` }
      : told
  }
  // Before 3.3.10 the second line of the table said it: free, and the caches, of which shared memory gives nothing back.
  const cache = row.cached ?? row.buffCache
  if (!cache) return null
  const rest = free.value + (buffers?.value ?? 0) + Math.max(0, cache.value - (shared?.value ?? 0))
  return {
    moment,
    total: total.value,
    free: free.value,
    available: bytes(Math.min(total.value, rest)),
    estimated: true,
    evidence: [total.span, free.span, cache.span, ...(buffers ? [buffers.span] : [])],
    arithmetic: `free${buffers ? ' + buffers' : ''} + ${row.cached ? 'cached' : 'buff/cache'}${shared ? ' − shared' : ''} ${kB(rest)} / total ${kB(total.value)}`,
  }
}

const supply = (
  moment: Moment,
  total: Figure<Bytes>,
  free: Figure<Bytes>,
  available: Figure<Bytes>,
  [whole, part]: readonly [string, string],
): Supply => ({
  moment,
  total: total.value,
  free: free.value,
  available: bytes(Math.min(available.value, total.value)),
  estimated: false,
  evidence: [available.span, total.span],
  arithmetic: `${part} ${kB(available.value)} / ${whole} ${kB(total.value)}`,
})
