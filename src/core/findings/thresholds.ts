import { GIB, MIB } from '../units.ts'

/**
 * From where on a figure is worth a word. None of these is a constant of the kernel: each was chosen, and says why.
 * `notice`, `warning` and `critical` are shares of RAM where nothing else is named; `floor` and `size` are bytes: below
 * the floor nothing is said, from the size on something is, whatever the share.
 */
export const thresholds = {
  'cache-not-leak': {
    used: 0.85,
    available: 0.2,
    shmem: 0.5,
    reason:
      'People get alarmed when 85 % is not free; with a fifth of RAM available nothing presses. Where half of the cache is shared memory it is not to be had, and another finding speaks.',
  },
  'free-used-definition': {
    share: 0.03,
    reason: 'Where the two definitions differ by less than 3 % of RAM nobody is misled.',
  },
  'free-old-layout': {
    ofUsed: 0.6,
    reason: 'Where programs hold less than three fifths of what is called used, the word misleads.',
  },
  'swap-used-harmless': {
    used: 0.01,
    available: 0.2,
    pressure: 1,
    rate: 64 * 1024,
    reason:
      'Below 1 % of the swap nobody asks; stalls of 1 % over five minutes are felt; some pages a second are programs that wake up.',
  },
  'memtotal-below-installed': {
    info: 0.03,
    notice: 0.1,
    zones: 0.01,
    floor: 32 * MIB,
    size: 256 * MIB,
    reason:
      'Page structs take 1.6 %, the kernel image and its boot data some ten MiB; beyond a tenth, and beyond what a kernel of any size needs, somebody gave the memory away.',
  },
  'rss-sum-exceeds-ram': {
    share: 0.02,
    near: 0.1,
    reason: 'Programs start and end between ps and meminfo; sharing of less than 2 % of RAM confuses nobody.',
  },
  'shmem-large': {
    warning: 0.2,
    notice: 0.05,
    reason: 'A fifth of RAM that looks like cache and is none; from 5 % where it outweighs the real file cache.',
  },
  'sysv-shm-orphan': {
    notice: 0.05,
    size: 256 * MIB,
    floor: 64 * MIB,
    reason: 'Small segments without users are a habit of some programs; these sizes are missed elsewhere.',
  },
  'shmem-hidden': {
    notice: 0.05,
    ofShmem: 0.1,
    floor: 64 * MIB,
    reason: 'df and ipcs are taken at other moments than meminfo: a tenth of Shmem may differ by that alone.',
  },
  'processes-do-not-explain': {
    used: 0.3,
    explained: 0.5,
    reason: 'On a machine that uses less than 30 % the kernel itself outweighs the processes, and nobody minds.',
  },
  'unevictable-large': {
    warning: 0.2,
    reason: 'A fifth of RAM that reclaim may not touch leaves it little to work with.',
  },
  'thp-large': {
    ofAnon: 0.5,
    info: 0.1,
    reason:
      'Where most anonymous memory is huge pages, partly used ones can swell it; below a tenth of RAM it is idle talk.',
  },
  'file-cache-mapped': {
    ofCache: 0.5,
    info: 0.1,
    reason: 'When half of the file cache is mapped, dropping caches frees little of it.',
  },
  'slab-reclaimable-large': {
    notice: 0.15,
    reason: 'File servers hold a tenth of RAM in inodes and dentries as a matter of course.',
  },
  'slab-unreclaimable-large': {
    warning: 0.1,
    critical: 0.4,
    growth: 2,
    grown: 0.05,
    reason:
      'Hosts with many sockets or CPUs stay below a tenth; doubling between two snapshots is a leak until shown otherwise.',
  },
  'slabinfo-gap': {
    ofSlab: 0.05,
    floor: 64 * MIB,
    reason: 'The two files are read one after the other; caches move by a few percent meanwhile.',
  },
  'page-tables-large': {
    notice: 0.01,
    warning: 0.03,
    critical: 0.15,
    floor: 64 * MIB,
    reason: 'A healthy machine stays below one percent, whatever its size.',
  },
  'kernel-stacks-large': {
    warning: 0.03,
    size: GIB,
    reason: 'A GiB is 65 536 threads of 16 KiB; 3 % of RAM says the same of a small machine.',
  },
  'percpu-large': {
    notice: 0.01,
    warning: 0.05,
    floor: 64 * MIB,
    reason: 'A host with a few hundred cgroups uses some ten MiB.',
  },
  'vmalloc-large': {
    notice: 0.02,
    warning: 0.1,
    floor: 32 * MIB,
    reason: 'Modules, BPF programs and file systems of an ordinary host stay below.',
  },
  'hugetlb-idle': {
    notice: 0.03,
    warning: 0.1,
    floor: 32 * MIB,
    alone: GIB,
    reason:
      'A spare pool of a few pages is deliberate; these shares are missed by everybody else, and a GiB on any machine.',
  },
  'hugetlb-other-size': {
    floor: 0,
    reason: 'Any pool that HugePages_Total does not show is worth its line.',
  },
  'hugetlb-starves': {
    pool: 0.7,
    rest: 4 * GIB,
    reason: 'Four GiB are what a modern host itself needs beside its guests or its database.',
  },
  'secondary-page-tables': {
    notice: 0.01,
    reason: 'Guests backed by huge pages cost a thousandth of that; 4 KiB backing costs 0.2 % of guest memory.',
  },
  'zram-zswap-memory': {
    notice: 0.05,
    warning: 0.25,
    ratio: 1.5,
    incompressible: 1.1,
    reason: 'Compressed swap is RAM; below a ratio of 1.5 it hardly pays. Random data takes a tenth more than it is.',
  },
  'network-buffers': {
    warning: 0.05,
    floor: 64 * MIB,
    reason: 'Buffers of busy hosts stay below; more means readers that do not keep up.',
  },
  'buffers-large': {
    notice: 0.1,
    reason: 'File systems keep a few percent of block device pages; a tenth comes from reading devices themselves.',
  },
  'unaccounted-memory': {
    warning: 0.05,
    critical: 0.4,
    floor: 64 * MIB,
    tolerances: 3,
    reason:
      'Healthy hosts leave 0.3 to 4 % in no account, depending on the kernel; three times the drift of the counters is beyond chance.',
  },
  'balloon-vmware': {
    floor: 64 * MIB,
    notice: 0.02,
    warning: 0.05,
    explains: 0.05,
    reason: 'Hosts probe with small balloons; 5 % is what two tools read at two moments may differ by.',
  },
  'balloon-lowered-total': {
    floor: 64 * MIB,
    notice: 0.05,
    warning: 0.1,
    reason: 'Hosts probe with small balloons.',
  },
  'zfs-arc': {
    notice: 0.05,
    reason: 'The ARC is a cache outside the page cache; below a twentieth of RAM it explains nothing.',
  },
  'driver-pages': {
    unaccounted: 0.05,
    gpu: 0.02,
    reason: 'As for unaccounted memory; GPUActive is printed by the driver itself.',
  },
  'linear-growth': {
    perHour: 0.001,
    fit: 0.9,
    fitOfThree: 0.98,
    tolerances: 3,
    rising: 0.8,
    samples: 12,
    stretch: 600,
    ofTotal: 0.05,
    ofItself: 0.2,
    floor: 16 * MIB,
    reason:
      'A thousandth of RAM an hour fills a machine in six weeks; a fit of 0.9 rules out the saw-tooth of caches, and three points near a line are chance more often than not. Of samples at least a dozen over ten minutes, in which nine of ten pairs rise, and which moved by a twentieth of RAM, or by a fifth of themselves where that is not known.',
  },
  growth: {
    share: 0.02,
    ofGroup: 0.1,
    floor: 4 * MIB,
    reason: 'Counters and caches of a working machine move by a percent between two looks.',
  },
  'container-meminfo': {
    tolerances: 3,
    reason: 'Parts that exceed the whole by three times the drift of the counters were not counted by one kernel.',
  },
  'inconsistent-snapshot': {
    free: 0.02,
    floor: 64 * MIB,
    reason: 'Free memory read twice within a second differs by less than 2 % of RAM.',
  },
  'invisible-consumer': {
    floor: 32 * MIB,
    notice: 0.02,
    warning: 0.1,
    reason: 'Below that the drift of the counters hides it.',
  },
  'no-problem-found': {
    marks: 2,
    reason: 'kswapd rests at the high watermarks; with twice as much free there is nothing for it to do.',
  },
  'vmalloc-used-misread': {
    share: 0.02,
    reason: 'A smaller figure misleads nobody.',
  },
  'memory-exhausted': {
    available: 0.05,
    watermarks: 2,
    hugetlb: 0.6,
    reason: 'Twice the low watermarks is where reclaim begins to run all the time.',
  },
  'swap-exhausted': {
    left: 0.02,
    available: 0.05,
    reason: 'The last 2 % of swap are clusters that the kernel does not fill.',
  },
  'commit-limit-reached': {
    committed: 0.9,
    reason: 'Single requests of a heap or a thread pool are often larger than the last tenth of the limit.',
  },
  thrashing: {
    pages: 1000,
    refault: 20 * MIB,
    available: 0.1,
    stall: 10,
    reason: 'A disk does a few hundred random pages a second; stalls of 10 % of the time are felt by every request.',
  },
  'direct-reclaim': {
    share: 0.2,
    reason: 'kswapd should do four fifths of the work; what tasks do themselves is latency.',
  },
  'reclaim-inefficient': {
    stolen: 0.3,
    scanned: 100_000,
    reason: 'Fewer than 3 of 10 pages looked at could be freed; below 100 000 pages it is chance.',
  },
  'dirty-backlog': {
    ofLimit: 0.5,
    ofAvailable: 0.15,
    ofCache: 0.3,
    floor: 32 * MIB,
    reason: 'Writers are throttled from the middle of the dirty limits on.',
  },
  'drop-caches-used': {
    times: 10,
    reason: 'Somebody tries it now and then; ten times is a cron job.',
  },
  'min-free-kbytes': {
    high: 0.05,
    low: 0.5,
    reason:
      'The kernel itself goes up to 5 % for huge pages, and a setting below half of its default starves atomic requests.',
  },
  'watermark-boost': {
    ofHigh: 0.25,
    reason: 'Smaller boosts come and go within seconds.',
  },
  'cma-free': {
    ofFree: 0.5,
    reason: 'When most free memory is CMA, the kernel itself can use the smaller half only.',
  },
  'guest-overcommit': {
    warning: 0.85,
    reason: 'A host needs 10 to 15 % for page tables, slab, buffers and qemu itself.',
  },
  'anon-hog': {
    ofAnon: 0.3,
    notice: 0.1,
    warning: 0.5,
    reason:
      'A third of all anonymous memory in one process is a name to start with, if it matters to the machine at all.',
  },
  'anon-many-workers': {
    ofAnon: 0.3,
    count: 20,
    single: 0.1,
    notice: 0.1,
    reason: 'Twenty alike are a pool whose size somebody set.',
  },
  'ksm-effect': {
    ratio: 2,
    unshared: 10,
    floor: 32 * MIB,
    reason: 'Below two sharers a page, or with ten times as many pages scanned in vain, ksmd costs more than it gives.',
  },
  fragmentation: {
    order: 4,
    killed: 3,
    block: 9,
    blockFloor: GIB,
    blockOf: 0.1,
    unusable: 0.95,
    unusableOfAll: 0.9,
    ofZone: 0.01,
    freeOf: 0.02,
    notice: 0.02,
    warning: 0.1,
    floor: 32 * MIB,
    reason:
      'Order 4 is the first that the kernel fails rather than kill for, order 3 the last that it kills for. With less free than 2 % of RAM, or a zone at its marks, it is memory that lacks, not blocks. A page block (order 9) is missed where a GiB and a tenth of RAM are free without one.',
  },
  'reclaim-effect': {
    floor: 4 * MIB,
    reason: 'Free memory moves by a few MiB by itself.',
  },
  'memcg-cache-reclaimable': {
    share: 0.5,
    floor: MIB,
    reason: 'When half of the usage is file cache, the usage says little about the program.',
  },
  'kmem-accounting-leak': {
    groups: 20_000,
    reason: 'Ids end at 65 535; a healthy node has some hundreds of memory control groups.',
  },
  'oom-exhaustion': {
    watermarks: 2,
    slack: 0.02,
    listed: 0.01,
    told: 0.4,
    reason:
      'Between the failure and the print the lists of the CPUs are emptied into the zones, which then stand above their bar by the distance from min to high, or by a fiftieth of the zone. The kernel does not kill while file cache well above the low marks can be reclaimed; what holds less than 1 % of RAM explains no shortage.',
  },
  'oom-anon': {
    share: 0.5,
    hog: 0.3,
    group: 0.3,
    count: 20,
    mapped: 0.1,
    reason:
      'More than half of RAM outweighs everything else together; a third of that in one process, or in twenty of one name, is a name to start with. From a tenth of RAM in shared memory on, resident sizes mislead.',
  },
  'oom-shmem': {
    share: 0.4,
    reason: 'tmpfs mounts default to half of RAM each; at two fifths no kill of an ordinary process makes up for it.',
  },
  'oom-kernel-memory': {
    account: 0.25,
    hugetlb: 0.5,
    together: 0.4,
    listed: 0.05,
    reason:
      'A kernel at work needs 2 to 10 %; a quarter in one account, or two fifths in all of them, is what the processes lack. A huge page pool is a setting and counts from half on.',
  },
  'oom-wrong-node': {
    highs: 2,
    reason: 'Twice the high marks of the exhausted zones would have served this request and thousands more.',
  },
  'lowmem-reserve': {
    notice: 0.05,
    reason: 'ZONE_DMA is always protected so; from a twentieth of RAM on it is memory that people miss.',
  },
  'lowmem-exhausted': {
    free: 0.1,
    reason: 'A tenth of RAM free above, while the kernel itself may not use it.',
  },
  compaction: {
    index: 0.5,
    failed: 0.9,
    attempts: 1000,
    unmovable: 0.3,
    reason:
      'The index is the default of vm.extfrag_threshold. Compaction fails now and then on healthy hosts; nine times in ten, over a thousand tries, it meets pages that do not move.',
  },
  'atomic-allocation-failure': {
    count: 5,
    reason: 'A few lost packets are noise; more in one log is a reserve that is too small.',
  },
  'oom-victim-not-largest': {
    larger: 1.1,
    share: 0.05,
    reason:
      'Processes of one size differ by a few pages; a tenth more is another process that the reader would expect. Below a twentieth of memory no kill matters.',
  },
  'oom-unkillable-hog': {
    share: 0.2,
    reason: 'A fifth of RAM that the killer may not touch makes it kill others in vain.',
  },
  'oom-loop': {
    count: 3,
    seconds: 600,
    reason: 'A service that its supervisor restarts is back within minutes; twice can be chance.',
  },
  'memcg-limit-oom': {
    dirty: 0.2,
    full: 0.98,
    reason:
      'The kernel lets a fifth of the reclaimable memory be dirty before it slows the writer down. CPUs keep up to 64 charged pages each, so a counter at its limit may read a little less.',
  },
  'memcg-shmem-kernel': {
    shmem: 0.2,
    kernel: 0.3,
    cause: 0.5,
    near: 0.9,
    reason:
      'Below these shares heap and cache decide; from half of the usage on it is the cause. Without a kill it matters only close to the limit.',
  },
  'memcg-high-throttled': {
    near: 0.98,
    stall: 5,
    reason: 'Throttling begins at memory.high; stalls of 5 % of a minute are felt.',
  },
  'dying-cgroups': {
    count: 1000,
    reason: 'Hundreds are the normal delay of releasing charges; thousands cost memory and time.',
  },
  'numa-imbalance': {
    spread: 0.25,
    short: 0.02,
    left: 0.1,
    ample: 0.2,
    reason:
      'Nodes differ by a tenth as a rule; it hurts where one is short, with less than a tenth of it free or in file cache, and another has a fifth free.',
  },
  'saw-tooth-cache': {
    samples: 12,
    near: 0.99,
    tooth: 0.03,
    teeth: 2,
    depth: 0.5,
    end: 0.9,
    flat: 0.1,
    held: 0.7,
    cache: 0.3,
    reason:
      'Shares of the ceiling: within a hundredth of it is at it, and a drop of three is more than noise. One drop may be anything. What falls by more than half was restarted, and what programs hold must stay level and leave room for a cache.',
  },
  'step-after-event': {
    samples: 5,
    near: 3,
    share: 0.05,
    noise: 4,
    floor: 8 * MIB,
    reason:
      'The five samples on either side, the nearest within three usual steps of the event; a twentieth of the most that the line showed, and four times what the samples differ among themselves.',
  },
} as const
