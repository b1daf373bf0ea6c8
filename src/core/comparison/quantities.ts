import type { FormatId } from '../formats/index.ts'

/** What a number of a keyed file counts. */
export type Unit = 'bytes' | 'pages' | 'KiB' | 'count' | 'percent' | 'microseconds'

/** A level goes up and down; a counter only ever grows until its owner (the machine, a control group) starts anew. */
export interface Quantity {
  readonly unit: Unit
  readonly counter: boolean
}

const level = (unit: Unit): Quantity => ({ unit, counter: false })
const counter = (unit: Unit): Quantity => ({ unit, counter: true })

type Rule = readonly [keys: RegExp, quantity: Quantity]

/**
 * mm/vmstat.c, vmstat_text. What begins with `nr_` is a level in pages, but for the items of a zone or node that are only ever
 * added to (include/linux/mmzone.h, enum node_stat_item), and for those that do not count pages of the base size.
 */
const VMSTAT: readonly Rule[] = [
  [/^nr_(?:dirtied|written|throttled_written|vmscan_\w+|foll_pin_\w+|tlb_\w+)$/, counter('pages')],
  // fs/proc/meminfo.c prints them as they stand: NR_KERNEL_STACK_KB.
  [/^nr_(?:kernel_stack|shadow_call_stack)$/, level('KiB')],
  // include/linux/vmstat.h, vmstat_item_print_in_thp: counted in huge pages where it is printed here.
  [/^nr_\w*(?:hugepages|pmdmapped|transparent_hugepages)$/, level('count')],
  [/^nr_/, level('pages')],
  // The nodes of shadow entries that are there now; its namesakes are events.
  [/^workingset_nodes$/, level('count')],
  [/^(?:memmap_\w+|min|low|high|boost|present|spanned|managed)$/, level('pages')],
  [/^(?:start_pfn|batch|node_unreclaimable|all_unreclaimable|inactive_ratio)$/, level('count')],
  // submit_bio counts sectors, and vm_events_fold prints halves of them: KiB.
  [/^pgpg(?:in|out)$/, counter('KiB')],
  [
    /^(?:numa_(?:hit|miss|foreign|interleave|local|other|pages_migrated|pte_updates)|pgalloc_\w+|pgfree)$/,
    counter('pages'),
  ],
  [/^(?:pswp|pgsteal|pgscan|pgskip|pgmigrate|pgdemote|pgpromote|zswp|slabs_scanned)/, counter('pages')],
  [/./, counter('count')],
]

/** mm/memcontrol.c, memory_stats and memcg_vm_event_stat; v1: mm/memcontrol-v1.c, memcg1_stat_format. */
const MEMORY_STAT: readonly Rule[] = [
  [/^workingset_nodes$/, level('bytes')],
  // struct zone_reclaim_stat: decays with each scan.
  [/^(?:recent_(?:rotated|scanned)_\w+|anon_cost|file_cost|inactive_ratio)$/, level('count')],
  [/^(?:total_)?pgpg(?:in|out)$/, counter('pages')],
  [/^(?:total_)?(?:workingset_|pg[a-z]|pswp|swpin|swpout|zswp|thp_|numa_)/, counter('count')],
  [/./, level('bytes')],
]

/** Keys of a group's files: `memory.current`, or `memory.events oom_kill` where the file has keys itself. */
const CGROUP_FILE: readonly Rule[] = [
  [/^(?:memory\.(?:swap\.)?|hugetlb\.\w+\.)events(?:\.local)? /, counter('count')],
  [/^memory\.oom_control oom_kill$/, counter('count')],
  [/failcnt$/, counter('count')],
  [/^(?:cgroup\.|memory\.oom_control |memory\.(?:swappiness|use_hierarchy|oom\.group|move_charge))/, level('count')],
  [/./, level('bytes')],
]

const bytesBut = (counts: RegExp): readonly Rule[] => [
  [counts, level('count')],
  [/./, level('bytes')],
]

/** The kinds that are lists of keys, and what their keys count; what no rule knows is no key to compare. */
const KINDS: Readonly<Partial<Record<FormatId, readonly Rule[]>>> = {
  meminfo: bytesBut(/^HugePages_/),
  meminfoExcerpt: bytesBut(/^HugePages_/),
  free: bytesBut(/^$/),
  memoryStat: MEMORY_STAT,
  cgroupFile: CGROUP_FILE,
  // kernel/sched/psi.c, psi_show: averages in percent, the total in microseconds since boot.
  pressure: [
    [/total$/, counter('microseconds')],
    [/./, level('percent')],
  ],
  vmstat: VMSTAT,
  // The sizes of a zone are read as bytes; every other line is one of the items above.
  zoneinfo: [
    [
      / (?:free|boost|min|low|high|promo|spanned|present|managed|cma|reserved_highatomic|free_highatomic|pcp)$/,
      level('bytes'),
    ],
    [/ nr_(?:dirtied|written|throttled_written|vmscan_\w+|foll_pin_\w+)$/, counter('pages')],
    [/ nr_/, level('pages')],
    [/ numa_/, counter('pages')],
    [/ (?:workingset_(?!nodes$)|pg)/, counter('count')],
    [/./, level('count')],
  ],
  numastat: [
    [/ (?:numa_(?:hit|miss|foreign)|interleave_hit|local_node|other_node)$/, counter('pages')],
    [/./, level('bytes')],
  ],
  swaps: [
    [/ priority$/, level('count')],
    [/./, level('bytes')],
  ],
  // net/ipv4/proc.c: pages of a protocol, bytes of fragments, counts of sockets.
  sockstat: [
    [/ mem$/, level('pages')],
    [/ memory$/, level('bytes')],
    [/./, level('count')],
  ],
  // module/os/linux/spl and zfs/arc.c: hits, misses and what was deleted only grow.
  arcstats: [
    [/(?:size|_limit|^c|^c_min|^c_max|^p|^pd|^pm|_data|_metadata|_bytes|_free)$/, level('bytes')],
    [/(?:hits|misses|deleted|evict\w*|skip|insert\w*|_count|memory_\w+_count)$/, counter('count')],
    [/./, level('count')],
  ],
  ksm: [
    [/^general_profit$/, level('bytes')],
    [/^(?:full_scans|ksm_zero_pages|stable_node_chains_prune_millisecs)$/, level('count')],
    [/^pages_(?!to_scan)/, level('pages')],
    [/./, level('count')],
  ],
  // drivers/block/zram/zram_drv.c: pages_compacted and huge_pages_since are atomics that are only added to.
  mmStat: [
    [/^(?:pages_compacted|huge_pages_since)$/, counter('pages')],
    [/pages$/, level('pages')],
    [/./, level('bytes')],
  ],
  // mm/zswap.c, zswap_debugfs_init.
  zswap: [
    [/^pool_total_size$/, level('bytes')],
    [/^(?:written_back_pages|reject_\w+|pool_limit_hit|duplicate_entry|decompress_fail)$/, counter('count')],
    [/pages$/, level('pages')],
    [/./, level('count')],
  ],
  hugepages: [[/./, level('count')]],
  processStatus: [
    [/ctxt_switches$/, counter('count')],
    [/^(?:Vm|Rss|HugetlbPages)/, level('bytes')],
    [/^Threads$/, level('count')],
  ],
  smapsRollup: [[/./, level('bytes')]],
  cgroups: [[/ num_cgroups$/, level('count')]],
  // The totals of a report of the kernel log.
  oom: [[/./, level('bytes')]],
}

/** What a key of a kind counts; null where it is no quantity. */
export function quantityOf(kind: FormatId, key: string): Quantity | null {
  return KINDS[kind]?.find(([keys]) => keys.test(key))?.[1] ?? null
}

/** Whether records of a kind can be held against each other key by key. */
export const isKeyed = (kind: FormatId): boolean => KINDS[kind] !== undefined
