import type { Machine } from '../snapshot/machine.ts'
import { vmallocIsPages } from '../snapshot/eras.ts'
import { dataOf, recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'
import type { Fields } from './entries.ts'
import { callersOf } from './vmalloc.ts'

/** What a source beside /proc/meminfo is read with. */
export interface Paste {
  readonly snapshot: Snapshot
  readonly fields: Fields
  readonly machine: Machine
}

/** Memory that no field of /proc/meminfo holds, by the sources that count it. They overlap neither the fields nor each other. */
const SOURCES: readonly ((paste: Paste) => Account[])[] = [
  ({ snapshot }) => perCpuFree(snapshot),
  zram,
  zswap,
  vmalloc,
  traceBuffers,
]

export const besideMeminfo = (paste: Paste): Account[] => SOURCES.flatMap((source) => source(paste))

/** Pages on the lists of the CPUs leave NR_FREE_PAGES with the batch that fetched them (mm/page_alloc.c, rmqueue_bulk). */
export function perCpuFree(snapshot: Snapshot, only?: number): Account[] {
  const all = dataOf(snapshot, 'zoneinfo')?.zones ?? []
  const zones = all.filter(({ pcp, node }) => pcp !== undefined && (only === undefined || node === only))
  if (zones.length === 0) return []
  return [
    account(
      'per-cpu-free',
      zones.reduce((sum, { pcp }) => sum + (pcp ?? 0), 0),
      zones.map(({ span }) => span),
      { basis: 'derived', formula: 'Σ pagesets count × page size' },
    ),
  ]
}

/** What the compressed swap device holds in RAM: it says so itself, else the kernel's count of zsmalloc pages, less zswap's. */
function zram({ snapshot, fields, machine }: Paste): Account[] {
  const used = recordsOf(snapshot, 'mmStat').flatMap(({ data }) => data.fields.get('mem_used_total') ?? [])
  if (used.length > 0) {
    return [account('zram', total(used), evidence(used), used.length > 1 ? { formula: 'Σ mem_used_total' } : {})]
  }
  const devices = dataOf(snapshot, 'zramctl')?.devices.flatMap(({ total: held }) => held ?? []) ?? []
  if (devices.length > 0) return [account('zram', total(devices), evidence(devices), { name: 'zramctl TOTAL' })]
  const pages = dataOf(snapshot, 'vmstat')?.fields.get('nr_zspages')
  if (!pages || pages.value === 0) return []
  const zswap = fields.get('Zswap') ?? zswapPool(snapshot)
  const size = pages.value * machine.pageSize.value - (zswap?.value ?? 0)
  // zswap with another allocator than zsmalloc is in none of these pages.
  if (size <= 0) return []
  return [
    account('zram', size, evidence([pages, ...(zswap ? [zswap] : [])]), {
      basis: 'derived',
      formula: zswap && zswap.value > 0 ? 'nr_zspages × page size − zswap' : 'nr_zspages × page size',
    }),
  ]
}

const zswapPool = (snapshot: Snapshot): Figure | undefined =>
  recordsOf(snapshot, 'zswap')
    .flatMap(({ data }) => {
      const size = data.fields.get('pool_total_size')
      return size && typeof size.value === 'number' ? [size as Figure] : []
    })
    .at(-1)

/** The pool of compressed pages, which meminfo prints since 5.19. */
function zswap({ snapshot, fields }: Paste): Account[] {
  const pool = fields.has('Zswap') ? undefined : zswapPool(snapshot)
  return pool ? [account('zswap', pool.value, [pool.span], { name: 'pool_total_size' })] : []
}

/** The ring buffers of ftrace are pages of their own (kernel/trace/ring_buffer.c). */
function traceBuffers({ snapshot }: Paste): Account[] {
  const sizes = recordsOf(snapshot, 'tracing').flatMap(({ data }) => data.bufferTotalSize ?? [])
  const size = total(sizes)
  return size > 0 ? [account('other-known', size, evidence(sizes), { name: 'ftrace ring buffer' })] : []
}

/** Before 5.3 VmallocUsed counts no pages: then the areas themselves tell (mm/vmalloc.c, vmalloc_info_show). */
function vmalloc({ snapshot, fields, machine }: Paste): Account[] {
  const areas = dataOf(snapshot, 'vmallocinfo')?.areas
  if (!areas || vmallocIsPages(fields, machine)) return []
  const callers = callersOf(areas, machine.pageSize.value)
  const size = callers.reduce((sum, each) => sum + each.size, 0)
  if (size === 0) return []
  return [
    account('vmalloc', size, callers.flatMap((each) => each.evidence).slice(0, 5), {
      basis: 'derived',
      formula: 'Σ pages of vmallocinfo × page size',
    }),
  ]
}

/**
 * Data and metadata buffers of ZFS, which are scattered pages (module/os/linux/zfs/abd_os.c); its headers and dbufs are
 * slabs. Counted by ZFS, not by the kernel: an account only where that much is missing.
 */
export function zfsArc({ snapshot }: Paste): Account | null {
  const fields = dataOf(snapshot, 'arcstats')?.fields
  const sizes = ['data_size', 'metadata_size'].flatMap((key) => fields?.get(key) ?? [])
  if (total(sizes) === 0) return null
  return account('zfs-arc', total(sizes), evidence(sizes), {
    basis: 'estimated',
    formula: 'data_size + metadata_size',
  })
}

const total = (figures: readonly Figure[]) => figures.reduce((sum, { value }) => sum + value, 0)
const evidence = (figures: readonly Figure[]) => figures.map(({ span }) => span)
