/** What a line of the kernel's log is within a report about memory. */
export type Part =
  /** `sysrq: Show Memory`, `sysrq: Manual OOM execution` */
  | 'sysrq'
  /** The line with sizes that vmalloc prints before the report: `vmap allocation for size N failed`. */
  | 'vmalloc'
  /** Who asked for what: `java invoked oom-killer: gfp_mask=…`, `swapper/0: page allocation failure: order:1, …` */
  | 'head'
  | 'cpuset'
  | 'cpu'
  | 'hardware'
  /** Call trace, registers, code. */
  | 'stack'
  /** `Task in /a killed as a result of limit of /b` */
  | 'limit'
  /** `memory: usage …kB, limit …kB, failcnt …` and its like */
  | 'usage'
  | 'statHead'
  | 'stat'
  | 'protection'
  | 'memInfo'
  | 'perCpu'
  | 'totals'
  | 'node'
  | 'zone'
  | 'reserve'
  | 'orders'
  | 'hugepages'
  /** `N pages RAM`, `N total pagecache pages`, `Free swap  = NkB` … */
  | 'count'
  | 'profileHead'
  | 'profile'
  | 'slabHead'
  | 'slabColumns'
  | 'slab'
  | 'taskTitle'
  | 'taskHead'
  | 'task'
  /** `oom-kill:constraint=…` */
  | 'chosen'
  /** `Tasks in /a are going to be killed due to memory.oom.group set` */
  | 'group'
  | 'kill'
  | 'panic'
  | 'reaper'
  | 'slub'
  | 'slubDetail'
  /** Counters without their zone's name: the rest of a line that was wrapped. */
  | 'counters'
  /** Blocks without their zone's name: a continuation that the logger parted from its line. */
  | 'ordersRest'
  /** The log says that it lost or repeated messages. */
  | 'lost'

/** What a head announces. */
export type Cause = 'oom' | 'allocFailure' | 'allocStall' | 'vmallocFailure' | 'slubFailure' | 'showMem'

export interface Seen {
  readonly part: Part
  /** What can stand in one report only once: a second one begins another report. */
  readonly slot?: string
  readonly cause?: Cause
  /** Of a kill line, a reaper's line or `oom-kill:`. */
  readonly pid?: number
  /** A kill line: the choice (`Kill process 12 (a) score 5 or sacrifice child`), the deed, or one that shares its memory. */
  readonly verb?: 'announced' | 'killed' | 'shared'
}
