import { stacksAreVmalloc, vmallocIsPages } from '../snapshot/eras.ts'
import type { Machine } from '../snapshot/machine.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'
import { accountsFrom, pick, spans, sumOf, total, type Entry, type Fields } from './entries.ts'

const lacks = (field: string) => (fields: Fields) => !fields.has(field)

/**
 * Which account each field of /proc/meminfo belongs to (fs/proc/meminfo.c, meminfo_proc_show). The fields of two accounts
 * never overlap; what a kernel does not print yet stays in the residual.
 */
const HOST: readonly Entry<Machine>[] = [
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
const NODE: readonly Entry<Machine>[] = [
  { id: 'file-cache', fields: ['FilePages'], less: ['Shmem', 'SwapCached'], parts: [['file-cache', 'FileHugePages']] },
  ...HOST.filter(({ id }) => !['file-cache', 'buffers'].includes(id)),
]

/** The accounts of a whole /proc/meminfo, but for huge pages. */
export const hostAccounts = (fields: Fields, machine: Machine): Account[] => [
  ...accountsFrom(HOST, fields, machine),
  ...(fields.has('AnonPages') ? swapCache(fields, ['AnonPages', 'Cached', 'Buffers']) : anonymous(fields)),
]

/** The accounts of a per-node file, but for huge pages. */
export const nodeAccounts = (fields: Fields, machine: Machine): Account[] => [
  ...accountsFrom(NODE, fields, machine),
  ...swapCache(fields, ['AnonPages', 'FilePages'], ['SwapCached']),
]

/** Before 2.6.18 nobody counts anonymous pages: they are what the lists hold beyond the page cache, with the swap cache. */
function anonymous(fields: Fields): Account[] {
  const lists = pick(fields, ['Active', 'Inactive'])
  const cache = pick(fields, ['Cached', 'Buffers'])
  if (lists.length < 2 || cache.length === 0) return []
  return [
    account('anon', Math.max(0, total(lists) - total(cache)), spans([...lists, ...cache]), {
      basis: 'derived',
      formula: `${sumOf(lists)} − (${sumOf(cache)})`,
    }),
  ]
}

/**
 * The swap cache that is not mapped: what the LRU lists hold beyond AnonPages and the page cache. Mapped pages of the swap
 * cache are in AnonPages (mm/swap_state.c, mm/rmap.c). Without the lists it can be any share: half, by half.
 */
function swapCache(fields: Fields, plus: readonly string[], minus: readonly string[] = []): Account[] {
  const cached = fields.get('SwapCached')
  if (!cached) return []
  const lists = pick(fields, ['Active', 'Inactive', 'Unevictable'])
  const [pages, less] = [pick(fields, plus), pick(fields, minus)]
  if (lists.length < 2 || pages.length < plus.length) {
    return [account('swap-cache', cached.value / 2, [cached.span], { basis: 'estimated', formula: 'SwapCached / 2' })]
  }
  const beyond = total(lists) - total(pages) + total(less)
  const formula = `${sumOf(lists)} − (${[sumOf(pages), ...less.map(([key]) => key)].join(' − ')}), 0 … SwapCached`
  return [
    account('swap-cache', Math.min(cached.value, Math.max(0, beyond)), spans([...lists, ...pages, ['', cached]]), {
      basis: 'derived',
      formula,
    }),
  ]
}
