import { anonHog } from './anon-hog.ts'
import { anonManyWorkers } from './anon-many-workers.ts'
import { balloonInsideTotal } from './balloon-inside-total.ts'
import { balloonLoweredTotal } from './balloon-lowered-total.ts'
import { balloonVmware } from './balloon-vmware.ts'
import { buffersLarge } from './buffers-large.ts'
import { cacheNotLeak } from './cache-not-leak.ts'
import { cmaFree } from './cma-free.ts'
import { commitLimitReached } from './commit-limit-reached.ts'
import { committedAsHarmless } from './committed-as-harmless.ts'
import { containerMeminfo } from './container-meminfo.ts'
import { directReclaim } from './direct-reclaim.ts'
import { dirtyBacklog } from './dirty-backlog.ts'
import { dropCachesUsed } from './drop-caches-used.ts'
import { dyingCgroups } from './dying-cgroups.ts'
import { fileCacheMapped } from './file-cache-mapped.ts'
import { fragmentation } from './fragmentation.ts'
import { freeOldLayout } from './free-old-layout.ts'
import { freeUsedDefinition } from './free-used-definition.ts'
import { growth } from './growth.ts'
import { guestOvercommit } from './guest-overcommit.ts'
import { hardwarePoisoned } from './hardware-poisoned.ts'
import { hugetlbIdle } from './hugetlb-idle.ts'
import { hugetlbOtherSize } from './hugetlb-other-size.ts'
import { hugetlbStarves } from './hugetlb-starves.ts'
import { inconsistentSnapshot } from './inconsistent-snapshot.ts'
import { kernelStacksLarge } from './kernel-stacks-large.ts'
import { kmemAccountingLeak } from './kmem-accounting-leak.ts'
import { ksmEffect } from './ksm-effect.ts'
import { linearGrowth } from './linear-growth.ts'
import { memcgCacheReclaimable } from './memcg-cache-reclaimable.ts'
import { memoryExhausted } from './memory-exhausted.ts'
import { memtotalBelowInstalled } from './memtotal-below-installed.ts'
import { minFreeKbytes } from './min-free-kbytes.ts'
import { networkBuffers } from './network-buffers.ts'
import { noProblemFound } from './no-problem-found.ts'
import { numaImbalance } from './numa-imbalance.ts'
import { pageSize64k } from './page-size-64k.ts'
import { pageTablesLarge } from './page-tables-large.ts'
import { percpuLarge } from './percpu-large.ts'
import { processesDoNotExplain } from './processes-do-not-explain.ts'
import { reclaimEffect } from './reclaim-effect.ts'
import { reclaimInefficient } from './reclaim-inefficient.ts'
import { rssSumExceedsRam } from './rss-sum-exceeds-ram.ts'
import { secondaryPageTables } from './secondary-page-tables.ts'
import { shmemHidden } from './shmem-hidden.ts'
import { shmemLarge } from './shmem-large.ts'
import { slabReclaimableLarge } from './slab-reclaimable-large.ts'
import { slabUnreclaimableLarge } from './slab-unreclaimable-large.ts'
import { slabinfoGap } from './slabinfo-gap.ts'
import { swapExhausted } from './swap-exhausted.ts'
import { swapUsedHarmless } from './swap-used-harmless.ts'
import { sysvShmOrphan } from './sysv-shm-orphan.ts'
import { thpLarge } from './thp-large.ts'
import { thrashing } from './thrashing.ts'
import { unaccountedMemory } from './unaccounted-memory.ts'
import { unevictableLarge } from './unevictable-large.ts'
import { vmallocLarge } from './vmalloc-large.ts'
import { vmallocUsedMisread } from './vmalloc-used-misread.ts'
import { watermarkBoost } from './watermark-boost.ts'
import { zfsArc } from './zfs-arc.ts'
import { zramZswapMemory } from './zram-zswap-memory.ts'
import type { FindingId } from './catalogue.ts'
import type { Rule } from './rule.ts'

export type { FindingId } from './catalogue.ts'

/** Every rule of the catalogue, in its order. One line each. */
export const rules = [
  cacheNotLeak,
  freeUsedDefinition,
  freeOldLayout,
  swapUsedHarmless,
  committedAsHarmless,
  memtotalBelowInstalled,
  rssSumExceedsRam,
  pageSize64k,
  shmemLarge,
  sysvShmOrphan,
  shmemHidden,
  anonHog,
  anonManyWorkers,
  processesDoNotExplain,
  unevictableLarge,
  thpLarge,
  ksmEffect,
  fileCacheMapped,
  slabReclaimableLarge,
  slabUnreclaimableLarge,
  slabinfoGap,
  pageTablesLarge,
  kernelStacksLarge,
  percpuLarge,
  vmallocLarge,
  vmallocUsedMisread,
  hugetlbIdle,
  hugetlbOtherSize,
  hugetlbStarves,
  secondaryPageTables,
  zramZswapMemory,
  networkBuffers,
  buffersLarge,
  unaccountedMemory,
  balloonVmware,
  balloonLoweredTotal,
  zfsArc,
  linearGrowth,
  containerMeminfo,
  inconsistentSnapshot,
  balloonInsideTotal,
  memoryExhausted,
  swapExhausted,
  commitLimitReached,
  thrashing,
  directReclaim,
  reclaimInefficient,
  dirtyBacklog,
  dropCachesUsed,
  minFreeKbytes,
  watermarkBoost,
  reclaimEffect,
  guestOvercommit,
  fragmentation,
  kmemAccountingLeak,
  memcgCacheReclaimable,
  dyingCgroups,
  numaImbalance,
  hardwarePoisoned,
  cmaFree,
  growth,
  noProblemFound,
] as const

/** A rule whose parameters are not told apart: they fit the rule's own words, which is all that is asked of them. */
export type AnyRule = Rule<FindingId, unknown>
