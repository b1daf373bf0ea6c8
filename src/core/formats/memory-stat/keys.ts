/** memory.stat of cgroup v1 (mm/memcontrol.c, memcg_stat_show; since 5.18 mm/memcontrol-v1.c, memcg1_stat_format). */
const V1 = [
  'cache',
  'rss',
  'rss_huge',
  'mapped_file',
  'dirty',
  'writeback',
  'swap',
  'hierarchical_memory_limit',
  'hierarchical_memsw_limit',
  'recent_rotated_anon',
  'recent_rotated_file',
  'recent_scanned_anon',
  'recent_scanned_file',
  'anon_cost',
  'file_cost',
  'inactive_ratio',
] as const

/** memory.stat of cgroup v2 (Documentation/admin-guide/cgroup-v2.rst; mm/memcontrol.c, memory_stats). */
const V2 = [
  'anon',
  'file',
  'kernel',
  'kernel_stack',
  'pagetables',
  'sec_pagetables',
  'percpu',
  'sock',
  'vmalloc',
  'zswap',
  'zswapped',
  'zswap_incomp',
  'file_mapped',
  'file_dirty',
  'file_writeback',
  'anon_thp',
  'file_thp',
  'shmem_thp',
  'slab_reclaimable',
  'slab_unreclaimable',
  'slab',
  'hugetlb',
] as const

/** What both have, and sizes that the lists are made of. */
const BOTH = [
  'shmem',
  'swapcached',
  'inactive_anon',
  'active_anon',
  'inactive_file',
  'active_file',
  'unevictable',
] as const

/** Events: counts since the group was made. /proc/vmstat has keys of these names too. */
const EVENTS = /^(?:workingset_|pg[a-z]|pswp|swpin|swpout|zswp|thp_|numa_|pgdemote|pgpromote)\w*$/

const v1: ReadonlySet<string> = new Set(V1)
const v2: ReadonlySet<string> = new Set(V2)
const both: ReadonlySet<string> = new Set(BOTH)

export const isV1 = (key: string): boolean => v1.has(key) || (key.startsWith('total_') && key.length > 6)
export const isV2 = (key: string): boolean => v2.has(key)
export const isSize = (key: string): boolean => isV1(key) || isV2(key) || both.has(key)
/** Totals that vmstat prints by zone or by who scanned, never as such. */
export const isOwnEvent = (key: string): boolean => key === 'pgscan' || key === 'pgsteal'
export const isEvent = (key: string): boolean => EVENTS.test(key)

/** What the first line of a memory.stat, or of an excerpt, can begin with. */
export const MEMORY_STAT_STARTS = [
  ...V1,
  ...V2,
  ...BOTH,
  'total_',
  'workingset_',
  'pgfault',
  'pgmajfault',
  'pgscan',
  'pgsteal',
  'pgrefill',
  'pgpgin',
  'pgpgout',
] as const
