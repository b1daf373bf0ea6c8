import type { Line } from '../../text/line.ts'
import { LONGEST_LINE } from './stream.ts'
import { GIB, KIB, MIB } from '../../units.ts'

/** A line of a log that tells something about memory by itself. */
export interface EventShape {
  readonly event: string
  /** With the indices of its named groups. */
  readonly pattern: RegExp
  /** Groups that are numbers, with the bytes (or 1 for counts) of their unit; the others are words. */
  readonly numbers: Readonly<Record<string, number>>
}

const shape = (event: string, pattern: RegExp, numbers: Readonly<Record<string, number>> = {}): EventShape => ({
  event,
  pattern,
  numbers,
})

/** By the first word of the line, up to a blank or a colon. */
const BEGINNINGS: Readonly<Record<string, readonly EventShape[]>> = {
  // Boot: what the machine has.
  Command: [shape('command-line', /^Command line: (?<parameters>\S.*)$/d)],
  Kernel: [shape('command-line', /^Kernel command line: (?<parameters>\S.*)$/d)],
  DMI: [shape('dmi', /^DMI: (?!Memory slots)(?<machine>\S.*)$/d)],
  Hypervisor: [shape('hypervisor', /^Hypervisor detected: (?<name>\S.*)$/d)],
  Memory: [
    shape(
      'boot-memory',
      /^Memory: (?<available>\d+)[Kk]B?\/(?<physical>\d+)[Kk]B? available(?: \((?:.*?[ (](?<reserved>\d+)[Kk]B? reserved)?(?:.*? (?<cmaReserved>\d+)[Kk]B? cma-reserved)?(?:.*? (?<highmem>\d+)[Kk]B? highmem)?)?/d,
      { available: KIB, physical: KIB, reserved: KIB, cmaReserved: KIB, highmem: KIB },
    ),
    shape('memory-failure', /^Memory failure: (?<pfn>0x[\da-f]+): (?<message>\S.*)$/d),
  ],
  Reserving: [shape('crashkernel', /^Reserving (?<size>\d+)MB of memory at \S+ for crashkernel/d, { size: MIB })],
  crashkernel: [
    shape('crashkernel', /^crashkernel (?:low memory )?reserved: \S+ - \S+ \((?<size>\d+) MB\)/d, { size: MIB }),
  ],
  Adding: [
    shape('swap-added', /^Adding (?<size>\d+)k swap on (?<path>\S+?)\.\s+Priority:\s*(?<priority>-?\d+)/d, {
      size: KIB,
      priority: 1,
    }),
  ],
  HugeTLB: [
    shape(
      'hugetlb-pool',
      /^HugeTLB:? registered (?<gigabytes>\d+)\.00 GiB page size, pre-allocated (?<pages>\d+) pages/d,
      { gigabytes: GIB, pages: 1 },
    ),
    shape(
      'hugetlb-pool',
      /^HugeTLB:? registered (?<megabytes>\d+)\.00 MiB page size, pre-allocated (?<pages>\d+) pages/d,
      { megabytes: MIB, pages: 1 },
    ),
  ],

  // Balloons and hotplug: what the hypervisor takes and gives.
  virtio_balloon: [
    shape('balloon-starved', /^virtio_balloon (?<device>\S+): Out of puff! Can't get (?<pages>\d+) pages/d, {
      pages: 1,
    }),
  ],
  hv_balloon: [
    shape('hv-balloon', /^hv_balloon: Max\. dynamic memory size: (?<maximum>\d+) MB/d, { maximum: MIB }),
    shape('hv-balloon', /^hv_balloon: (?<message>\S.*)$/d),
  ],
  xen: [shape('xen-balloon', /^xen:[ _]?balloon: (?<message>\S.*)$/d)],
  xen_balloon: [shape('xen-balloon', /^xen_balloon: (?<message>\S.*)$/d)],
  vmw_balloon: [shape('vmware-balloon', /^vmw_balloon: (?<message>\S.*)$/d)],
  VMware: [shape('vmware-balloon', /^VMware balloon(?:: | )(?<message>\S.*)$/d)],
  Offlined: [shape('memory-offlined', /^Offlined Pages:? (?<pages>\d+)/d, { pages: 1 })],
  memory: [shape('memory-hotplug', /^memory memory\d+: (?<message>\S.*)$/d)],

  // Trouble that memory makes.
  INFO: [
    shape(
      'hung-task',
      /^INFO: task (?<comm>.*?):(?<pid>\d+) blocked (?:in I\/O wait )?for more than (?<seconds>\d+) seconds/d,
      { pid: 1, seconds: 1 },
    ),
    shape('rcu-stall', /^INFO: (?<message>rcu_\w+ (?:self-)?detected .*stall.*)$/d),
  ],
  rcu: [shape('rcu-stall', /^rcu: INFO: (?<message>rcu_\w+ (?:self-)?detected .*stall.*)$/d)],
  BUG: [
    shape(
      'soft-lockup',
      /^BUG: soft lockup - CPU#(?<cpu>\d+) stuck for (?<seconds>\d+)s! \[(?<comm>.*):(?<pid>\d+)\]/d,
      { cpu: 1, seconds: 1, pid: 1 },
    ),
  ],
  watchdog: [
    shape(
      'soft-lockup',
      /^watchdog: BUG: soft lockup - CPU#(?<cpu>\d+) stuck for (?<seconds>\d+)s! \[(?<comm>.*):(?<pid>\d+)\]/d,
      { cpu: 1, seconds: 1, pid: 1 },
    ),
  ],
  kmemleak: [shape('kmemleak', /^kmemleak: (?<found>\d+) new suspected memory leaks/d, { found: 1 })],
  oom_reaper: [
    shape(
      'oom-reaper',
      /^oom_reaper: reaped process (?<pid>\d+) \((?<comm>.*?)\), now anon-rss:(?<anonRss>\d+)kB, file-rss:(?<fileRss>\d+)kB(?:, shmem-rss:(?<shmemRss>\d+)kB)?/d,
      { pid: 1, anonRss: KIB, fileRss: KIB, shmemRss: KIB },
    ),
    shape('oom-reaper-stuck', /^oom_reaper: unable to reap pid:(?<pid>\d+) \((?<comm>.*)\)/d, { pid: 1 }),
  ],
  oom: [
    shape('oom-pinned', /^oom killer (?<pid>\d+) \((?<comm>.*?)\) has mm pinned by (?<pinner>\d+)/d, {
      pid: 1,
      pinner: 1,
    }),
  ],
  Huh: [shape('fault-oom-retried', /^Huh VM_FAULT_OOM leaked out to the #PF handler/d)],
  __vm_enough_memory: [
    shape(
      'overcommit-refused',
      /^__vm_enough_memory: pid: ?(?<pid>\d+), comm: (?<comm>.*?),(?: bytes: ?(?<bytes>\d+))? not? enough memory/d,
      { pid: 1, bytes: 1 },
    ),
  ],
  mmap: [
    shape('data-limit', /^mmap: (?<comm>.*?) \((?<pid>\d+)\): VmData (?<size>\d+) exceed data ulimit (?<limit>\d+)/d, {
      pid: 1,
      size: 1,
      limit: 1,
    }),
  ],
  percpu: [
    shape('percpu-failure', /^percpu: allocation failed, size=(?<size>\d+) align=\d+ atomic=(?<atomic>\d)/d, {
      size: 1,
      atomic: 1,
    }),
  ],
  cma: [shape('cma-failure', /^cma: .*alloc failed, req-size: (?<pages>\d+) pages/d, { pages: 1 })],
  cma_alloc: [shape('cma-failure', /^cma_alloc: .*alloc failed, req-size: (?<pages>\d+) pages/d, { pages: 1 })],
  EDAC: [shape('edac', /^EDAC (?<controller>MC\w+): (?<count>\d+) (?<severity>CE|UE) /d, { count: 1 })],
  TCP: [
    shape('tcp-out-of-memory', /^TCP: out of memory -- consider tuning tcp_mem/d),
    shape('tcp-orphans', /^TCP: too many (?:of )?orphaned sockets/d),
  ],
  Out: [shape('tcp-out-of-memory', /^Out of socket memory/d)],
  nf_conntrack: [shape('conntrack-full', /^nf_conntrack: (?:nf_conntrack: )?table full, dropping packet/d)],
  Purging: [shape('gpu-purge', /^Purging GPU memory, (?<pages>\d+) pages freed/d, { pages: 1 })],
  cgroup: [shape('pids-limit', /^cgroup: fork rejected by pids controller in (?<path>\S+)/d)],

  // Killers in user space.
  Killed: [shape('systemd-oomd-kill', /^Killed (?<path>\/\S+) due to (?<reason>memory \S.*)$/d)],
  low: [shape('earlyoom-low', /^low memory! at or below (?<signal>SIG\w+) limits: (?<limits>\S.*)$/d)],
  sending: [
    shape(
      'earlyoom-kill',
      /^sending (?<signal>SIG\w+) to process (?<pid>\d+)(?: uid (?<uid>\d+))? "(?<comm>.*?)"(?:.*?(?:badness|oom_score) (?<score>\d+))?(?:.*?VmRSS (?<rss>\d+) MiB)?/d,
      { pid: 1, uid: 1, score: 1, rss: MIB },
    ),
  ],
  // Of the kernel up to 4.11 (drivers/staging/android/lowmemorykiller.c), of lmkd since.
  lowmemorykiller: [
    shape(
      'lmkd-kill',
      /^lowmemorykiller: Kill(?:ing)? '(?<comm>.*?)' \((?<pid>\d+)\)(?:, uid (?<uid>\d+))?(?:, (?:adj|oom_adj|oom_score_adj) (?<adj>-?\d+))?(?:,? +to free (?<rss>\d+)kB(?: rss)?(?:, (?<swap>\d+)kB swap)?)?(?:; reason: (?<reason>\S.*))?/d,
      { pid: 1, uid: 1, adj: 1, rss: KIB, swap: KIB },
    ),
  ],
}
const beginnings = new Map(Object.entries(BEGINNINGS))

/** Told by a word inside, behind a name: lines of the kernel, and what people quote. */
const INSIDE: readonly (readonly [needle: string, shape: EventShape])[] = [
  [
    '): drop_caches: ',
    shape('drop-caches', /^(?<comm>.{1,15}) \((?<pid>\d+)\): drop_caches: (?<mode>\d)$/d, { pid: 1, mode: 1 }),
  ],
  [
    'allocation deadlock',
    shape(
      'xfs-allocation-deadlock',
      /^XFS\b.*?(?<comm>[^\s:(][^(]{0,15})\((?<pid>\d+)\) possible memory allocation deadlock(?: size (?<size>\d+))? in (?<function>\w+)/d,
      { pid: 1, size: 1 },
    ),
  ],
  [
    'swiotlb buffer is full',
    shape('swiotlb-full', /swiotlb buffer is full(?: \(sz: (?<size>\d+) bytes\))?/d, { size: 1 }),
  ],
  [
    'taints kernel',
    shape('module-taint', /^(?<module>[\w-]+): (?:loading out-of-tree module|module license '.*') taints kernel/d),
  ],
  [
    ' callbacks suppressed',
    // The rate limit of functions that report about memory: as many reports more were not printed.
    shape(
      'reports-suppressed',
      /^(?<function>warn_alloc\w*|slab_out_of_memory|show_mem|dump_header|__vm_enough_memory): (?<count>\d+) callbacks suppressed/d,
      { count: 1 },
    ),
  ],
  ['no space left on device', shape('cgroup-enospc', /\bmkdir (?<path>\/\S*cgroup\S*?):? no space left on device/d)],
]

/** The same of other programs, in a log: `kubectl describe` says some of it too. */
const INSIDE_LOG: readonly (readonly [needle: string, shape: EventShape])[] = [
  ['eviction manager', shape('kubelet-eviction', /\b(?<message>eviction manager: .*)$/d)],
  ['low on resource: memory', shape('kubelet-eviction', /(?<message>The node was low on resource: memory.*)$/d)],
  [
    'System OOM encountered',
    shape('kubelet-system-oom', /System OOM encountered, victim process: (?<comm>[^,]*), pid: (?<pid>\d+)/d, {
      pid: 1,
    }),
  ],
  [
    'killed by the OOM killer',
    shape('unit-oom', /^(?<unit>\S+\.(?:service|scope|slice)): .*killed by the OOM killer/d),
  ],
  ["result 'oom-kill'", shape('unit-oom', /^(?<unit>\S+\.(?:service|scope|slice)): Failed with result 'oom-kill'/d)],
]

const LONGEST_WORD = Math.max(...[...beginnings.keys()].map((word) => word.length))
const EVERYWHERE = [...INSIDE, ...INSIDE_LOG]
/** Most lines hold none of these words. */
const TELLING = new RegExp(EVERYWHERE.map(([needle]) => needle.replace(/[():]/g, '\\$&')).join('|'))
/** How a line of the kubelet begins: `I1120 12:42:42`. */
const KLOG = /^[IWEF]\d{4} \d\d:/

/** The event that a line tells of, with its match. */
export function eventOf(line: Line): { readonly shape: EventShape; readonly match: RegExpExecArray } | null {
  const { origin } = line
  const text = line.text.length > LONGEST_LINE ? line.text.slice(0, LONGEST_LINE) : line.text
  const end = endOfWord(text)
  for (const each of (end > 0 ? beginnings.get(text.slice(0, end)) : undefined) ?? []) {
    const match = each.pattern.exec(text)
    if (match) return { shape: each, match }
  }
  if (!TELLING.test(text)) return null
  const logged = origin === null ? KLOG.test(text) : !origin.kernel
  for (const [needle, each] of logged ? EVERYWHERE : INSIDE) {
    const match = text.includes(needle) ? each.pattern.exec(text) : null
    if (match) return { shape: each, match }
  }
  return null
}

/** Where the first word ends; 0 where it is too long to begin an event. */
function endOfWord(text: string): number {
  for (let at = 0; at <= LONGEST_WORD && at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 32 || code === 58) return at
  }
  return 0
}
