/** Dumps are called by the file or command that prints them, in every language. */
const FILES: Readonly<Record<string, string>> = {
  allocinfo: '/proc/allocinfo',
  arcstats: 'ZFS arcstats',
  buddyinfo: '/proc/buddyinfo',
  cgroups: '/proc/cgroups',
  date: 'date',
  domainXml: 'libvirt XML',
  extfrag: 'extfrag_index',
  free: 'free',
  hugepages: '/sys/kernel/mm/hugepages',
  ksm: '/sys/kernel/mm/ksm',
  linuxVersion: 'Linux version',
  memInfoExcerpt: 'Mem-Info',
  meminfo: '/proc/meminfo',
  meminfoExcerpt: 'grep /proc/meminfo',
  memoryStat: 'memory.stat',
  mmStat: 'zram mm_stat',
  pagetypeinfo: '/proc/pagetypeinfo',
  pressure: '/proc/pressure/memory',
  ps: 'ps',
  processCounts: 'ps | uniq -c',
  rssSum: 'ps | awk',
  slabinfo: '/proc/slabinfo',
  slabtop: 'slabtop',
  sockstat: '/proc/net/sockstat',
  swaps: '/proc/swaps',
  sysctl: 'sysctl',
  top: 'top',
  transparentHugepage: '/sys/kernel/mm/transparent_hugepage',
  uname: 'uname -a',
  vmallocinfo: '/proc/vmallocinfo',
  vmstat: '/proc/vmstat',
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
