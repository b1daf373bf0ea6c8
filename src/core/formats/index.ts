import { allocFailure } from './alloc-failure/alloc-failure.ts'
import { allocStall } from './alloc-stall/alloc-stall.ts'
import { allocinfo } from './allocinfo/allocinfo.ts'
import { arcstats } from './arcstats/arcstats.ts'
import { atop } from './atop/atop.ts'
import { buddyinfo } from './buddyinfo/buddyinfo.ts'
import { cgroupFile } from './cgroup-file/cgroup-file.ts'
import { cgroups } from './cgroups/cgroups.ts'
import { cmdline } from './cmdline/cmdline.ts'
import { crashKmem } from './crash-kmem/crash-kmem.ts'
import { date } from './date/date.ts'
import { df } from './df/df.ts'
import { dockerMemoryStats } from './docker-stats/docker-memory-stats.ts'
import { dockerStats } from './docker-stats/docker-stats.ts'
import { dommemstat } from './dommemstat/dommemstat.ts'
import { domainXml } from './domain-xml/domain-xml.ts'
import { dumpsysMeminfo } from './dumpsys-meminfo/dumpsys-meminfo.ts'
import { extfrag } from './extfrag/extfrag.ts'
import { free } from './free/free.ts'
import { hugepages } from './hugepages/hugepages.ts'
import { ipcs } from './ipcs/ipcs.ts'
import { kernelEvent } from './kernel-event/kernel-event.ts'
import { ksm } from './ksm/ksm.ts'
import { kubectlDescribe } from './kubectl-describe/kubectl-describe.ts'
import { kubectlTop } from './kubectl-top/kubectl-top.ts'
import { lsmod } from './lsmod/lsmod.ts'
import { logExcerpt } from './log-excerpt/log-excerpt.ts'
import { meminfo, meminfoExcerpt } from './meminfo/meminfo.ts'
import { memoryStat } from './memory-stat/memory-stat.ts'
import { mmStat } from './mm-stat/mm-stat.ts'
import { numaMaps } from './numa-maps/numa-maps.ts'
import { numactl } from './numactl/numactl.ts'
import { numastat } from './numastat/numastat.ts'
import { oom } from './oom/oom.ts'
import { pagetypeinfo } from './pagetypeinfo/pagetypeinfo.ts'
import { pmap } from './pmap/pmap.ts'
import { pressure } from './pressure/pressure.ts'
import { processCounts } from './process-counts/process-counts.ts'
import { processStatus } from './process-status/process-status.ts'
import { procrank } from './procrank/procrank.ts'
import { ps } from './ps/ps.ts'
import { rssSum } from './ps/rss-sum.ts'
import { sar } from './sar/sar.ts'
import { showMem } from './show-mem/show-mem.ts'
import { slabinfo } from './slabinfo/slabinfo.ts'
import { slabtop } from './slabtop/slabtop.ts'
import { slubFailure } from './slub-failure/slub-failure.ts'
import { smapsRollup } from './smaps/smaps-rollup.ts'
import { smaps } from './smaps/smaps.ts'
import { sockstat } from './sockstat/sockstat.ts'
import { swapon } from './swapon/swapon.ts'
import { swaps } from './swaps/swaps.ts'
import { sysctl } from './sysctl/sysctl.ts'
import { timeSeries } from './time-series/time-series.ts'
import { top } from './top/top.ts'
import { tracing } from './tracing/tracing.ts'
import { transparentHugepage } from './transparent-hugepage/transparent-hugepage.ts'
import { linuxVersion } from './uname/linux-version.ts'
import { uname } from './uname/uname.ts'
import { vmallocFailure } from './vmalloc-failure/vmalloc-failure.ts'
import { vmallocinfo } from './vmallocinfo/vmallocinfo.ts'
import { vmstatCommand } from './vmstat-command/vmstat-command.ts'
import { vmstatSummary } from './vmstat-command/vmstat-summary.ts'
import { vmstat } from './vmstat/vmstat.ts'
import { vmware } from './vmware/vmware.ts'
import { zoneinfo } from './zoneinfo/zoneinfo.ts'
import { zramctl } from './zramctl/zramctl.ts'
import { zswap } from './zswap/zswap.ts'

/** Every dump that stands in a block of lines. Where two could begin alike, the earlier one is asked first. */
export const formats = [
  meminfo,
  meminfoExcerpt,
  extfrag,
  buddyinfo,
  free,
  processCounts,
  ps,
  rssSum,
  date,
  cmdline,
  domainXml,
  linuxVersion,
  uname,
  vmware,
  memoryStat,
  cgroupFile,
  allocinfo,
  arcstats,
  hugepages,
  ksm,
  mmStat,
  sockstat,
  sysctl,
  transparentHugepage,
  zoneinfo,
  vmstat,
  pagetypeinfo,
  slabinfo,
  slabtop,
  vmallocinfo,
  swaps,
  top,
  pressure,
  cgroups,
  processStatus,
  smaps,
  smapsRollup,
  numaMaps,
  vmstatCommand,
  vmstatSummary,
  swapon,
  zramctl,
  lsmod,
  ipcs,
  df,
  numactl,
  numastat,
  pmap,
  zswap,
  tracing,
  kubectlTop,
  dockerStats,
  dockerMemoryStats,
  kubectlDescribe,
  dommemstat,
  dumpsysMeminfo,
  procrank,
  atop,
  crashKmem,
  sar,
  timeSeries,
] as const

/** Every report of the kernel log. */
export const logFormats = [
  oom,
  allocFailure,
  allocStall,
  vmallocFailure,
  slubFailure,
  showMem,
  logExcerpt,
  kernelEvent,
] as const

type AnyFormat = (typeof formats)[number] | (typeof logFormats)[number]
export type FormatId = AnyFormat['id']
export type DataOf<Id extends FormatId> = ReturnType<Extract<AnyFormat, { id: Id }>['read']>['data']
