/** A case to look at. */
export interface Sample {
  readonly id: string
  load(): Promise<string>
  readonly en: About
  readonly zh: About
}

interface About {
  /** What the engineer saw. */
  readonly symptom: string
  /** What the paste holds. */
  readonly holds: string
}

/** Each text is a chunk of its own: none is loaded before it is asked for. */
export const samples: readonly Sample[] = [
  {
    id: 'balloon',
    load: async () => (await import('./balloon/input.txt?raw')).default,
    en: {
      symptom: 'Half of the memory is missing',
      holds: 'A VM at 90 % whose processes do not explain it: free, ps, meminfo, vmware-toolbox-cmd',
    },
    zh: {
      symptom: '一半内存不见了',
      holds: '虚拟机用到 90 %，进程却对不上：free、ps、meminfo、vmware-toolbox-cmd',
    },
  },
  {
    id: 'fragmentation',
    load: async () => (await import('./fragmentation/input.txt?raw')).default,
    en: {
      symptom: 'A gigabyte free, yet order 4 fails',
      holds: 'page allocation failure; buddyinfo before and after drop_caches and compact_memory',
    },
    zh: {
      symptom: '空闲 1 GiB，order 4 却分配失败',
      holds: 'page allocation failure；drop_caches 与 compact_memory 前后的 buddyinfo',
    },
  },
  {
    id: 'growing-container',
    load: async () => (await import('./growing-container/input.txt?raw')).default,
    en: {
      symptom: 'A container grows up to its limit',
      holds: 'memory.stat three times, around two reads of a log file',
    },
    zh: {
      symptom: '容器内存一路涨到上限',
      holds: '两次读取日志文件前后的三份 memory.stat',
    },
  },
  {
    id: 'kvm-host',
    load: async () => (await import('./kvm-host/input.txt?raw')).default,
    en: {
      symptom: 'Guests killed with 48 GB free',
      holds: 'A KVM host: OOM report, two meminfo, buddyinfo, an atomic order-4 failure',
    },
    zh: {
      symptom: '还有 48 GB 空闲，虚拟机却被杀',
      holds: 'KVM 主机：OOM 报告、两份 meminfo、buddyinfo、一次 order 4 原子分配失败',
    },
  },
  {
    id: 'killed-container',
    load: async () => (await import('./killed-container/input.txt?raw')).default,
    en: {
      symptom: 'A container was OOM-killed',
      holds: 'dmesg with the report of a control group at its limit, and free beside it',
    },
    zh: {
      symptom: '容器被 OOM 杀掉',
      holds: 'dmesg 中 cgroup 触顶的报告，以及当时的 free',
    },
  },
  {
    id: 'old-kernel',
    load: async () => (await import('./old-kernel/input.txt?raw')).default,
    en: {
      symptom: 'Pods on an old 3.10 kernel',
      holds: 'uname -a alone: what is known about this kernel',
    },
    zh: {
      symptom: '旧 3.10 内核上的 Pod',
      holds: '只有 uname -a：这个内核已知的问题',
    },
  },
]
