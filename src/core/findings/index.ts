import { anonHog } from './anon-hog.ts'
import { anonManyWorkers } from './anon-many-workers.ts'
import { atomicAllocationFailure } from './atomic-allocation-failure.ts'
import { balloonInsideTotal } from './balloon-inside-total.ts'
import { balloonLoweredTotal } from './balloon-lowered-total.ts'
import { balloonVmware } from './balloon-vmware.ts'
import { buffersLarge } from './buffers-large.ts'
import { cacheNotLeak } from './cache-not-leak.ts'
import { cmaFree } from './cma-free.ts'
import { commitLimitReached } from './commit-limit-reached.ts'
import { committedAsHarmless } from './committed-as-harmless.ts'
import { compaction } from './compaction.ts'
import { containerMeminfo } from './container-meminfo.ts'
import { directReclaim } from './direct-reclaim.ts'
import { dirtyBacklog } from './dirty-backlog.ts'
import { dmaZoneExhausted } from './dma-zone-exhausted.ts'
import { driverPages } from './driver-pages.ts'
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
import { incompleteReport } from './incomplete-report.ts'
import { inconsistentSnapshot } from './inconsistent-snapshot.ts'
import { invisibleConsumer } from './invisible-consumer.ts'
import { kernelStacksLarge } from './kernel-stacks-large.ts'
import { kmemAccountingLeak } from './kmem-accounting-leak.ts'
import { ksmEffect } from './ksm-effect.ts'
import { kubeletEviction } from './kubelet-eviction.ts'
import { linearGrowth } from './linear-growth.ts'
import { lowmemExhausted } from './lowmem-exhausted.ts'
import { lowmemReserve } from './lowmem-reserve.ts'
import { memcgCacheReclaimable } from './memcg-cache-reclaimable.ts'
import { memcgHighThrottled } from './memcg-high-throttled.ts'
import { memcgLimitOom } from './memcg-limit-oom.ts'
import { memcgParentLimit } from './memcg-parent-limit.ts'
import { memcgShmemKernel } from './memcg-shmem-kernel.ts'
import { memoryExhausted } from './memory-exhausted.ts'
import { memtotalBelowInstalled } from './memtotal-below-installed.ts'
import { minFreeKbytes } from './min-free-kbytes.ts'
import { movableZoneFree } from './movable-zone-free.ts'
import { networkBuffers } from './network-buffers.ts'
import { noProblemFound } from './no-problem-found.ts'
import { numaImbalance } from './numa-imbalance.ts'
import { oomAnon } from './oom-anon.ts'
import { oomExhaustion } from './oom-exhaustion.ts'
import { oomHighOrder } from './oom-high-order.ts'
import { oomKernelMemory } from './oom-kernel-memory.ts'
import { oomLoop } from './oom-loop.ts'
import { oomShmem } from './oom-shmem.ts'
import { oomUnkillableHog } from './oom-unkillable-hog.ts'
import { oomVictimNotLargest } from './oom-victim-not-largest.ts'
import { oomWrongNode } from './oom-wrong-node.ts'
import { pageSize64k } from './page-size-64k.ts'
import { pageTablesLarge } from './page-tables-large.ts'
import { percpuLarge } from './percpu-large.ts'
import { processesDoNotExplain } from './processes-do-not-explain.ts'
import { reclaimEffect } from './reclaim-effect.ts'
import { reclaimInefficient } from './reclaim-inefficient.ts'
import { reservesWithheld } from './reserves-withheld.ts'
import { rssSumExceedsRam } from './rss-sum-exceeds-ram.ts'
import { sawToothCache } from './saw-tooth-cache.ts'
import { secondaryPageTables } from './secondary-page-tables.ts'
import { shmemHidden } from './shmem-hidden.ts'
import { shmemLarge } from './shmem-large.ts'
import { slabReclaimableLarge } from './slab-reclaimable-large.ts'
import { slabUnreclaimableLarge } from './slab-unreclaimable-large.ts'
import { slabinfoGap } from './slabinfo-gap.ts'
import { slubMemcgCache } from './slub-memcg-cache.ts'
import { stepAfterEvent } from './step-after-event.ts'
import { swapExhausted } from './swap-exhausted.ts'
import { swapUsedHarmless } from './swap-used-harmless.ts'
import { sysvShmOrphan } from './sysv-shm-orphan.ts'
import { thpLarge } from './thp-large.ts'
import { thrashing } from './thrashing.ts'
import { unaccountedMemory } from './unaccounted-memory.ts'
import { unevictableLarge } from './unevictable-large.ts'
import { vmallocFailure } from './vmalloc-failure.ts'
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
  driverPages,
  linearGrowth,
  containerMeminfo,
  inconsistentSnapshot,
  invisibleConsumer,
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
  oomExhaustion,
  oomAnon,
  oomShmem,
  oomKernelMemory,
  oomWrongNode,
  lowmemReserve,
  lowmemExhausted,
  dmaZoneExhausted,
  fragmentation,
  compaction,
  reservesWithheld,
  atomicAllocationFailure,
  slubMemcgCache,
  vmallocFailure,
  oomVictimNotLargest,
  oomUnkillableHog,
  oomLoop,
  oomHighOrder,
  movableZoneFree,
  memcgLimitOom,
  kmemAccountingLeak,
  memcgParentLimit,
  memcgShmemKernel,
  memcgCacheReclaimable,
  memcgHighThrottled,
  kubeletEviction,
  dyingCgroups,
  numaImbalance,
  hardwarePoisoned,
  cmaFree,
  incompleteReport,
  growth,
  sawToothCache,
  stepAfterEvent,
  noProblemFound,
] as const

/** A rule whose parameters are not told apart: they fit the rule's own words, which is all that is asked of them. */
export type AnyRule = Rule<FindingId, unknown>
