/** Dumps are called by the file or command that prints them, in every language. */
const FILES: Readonly<Record<string, string>> = {
  allocinfo: '/proc/allocinfo',
  atop: 'atop',
  arcstats: 'ZFS arcstats',
  buddyinfo: '/proc/buddyinfo',
  cgroups: '/proc/cgroups',
  cmdline: '/proc/cmdline',
  crashKmem: 'crash kmem -i',
  date: 'date',
  df: 'df',
  dockerMemoryStats: 'Docker API stats',
  dockerStats: 'docker stats',
  dommemstat: 'virsh dommemstat',
  domainXml: 'libvirt XML',
  dumpsysMeminfo: 'dumpsys meminfo',
  extfrag: 'extfrag_index',
  free: 'free',
  hugepages: '/sys/kernel/mm/hugepages',
  ipcs: 'ipcs -m',
  ksm: '/sys/kernel/mm/ksm',
  kubectlDescribe: 'kubectl describe',
  kubectlTop: 'kubectl top',
  linuxVersion: 'Linux version',
  logExcerpt: 'kernel log, quoted',
  meminfo: '/proc/meminfo',
  meminfoExcerpt: 'grep /proc/meminfo',
  memoryStat: 'memory.stat',
  mmStat: 'zram mm_stat',
  numactl: 'numactl --hardware',
  numaMaps: '/proc/PID/numa_maps',
  pagetypeinfo: '/proc/pagetypeinfo',
  pressure: '/proc/pressure/memory',
  procrank: 'procrank',
  processCounts: 'ps | uniq -c',
  processStatus: '/proc/PID/status',
  ps: 'ps',
  rssSum: 'ps | awk',
  slabinfo: '/proc/slabinfo',
  slabtop: 'slabtop',
  smaps: '/proc/PID/smaps',
  smapsRollup: '/proc/PID/smaps_rollup',
  sockstat: '/proc/net/sockstat',
  swapon: 'swapon',
  swaps: '/proc/swaps',
  sysctl: 'sysctl',
  timeSeries: 'CSV',
  top: 'top',
  transparentHugepage: '/sys/kernel/mm/transparent_hugepage',
  uname: 'uname -a',
  vmallocinfo: '/proc/vmallocinfo',
  vmstat: '/proc/vmstat',
  vmstatCommand: 'vmstat N',
  vmstatSummary: 'vmstat -s',
  vmware: 'vmware-toolbox-cmd stat',
  zoneinfo: '/proc/zoneinfo',
}

const EVENTS = {
  oom: { en: 'OOM report', zh: 'OOM 报告' },
  allocFailure: { en: 'Page allocation failure', zh: '页分配失败' },
  allocStall: { en: 'Allocation stall', zh: '分配停顿' },
  vmallocFailure: { en: 'vmalloc failure', zh: 'vmalloc 失败' },
  slubFailure: { en: 'Slab allocation failure', zh: 'Slab 分配失败' },
  showMem: { en: 'Memory report', zh: '内存报告' },
  kernelEvent: { en: 'Kernel log line', zh: '内核日志行' },
  cgroupFile: { en: 'cgroup file', zh: 'cgroup 文件' },
} as const

const isEvent = (kind: string): kind is keyof typeof EVENTS => Object.hasOwn(EVENTS, kind)

export const kindEn = (kind: string): string => (isEvent(kind) ? EVENTS[kind].en : (FILES[kind] ?? kind))
export const kindZh = (kind: string): string => (isEvent(kind) ? EVENTS[kind].zh : (FILES[kind] ?? kind))

/** `oom[1]` as `OOM report 2`: people count from one. */
export function recordName(id: string, kind: (kind: string) => string): string {
  const match = /^(\w+)\[(\d+)\]$/.exec(id)
  return match ? `${kind(match[1]!)} ${Number(match[2]) + 1}` : id
}
