import { vmallocIsPages } from '../snapshot/eras.ts'
import { dataOf, recordsOf } from '../snapshot/snapshot.ts'
import { bytes, MIB } from '../units.ts'
import { driftOf } from './balance.ts'
import { amount, apart, check, of, type Checked, type CrossCheck } from './cross-check.ts'
import { pick, spans, sumOf, total, type Fields } from './entries.ts'
import { inMemoryMounts } from './splits.ts'

export function freeCommand(moment: Checked, fields: Fields): CrossCheck[] {
  const row = dataOf(moment, 'free')?.mem
  const pairs = [
    ['free-total', 'total', 'MemTotal', 0],
    ['free-free', 'free', 'MemFree', apart(fields)],
    ['free-available', 'available', 'MemAvailable', apart(fields)],
  ] as const
  return pairs.flatMap(([id, column, key, tolerance]) => {
    const [left, right] = [row?.[column], fields.get(key)]
    return left && right
      ? [check(id, of(`free: ${column}`, left), of(key, right), tolerance + (left.within ?? 0) + MIB)]
      : []
  })
}

/** Rows of a whole table; a `head` or `grep` of it adds up to less, and says nothing. */
const WHOLE = 40

export function slabCaches(moment: Checked, fields: Fields): CrossCheck[] {
  const caches = dataOf(moment, 'slabinfo')?.caches ?? []
  const slab = fields.get('Slab')
  if (!slab || caches.length < WHOLE) return []
  const page = moment.machine.pageSize.value
  const sum = caches.reduce((all, { slabs = 0, pagesPerSlab = 0 }) => all + slabs * pagesPerSlab * page, 0)
  const left = amount(
    'Σ num_slabs × pagesperslab × page size',
    sum,
    caches.slice(0, 1).map(({ span }) => span),
  )
  // Since 5.4 large kmalloc is in SUnreclaim and in no row (mm/slab_common.c).
  return [check('slabinfo-slab', left, of('Slab', slab), slab.value * 0.05, { normal: (gap) => gap < 0 })]
}

export function vmallocAreas(moment: Checked, fields: Fields): CrossCheck[] {
  const areas = dataOf(moment, 'vmallocinfo')?.areas ?? []
  const used = fields.get('VmallocUsed')
  if (!used || areas.length < WHOLE || !vmallocIsPages(fields, moment.machine)) return []
  const sum = areas.reduce((all, { pages = 0 }) => all + pages, 0) * moment.machine.pageSize.value
  const left = amount(
    'Σ pages of vmallocinfo × page size',
    sum,
    areas.slice(0, 1).map(({ span }) => span),
  )
  return [check('vmallocinfo-vmalloc', left, of('VmallocUsed', used), Math.max(MIB, used.value * 0.05))]
}

/** A list shorter than this is the head of one. */
const WHOLE_LIST = 15

export function residentSizes(moment: Checked, fields: Fields): CrossCheck[] {
  const list = recordsOf(moment, 'ps').findLast(({ data }) => data.rssTotal !== undefined && data.count >= WHOLE_LIST)
  const right = pick(fields, ['AnonPages', 'Mapped'])
  if (!list || right.length < 2) return []
  const evidence = list.data.processes.slice(0, 1).map(({ span }) => span)
  // Pages that processes share count in each of them; processes that are gone, or not listed, in none.
  return [
    check(
      'rss-anon-mapped',
      amount('Σ RSS', list.data.rssTotal!, evidence),
      amount(sumOf(right), total(right), spans(right)),
      apart(fields),
      { normal: () => true },
    ),
  ]
}

export function lruLists(_: Checked, fields: Fields): CrossCheck[] {
  const left = pick(fields, ['Active', 'Inactive', 'Unevictable'])
  const right = pick(fields, ['AnonPages', 'Cached', 'Buffers'])
  if (left.length < 2 || right.length < 3) return []
  const swapped = fields.get('SwapCached')?.value ?? 0
  const tolerance = driftOf(bytes(fields.get('MemTotal')?.value ?? 0))
  return [
    check(
      'lru-pages',
      amount(sumOf(left), total(left), spans(left)),
      amount(sumOf(right), total(right), spans(right)),
      tolerance,
      { normal: (gap) => gap > 0 && gap <= swapped + tolerance },
    ),
  ]
}

export function namedShmem(moment: Checked, fields: Fields): CrossCheck[] {
  const shmem = fields.get('Shmem')
  const df = dataOf(moment, 'df')
  const ipcs = dataOf(moment, 'ipcs')
  if (!shmem || !(df ?? ipcs)) return []
  const mounts = df ? inMemoryMounts(df.filesystems) : []
  const segments = ipcs?.segments ?? []
  const sum = mounts.reduce((all, { size }) => all + size, 0) + segments.reduce((all, { size }) => all + size, 0)
  const evidence = [...mounts.flatMap((each) => each.evidence), ...segments.map(({ span }) => span)]
  const formula = [df ? 'Σ used of tmpfs' : '', ipcs ? 'Σ bytes of segments' : ''].filter(Boolean).join(' + ')
  // Deleted files, memfd and shared mappings have no name; a segment takes pages only where it was written to.
  return [
    check('named-shmem', amount(formula, sum, evidence), of('Shmem', shmem), apart(fields), { normal: () => true }),
  ]
}
