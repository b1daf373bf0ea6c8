/** Keys of `/proc/PID/status` (fs/proc/array.c, proc_pid_status; fs/proc/task_mmu.c, task_mem). */
export const MEMORY_KEYS = [
  'VmPeak',
  'VmSize',
  'VmLck',
  'VmPin',
  'VmHWM',
  'VmRSS',
  'RssAnon',
  'RssFile',
  'RssShmem',
  'VmData',
  'VmStk',
  'VmExe',
  'VmLib',
  'VmPTE',
  'VmPMD',
  'VmSwap',
  'HugetlbPages',
] as const

/** Keys whose value is a count or an id; what looks like a number elsewhere can be a mask. */
export const COUNT_KEYS = [
  'Tgid',
  'Ngid',
  'Pid',
  'PPid',
  'TracerPid',
  'FDSize',
  'Threads',
  'CoreDumping',
  'THP_enabled',
  'voluntary_ctxt_switches',
  'nonvoluntary_ctxt_switches',
] as const

/** Keys whose value is text, a list or a mask. */
export const TEXT_KEYS = [
  'Name',
  'Umask',
  'State',
  'Uid',
  'Gid',
  'Groups',
  'NStgid',
  'NSpid',
  'NSpgid',
  'NSsid',
  'Kthread',
  'untag_mask',
  'SigQ',
  'SigPnd',
  'ShdPnd',
  'SigBlk',
  'SigIgn',
  'SigCgt',
  'CapInh',
  'CapPrm',
  'CapEff',
  'CapBnd',
  'CapAmb',
  'NoNewPrivs',
  'Seccomp',
  'Seccomp_filters',
  'Speculation_Store_Bypass',
  'SpeculationIndirectBranch',
  'Cpus_allowed',
  'Cpus_allowed_list',
  'Mems_allowed',
  'Mems_allowed_list',
  'x86_Thread_features',
  'x86_Thread_features_locked',
] as const

const memory: ReadonlySet<string> = new Set(MEMORY_KEYS)
const count: ReadonlySet<string> = new Set(COUNT_KEYS)
const text: ReadonlySet<string> = new Set(TEXT_KEYS)

export const isMemory = (key: string): boolean => memory.has(key) || /^(?:Vm|Rss)[A-Z]\w*$/.test(key)
export const isCount = (key: string): boolean => count.has(key)
export const isKnown = (key: string): boolean => isMemory(key) || isCount(key) || text.has(key)
