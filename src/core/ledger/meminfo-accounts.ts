import type { Figure, Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { stacksAreVmalloc, vmallocIsPages } from '../snapshot/eras.ts'
import type { Machine } from '../snapshot/machine.ts'
import type { Account, AccountId } from './account.ts'
import { account } from './balance.ts'

export type Fields = ReadonlyMap<string, Figure<Bytes>>

/** How an account comes from fields: the sum of `fields`, less those of `less`, not below zero. */
interface Entry {
  readonly id: AccountId
  readonly fields: readonly string[]
  readonly less?: readonly string[]
  readonly name?: string
  /** Fields that lie inside the account. */
  readonly parts?: readonly (readonly [id: AccountId, field: string])[]
  readonly applies?: (fields: Fields, machine: Machine) => boolean
  /** Shown only where it is not zero: rare, and nobody misses it. */
  readonly rare?: true
}

const lacks = (field: string) => (fields: Fields) => !fields.has(field)

/**
 * Which account each field of /proc/meminfo belongs to (fs/proc/meminfo.c, meminfo_proc_show). The fields of two accounts
 * never overlap; what a kernel does not print yet stays in the residual.
 */
const HOST: readonly Entry[] = [
  {
    id: 'free',
    fields: ['MemFree'],
    parts: [
      ['free', 'CmaFree'],
      ['free', 'Unaccepted'],
    ],
  },
  { id: 'anon', fields: ['AnonPages'], parts: [['anon-huge', 'AnonHugePages']] },
  { id: 'shmem', fields: ['Shmem'], parts: [['shmem', 'ShmemHugePages']] },
  // mm/shmem.c raises NR_FILE_PAGES and NR_SHMEM for the same page, so Shmem lies in Cached.
  { id: 'file-cache', fields: ['Cached'], less: ['Shmem'], parts: [['file-cache', 'FileHugePages']] },
  { id: 'buffers', fields: ['Buffers'] },
  { id: 'slab-reclaimable', fields: ['SReclaimable'] },
  { id: 'slab-unreclaimable', fields: ['SUnreclaim'] },
  // Kernels before 2.6.19 do not tell the two kinds apart.
  { id: 'slab-unreclaimable', name: 'Slab', fields: ['Slab'], applies: lacks('SUnreclaim') },
  // KReclaimable is SReclaimable and NR_KERNEL_MISC_RECLAIMABLE, which no slab holds (≥ 4.20).
  {
    id: 'kernel-misc-reclaimable',
    fields: ['KReclaimable'],
    less: ['SReclaimable'],
    applies: (fields) => fields.has('SReclaimable'),
  },
  { id: 'page-tables', fields: ['PageTables'] },
  { id: 'secondary-page-tables', fields: ['SecPageTables'] },
  { id: 'kernel-stacks', fields: ['KernelStack'] },
  {
    id: 'vmalloc',
    fields: ['VmallocUsed'],
    less: ['KernelStack'],
    applies: (f, m) => vmallocIsPages(f, m) && stacksAreVmalloc(f, m),
  },
  { id: 'vmalloc', fields: ['VmallocUsed'], applies: (f, m) => vmallocIsPages(f, m) && !stacksAreVmalloc(f, m) },
  { id: 'percpu', fields: ['Percpu'] },
  { id: 'bounce', fields: ['Bounce'], rare: true },
  { id: 'zswap', fields: ['Zswap'], rare: true },
  { id: 'hugetlb', fields: ['Hugetlb'] },
  { id: 'gpu', fields: ['GPUActive', 'GPUReclaim'], rare: true },
  { id: 'other-known', name: 'WritebackTmp', fields: ['WritebackTmp'], rare: true },
  { id: 'other-known', name: 'Quicklists', fields: ['Quicklists'], rare: true },
  { id: 'other-known', name: 'HardwareCorrupted', fields: ['HardwareCorrupted'], rare: true },
  // Shadow call stacks come from vmalloc too.
  {
    id: 'other-known',
    name: 'ShadowCallStack',
    fields: ['ShadowCallStack'],
    applies: (f, m) => !vmallocIsPages(f, m),
    rare: true,
  },
]

/** The same for a node (drivers/base/node.c, node_read_meminfo): FilePages is Cached, Buffers and the swap cache together. */
const NODE: readonly Entry[] = [
  { id: 'file-cache', fields: ['FilePages'], less: ['Shmem', 'SwapCached'], parts: [['file-cache', 'FileHugePages']] },
  ...HOST.filter(({ id }) => !['file-cache', 'buffers'].includes(id)),
]

/** The accounts of a whole /proc/meminfo. */
export const hostAccounts = (fields: Fields, machine: Machine): Account[] => [
  ...accountsFrom(HOST, fields, machine),
  ...swapCache(fields, ['Cached', 'Buffers']),
  ...(fields.has('Hugetlb') ? [] : hugetlb(fields, fields.get('Hugepagesize'))),
]

/** The accounts of a per-node file, which does not print the size of its huge pages. */
export const nodeAccounts = (fields: Fields, machine: Machine, hugePage: Figure<Bytes> | undefined): Account[] => [
  ...accountsFrom(NODE, fields, machine),
  ...swapCache(fields, fields.has('SwapCached') ? ['FilePages', '−SwapCached'] : []),
  ...hugetlb(fields, hugePage),
]

function accountsFrom(entries: readonly Entry[], fields: Fields, machine: Machine): Account[] {
  return entries.flatMap(({ id, fields: names, less = [], name, parts = [], applies, rare }) => {
    const found = pick(fields, names)
    if (found.length === 0 || applies?.(fields, machine) === false) return []
    const taken = pick(fields, less)
    const size = Math.max(0, total(found) - total(taken))
    if (rare && size === 0) return []
    const formula = [found.map(([key]) => key).join(' + '), ...taken.map(([key]) => key)].join(' − ')
    return [
      account(id, size, spans([...found, ...taken]), {
        ...(name === undefined ? {} : { name }),
        ...(formula === names[0] ? {} : { basis: 'derived', formula }),
        parts: parts.flatMap(([part, key]) => partOf(id, part, key, fields)),
      }),
    ]
  })
}

/** A part that says nothing is left out: on most machines none of the free memory is CMA. */
function partOf(of: AccountId, id: AccountId, key: string, fields: Fields): Account[] {
  const figure = fields.get(key)
  if (!figure || (figure.value === 0 && id === of)) return []
  return [account(id, figure.value, [figure.span], id === of ? { name: key } : {})]
}

/**
 * The swap cache that is not mapped: what the LRU lists hold beyond AnonPages and the page cache. Mapped pages of the swap
 * cache are in AnonPages (mm/swap_state.c, mm/rmap.c). Without the lists any share of it can be: half, by half.
 */
function swapCache(fields: Fields, cache: readonly string[]): Account[] {
  const cached = fields.get('SwapCached')
  if (!cached) return []
  const lists = pick(fields, ['Active', 'Inactive', 'Unevictable'])
  const pages = pick(fields, ['AnonPages', ...cache.filter((key) => !key.startsWith('−'))])
  if (lists.length < 2 || pages.length < 2) {
    return [account('swap-cache', cached.value / 2, [cached.span], { basis: 'estimated', formula: 'SwapCached / 2' })]
  }
  // FilePages of a node holds the swap cache; NR_FILE_PAGES without it is what Cached and Buffers are to the host.
  const less = cache.includes('−SwapCached') ? cached.value : 0
  const size = Math.min(cached.value, Math.max(0, total(lists) - (total(pages) - less)))
  const formula = `${names(lists)} − (${names(pages)}${less > 0 ? ' − SwapCached' : ''}), 0 … SwapCached`
  return [
    account('swap-cache', size, spans([...lists, ...pages, ['SwapCached', cached]]), { basis: 'derived', formula }),
  ]
}

/** Huge pages of the default size, before there was a Hugetlb line; other sizes are in none (mm/hugetlb.c). */
function hugetlb(fields: Fields, pageSize: Figure<Bytes> | undefined): Account[] {
  const count = fields.get('HugePages_Total')
  if (!count || !pageSize) return []
  return [
    account('hugetlb', count.value * pageSize.value, [count.span, pageSize.span], {
      basis: 'derived',
      formula: 'HugePages_Total × Hugepagesize',
    }),
  ]
}

type Named = readonly [key: string, figure: Figure<Bytes>]

const pick = (fields: Fields, keys: readonly string[]): Named[] =>
  keys.flatMap((key): Named[] => {
    const figure = fields.get(key)
    return figure ? [[key, figure]] : []
  })
const total = (list: readonly Named[]): Bytes => bytes(list.reduce((sum, [, { value }]) => sum + value, 0))
const names = (list: readonly Named[]): string => list.map(([key]) => key).join(' + ')
const spans = (list: readonly Named[]): Span[] => list.map(([, { span }]) => span)
