import type { Figure } from '../text/source.ts'
import { bytes } from '../units.ts'
import type { Account, Amount } from './account.ts'
import { account } from './balance.ts'
import { accountsFrom, pick, spans, sumOf, total, type Entry, type Fields, type Named } from './entries.ts'

/** What a book is made from: memory.stat, and the files beside it by name. */
export interface CgroupPaste {
  readonly path: string | null
  readonly version: 1 | 2
  readonly fields: Fields
  readonly files: ReadonlyMap<string, Figure | 'unlimited'>
  /** The record of `fields`. */
  readonly basis: string
}

/** cgroup v2 (mm/memcontrol.c, memory_stats), but for what `kernel` holds beyond its parts. */
const V2: readonly Entry[] = [
  { id: 'anon', fields: ['anon'], parts: [['anon-huge', 'anon_thp']] },
  { id: 'file-cache', fields: ['file'], less: ['shmem'], parts: [['file-cache', 'file_thp']] },
  { id: 'shmem', fields: ['shmem'], parts: [['shmem', 'shmem_thp']] },
  { id: 'sock', fields: ['sock'] },
  { id: 'hugetlb', fields: ['hugetlb'], rare: true },
]

/** What lies inside `kernel` (≥ 5.18); before, these are all that is known of it. Compressed pages are charged there too. */
const KERNEL: readonly Entry[] = [
  { id: 'slab-reclaimable', fields: ['slab_reclaimable'] },
  { id: 'slab-unreclaimable', fields: ['slab_unreclaimable'] },
  // An excerpt may hold the sum alone.
  {
    id: 'slab-unreclaimable',
    name: 'slab',
    fields: ['slab'],
    less: ['slab_reclaimable'],
    applies: (fields) => !fields.has('slab_unreclaimable'),
  },
  { id: 'kernel-stacks', fields: ['kernel_stack'] },
  { id: 'page-tables', fields: ['pagetables'] },
  { id: 'secondary-page-tables', fields: ['sec_pagetables'], rare: true },
  { id: 'percpu', fields: ['percpu'] },
  { id: 'vmalloc', fields: ['vmalloc'] },
  { id: 'zswap', fields: ['zswap'], rare: true },
]

/** cgroup v1. A group's usage holds that of the groups below it, so the total_* keys are its accounts. */
const V1: readonly Entry[] = [
  { id: 'anon', fields: ['rss'], parts: [['anon-huge', 'rss_huge']] },
  { id: 'file-cache', fields: ['cache'], less: ['shmem'] },
  { id: 'shmem', fields: ['shmem'] },
]

/** From 5.3 to 6.4 an OOM report prints the keys of v2 for groups of both versions (mm/memcontrol.c, memory_stat_format). */
const hasV1Keys = ({ version, fields }: CgroupPaste): boolean =>
  fields.has('rss') || fields.has('cache') || (version === 1 && !fields.has('anon') && !fields.has('file'))

/** The accounts of a control group. */
export function cgroupAccounts(paste: CgroupPaste): Account[] {
  const { fields, files } = paste
  if (hasV1Keys(paste)) {
    const kernel = files.get('memory.kmem.usage_in_bytes')
    return [
      ...accountsFrom(V1, withDescendants(fields), undefined),
      ...swapCache(withDescendants(fields), 'rss'),
      ...(kernel && kernel !== 'unlimited'
        ? [account('kernel-other', kernel.value, [kernel.span], { name: 'memory.kmem.usage_in_bytes' })]
        : []),
    ]
  }
  const parts = accountsFrom(KERNEL, fields, undefined)
  return [...accountsFrom(V2, fields, undefined), ...swapCache(fields, 'anon'), ...parts, ...kernelRest(paste, parts)]
}

/** What the kernel holds beyond the parts that have keys of their own: pipe buffers, page tables of old kernels, … */
function kernelRest({ fields, files }: CgroupPaste, parts: readonly Account[]): Account[] {
  const kmem = files.get('memory.kmem.usage_in_bytes')
  const name = fields.has('kernel') ? 'kernel' : 'memory.kmem.usage_in_bytes'
  const whole = fields.get('kernel') ?? (kmem === 'unlimited' ? undefined : kmem)
  if (!whole) return []
  const known = parts.reduce((sum, each) => sum + each.bytes, 0)
  const keys = pick(
    fields,
    KERNEL.flatMap((entry) => entry.fields),
  ).filter(([key, { value }]) => value > 0 && key !== 'slab')
  return [
    account('kernel-other', Math.max(0, whole.value - known), [whole.span], {
      basis: 'derived',
      formula: [name, ...keys.map(([key]) => key)].join(' − '),
    }),
  ]
}

/** Swap cache that is not mapped: what the anonymous lists hold beyond anonymous memory and shmem. It is in neither. */
function swapCache(fields: Fields, anon: 'anon' | 'rss'): Account[] {
  const cached = fields.get('swapcached')
  if (!cached) return []
  const lists = pick(fields, ['inactive_anon', 'active_anon'])
  const pages = pick(fields, [anon, 'shmem'])
  const beyond = lists.length === 2 && pages.length === 2 ? total(lists) - total(pages) : cached.value / 2
  return [
    account('swap-cache', Math.min(cached.value, Math.max(0, beyond)), spans([...lists, ...pages, ['', cached]]), {
      basis: lists.length === 2 && pages.length === 2 ? 'derived' : 'estimated',
      formula: `${sumOf(lists)} − (${sumOf(pages)}), 0 … swapcached`,
    }),
  ]
}

/** Keys as if the group had none below it: `total_rss` stands in for `rss` where it is printed. */
const withDescendants = (fields: Fields): Fields =>
  new Map([...fields].map(([key, figure]) => [key, fields.get(`total_${key}`) ?? figure]))

/** Where the usage was not pasted: the sum of what memory.stat charges, which misses what has no key. */
export function estimatedUsage(paste: CgroupPaste): Amount | null {
  const { fields, files } = paste
  const isV1 = hasV1Keys(paste)
  const kernel = fields.has('slab_unreclaimable') ? KERNEL.filter(({ name }) => name === undefined) : KERNEL
  const parts = kernel.flatMap((entry) => entry.fields)
  const found: Named[] = isV1
    ? v1Parts(fields, files)
    : pick(fields, ['anon', 'file', ...(fields.has('kernel') ? ['kernel'] : parts), 'sock', 'hugetlb'])
  if (found.length === 0) return null
  const held = found.filter(([, { value }], index) => value > 0 || index < 2)
  const swapped = swapCache(isV1 ? withDescendants(fields) : fields, isV1 ? 'rss' : 'anon')
  const extra = swapped[0]?.bytes ?? 0
  return {
    bytes: bytes(total(found) + extra),
    known: false,
    formula: extra > 0 ? `${sumOf(held)} + swap cache` : sumOf(held),
    evidence: spans(held),
  }
}

function v1Parts(fields: Fields, files: CgroupPaste['files']): Named[] {
  const kernel = files.get('memory.kmem.usage_in_bytes')
  const named = (['cache', 'rss'] as const).flatMap((key): Named[] => {
    const [own, all] = [fields.get(key), fields.get(`total_${key}`)]
    return all && all.value !== own?.value ? [[`total_${key}`, all]] : own ? [[key, own]] : []
  })
  return [...named, ...(kernel && kernel !== 'unlimited' ? [['memory.kmem.usage_in_bytes', kernel] as const] : [])]
}

/** The page cache that reclaim takes first, with that of the groups below. */
export function inactiveFile(version: 1 | 2, fields: Fields): { key: string; figure: Figure } | null {
  for (const key of version === 1 ? ['total_inactive_file', 'inactive_file'] : ['inactive_file']) {
    const figure = fields.get(key)
    if (figure) return { key, figure }
  }
  return null
}
