/** A process of the table; sizes in pages. */
interface Task {
  readonly pid: number
  readonly name: string
  readonly rss: number
  readonly swap?: number
  readonly adjust?: number
}

/** What tests change of a report; sizes in pages of 4 KiB. */
interface Report {
  readonly seconds?: number
  readonly requester?: string
  readonly order?: number
  readonly gfp?: string
  readonly constraint?: string
  readonly mems?: string
  /** What the counters hold; what they leave of all RAM is anonymous. */
  readonly shmem?: number
  readonly files?: number
  readonly slab?: number
  readonly pageTables?: number
  /** In no counter. */
  readonly lost?: number
  /** 2 MiB pages. */
  readonly hugepages?: number
  /** Free in zone Normal, by order. */
  readonly free?: readonly number[]
  /** Free on nodes or in zones that are not printed. */
  readonly elsewhere?: number
  /** Other zones and free lists, in the place of DMA. */
  readonly zones?: string
  readonly swap?: readonly [free: number, total: number]
  readonly tasks?: readonly Task[]
  /** Pid of the victim; null where nobody was killed. */
  readonly victim?: number | null
  readonly last?: string
}

const RAM = 4_200_000
const RESERVED = 200_000
/** Zone Normal keeps 64 MiB, 16 000 pages; one page of each order makes its free lists print. */
const MARKS = 'min:64000kB low:80000kB high:96000kB'
const DMA = `Node 0 DMA free:13312kB boost:0kB min:32kB low:44kB high:56kB reserved_highatomic:0KB present:15996kB managed:15360kB
lowmem_reserve[]: 0 15610 15610 15610
`
const DMA_LIST =
  'Node 0 DMA: 0*4kB 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 1*1024kB (U) 2*2048kB (UM) 2*4096kB (M) = 13312kB\n'
const DMA_FREE = 3328

/** A report of the OOM killer of 6.1 on a machine of 15.3 GiB, without its call trace. */
export function oomReport(report: Report = {}): string {
  const { seconds = 100, requester = 'java', order = 0, gfp = '0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP)' } = report
  const {
    constraint = 'CONSTRAINT_NONE',
    mems = '0',
    shmem = 2000,
    files = 500,
    slab = 40_000,
    pageTables = 10_000,
  } = report
  const { lost = 20_000, hugepages = 0, free = [15_990], elsewhere = 0, swap = [0, 0], last = '' } = report
  const normal = free.reduce((sum, count, each) => sum + count * 2 ** each, 0)
  const all = normal + (report.zones === undefined ? DMA_FREE : 0) + elsewhere
  const anon = RAM - RESERVED - shmem - files - slab - 30_000 - pageTables - 16_000 / 4 - lost - hugepages * 512 - all
  const { tasks = [{ pid: 812, name: 'java', rss: Math.floor(anon * 0.9) }] } = report
  const { victim = tasks[0]?.pid ?? null } = report
  const dead = tasks.find(({ pid }) => pid === victim)
  const lists = Array.from(
    { length: 11 },
    (_, at) => `${free[at] ?? 0}*${4 * 2 ** at}kB${free[at] ? ' (UME)' : ''}`,
  ).join(' ')
  const text = `${requester} invoked oom-killer: gfp_mask=${gfp}, order=${order}, oom_score_adj=0
CPU: 0 PID: 812 Comm: ${requester} Not tainted 6.1.0-56-amd64 #1  Debian 6.1.192-2
Mem-Info:
active_anon:${shmem} inactive_anon:${anon} isolated_anon:0
 active_file:${files} inactive_file:0 isolated_file:0
 unevictable:0 dirty:0 writeback:0
 slab_reclaimable:30000 slab_unreclaimable:${slab}
 mapped:0 shmem:${shmem} pagetables:${pageTables}
 sec_pagetables:0 bounce:0
 kernel_misc_reclaimable:0
 free:${all} free_pcp:0 free_cma:0
Node 0 active_anon:${shmem * 4}kB inactive_anon:${anon * 4}kB shmem:${shmem * 4}kB kernel_stack:16000kB pagetables:${pageTables * 4}kB sec_pagetables:0kB all_unreclaimable? no
${report.zones ?? DMA}Node 0 Normal free:${normal * 4}kB boost:0kB ${MARKS} reserved_highatomic:0KB present:16784004kB managed:15984640kB
lowmem_reserve[]: 0 0 0 0
${report.zones === undefined ? DMA_LIST : ''}Node 0 Normal: ${lists} = ${normal * 4}kB
Node 0 hugepages_total=${hugepages} hugepages_free=${hugepages} hugepages_surp=0 hugepages_size=2048kB
${files + shmem} total pagecache pages
0 pages in swap cache
Free swap  = ${swap[0] * 4}kB
Total swap = ${swap[1] * 4}kB
${RAM} pages RAM
0 pages HighMem/MovableOnly
${RESERVED} pages reserved
0 pages hwpoisoned
Tasks state (memory values in pages):
[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
${tasks.map(({ pid, name, rss, swap: out = 0, adjust = 0 }) => `[${pid}]     0 ${pid} ${rss + 9000} ${rss} 40960 ${out} ${adjust} ${name}\n`).join('')}${
    dead
      ? `oom-kill:constraint=${constraint},nodemask=(null),cpuset=/,mems_allowed=${mems},global_oom,task_memcg=/,task=${dead.name},pid=${dead.pid},uid=0
Out of memory: Killed process ${dead.pid} (${dead.name}) total-vm:${(dead.rss + 9000) * 4}kB, anon-rss:${dead.rss * 4}kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:${dead.adjust ?? 0}
`
      : ''
  }${last}`
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `[${seconds.toFixed(6).padStart(12)}] ${line}\n`)
    .join('')
}
