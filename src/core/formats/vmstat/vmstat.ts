import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { entriesFrom, entryOf, isCount, readEntries } from '../keyed.ts'

/**
 * /proc/vmstat (mm/vmstat.c, vmstat_text) by the kernel's own names, as printed: `nr_*` are pages that are in use now,
 * the rest counts events since boot.
 */
export interface Vmstat {
  readonly fields: ReadonlyMap<string, Figure>
}

/** Families of counters; a family's new members are read without being known here. */
const FAMILIES = [
  'nr_',
  'numa_',
  'workingset_',
  'pgpgin',
  'pgpgout',
  'pswpin',
  'pswpout',
  'pgalloc_',
  'pgskip_',
  'pgfree',
  'pgactivate',
  'pgdeactivate',
  'pglazyfree',
  'pgfault',
  'pgmajfault',
  'pgrefill',
  'pgreuse',
  'pgsteal_',
  'pgscan_',
  'pgdemote_',
  'pgpromote_',
  'pgrotated',
  'pgmigrate_',
  'pginodesteal',
  'allocstall',
  'slabs_scanned',
  'kswapd_',
  'pageoutrun',
  'zone_reclaim',
  'drop_pagecache',
  'drop_slab',
  'oom_kill',
  'compact_',
  'htlb_buddy_',
  'unevictable_pgs_',
  'cma_alloc_',
  'cma_release_',
  'thp_',
  'balloon_',
  'swap_ra',
  'swpin_zero',
  'swpout_zero',
  'ksm_swpin_copy',
  'cow_ksm',
  'zswpin',
  'zswpout',
  'zswpwb',
  'direct_map_',
  'vma_lock_',
  'kstack_',
  'memmap_',
] as const
/** Names of cgroup.stat, cpu.stat and `/proc/PID/sched` that would pass for a family's new member. */
const FOREIGN = /^nr_(?:descendants|dying_\w+|subsys_\w+|periods|throttled|bursts|\w*switches|running)$/
const KNOWN = new RegExp(`^(?:${FAMILIES.join('|')})\\w*$`)
const knows = (key: string) => KNOWN.test(key) && !FOREIGN.test(key)

export const vmstat = defineFormat({
  id: 'vmstat',
  collect: 'cat /proc/vmstat',
  role: 'state',
  starts: FAMILIES,
  files: /(?:^|\/)vmstat$/,
  claim(lines, at, path) {
    const { text } = lines[at]!
    // A name of the list in prose, or before a colon in another file, is none of its counters.
    if (!path?.endsWith('vmstat') && (/[:=]/.test(text) || !isCount(entryOf(text)))) return 0
    return entriesFrom(lines, at, { knows })
  },
  read(lines) {
    const { fields, problems } = readEntries(lines)
    return { data: { fields }, problems }
  },
  // A node's own counters: /sys/devices/system/node/node1/vmstat.
  subject: (_, { path }) => /\/(node\d+)\/vmstat$/.exec(path ?? '')?.[1]?.replace('node', 'node ') ?? '',
})
