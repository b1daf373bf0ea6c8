/** Dumps are called by the file or command that prints them, in every language. */
const FILES: Readonly<Record<string, string>> = {
  meminfo: '/proc/meminfo',
  meminfoExcerpt: 'grep /proc/meminfo',
  buddyinfo: '/proc/buddyinfo',
  pagetypeinfo: '/proc/pagetypeinfo',
  zoneinfo: '/proc/zoneinfo',
  vmstat: '/proc/vmstat',
  slabinfo: '/proc/slabinfo',
  vmallocinfo: '/proc/vmallocinfo',
  swaps: '/proc/swaps',
  cgroups: '/proc/cgroups',
  memoryStat: 'memory.stat',
  allocinfo: '/proc/allocinfo',
  sockstat: '/proc/net/sockstat',
  pressure: '/proc/pressure/memory',
  arcstats: 'arcstats',
  ps: 'ps',
  uname: 'uname -a',
  vmware: 'vmware-toolbox-cmd stat',
}

const EVENTS = {
  oom: { en: 'OOM report', zh: 'OOM 报告' },
  allocFailure: { en: 'Page allocation failure', zh: '页分配失败' },
  vmallocFailure: { en: 'vmalloc failure', zh: 'vmalloc 失败' },
  slubFailure: { en: 'SLUB allocation failure', zh: 'SLUB 分配失败' },
  showMem: { en: 'SysRq memory report', zh: 'SysRq 内存报告' },
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
