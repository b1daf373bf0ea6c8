import { describe, expect, test } from 'vitest'
import { plainValue } from '../../facts/plain-value.ts'
import { readAll } from '../../snapshot/record.ts'
import { linesOf } from '../../text/lines.ts'
import { GIB, KIB, MIB } from '../../units.ts'
import { cut } from '../cut.ts'

const records = (text: string) => readAll(cut(linesOf({ name: 'log', text }, 0)))

describe('a single line of the log that tells something', () => {
  test.each([
    [
      '[    0.09] x\n[    0.092354] Memory: 212204K/613868K available (12296K kernel code, 2545K rwdata, 7660K rodata, 2692K init, 17664K bss, 63536K reserved, 0K cma-reserved)',
      { event: 'boot-memory', available: 212204 * KIB, physical: 613868 * KIB, reserved: 63536 * KIB, cmaReserved: 0 },
    ],
    [
      'Memory: 1017380k/1048512k available (2577k kernel code, 30612k reserved, 1349k data, 228k init, 130992k highmem)',
      { event: 'boot-memory', physical: 1048512 * KIB, reserved: 30612 * KIB, highmem: 130992 * KIB },
    ],
    [
      'Command line: BOOT_IMAGE=/vmlinuz ro hugepages=512 crashkernel=auto',
      { event: 'command-line', parameters: 'BOOT_IMAGE=/vmlinuz ro hugepages=512 crashkernel=auto' },
    ],
    [
      'DMI: VMware, Inc. VMware Virtual Platform/440BX Desktop Reference Platform, BIOS 6.00 04/05/2016',
      { event: 'dmi' },
    ],
    ['Hypervisor detected: VMware', { event: 'hypervisor', name: 'VMware' }],
    [
      'Adding 524284k swap on /dev/vdb.  Priority:-1 extents:1 across:524284k ',
      { event: 'swap-added', size: 524284 * KIB, path: '/dev/vdb', priority: -1 },
    ],
    [
      'HugeTLB: registered 1.00 GiB page size, pre-allocated 4 pages',
      { event: 'hugetlb-pool', pageSize: GIB, pages: 4 },
    ],
    [
      'HugeTLB registered 2.00 MiB page size, pre-allocated 512 pages',
      { event: 'hugetlb-pool', pageSize: 2 * MIB, pages: 512 },
    ],
    [
      'Reserving 256MB of memory at 2560MB for crashkernel (System RAM: 16383MB)',
      { event: 'crashkernel', size: 256 * MIB },
    ],
    [
      "virtio_balloon virtio1: Out of puff! Can't get 256 pages",
      { event: 'balloon-starved', device: 'virtio1', pages: 256 },
    ],
    ['hv_balloon: Max. dynamic memory size: 16384 MB', { event: 'hv-balloon', maximum: 16384 * MIB }],
    [
      'hv_balloon: Balloon request will be partially fulfilled. Balloon floor reached.',
      { event: 'hv-balloon', message: expect.stringContaining('partially') },
    ],
    ['xen:balloon: Cannot add additional memory (-17)', { event: 'xen-balloon' }],
    ['Offlined Pages 32768', { event: 'memory-offlined', pages: 32768 }],
    [
      'INFO: task jbd2/dm-0-8:621 blocked for more than 120 seconds.',
      { event: 'hung-task', comm: 'jbd2/dm-0-8', pid: 621, seconds: 120 },
    ],
    [
      'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kswapd0:87]',
      { event: 'soft-lockup', cpu: 3, seconds: 22, comm: 'kswapd0', pid: 87 },
    ],
    ['BUG: soft lockup - CPU#0 stuck for 67s! [java:4711]', { event: 'soft-lockup', seconds: 67 }],
    ['rcu: INFO: rcu_sched self-detected stall on CPU', { event: 'rcu-stall' }],
    ['kmemleak: 12 new suspected memory leaks (see /sys/kernel/debug/kmemleak)', { event: 'kmemleak', found: 12 }],
    ['bash (4711): drop_caches: 3', { event: 'drop-caches', comm: 'bash', pid: 4711, mode: 3 }],
    [
      '__vm_enough_memory: pid: 221, comm: java, bytes: 4294967296 not enough memory for the allocation',
      { event: 'overcommit-refused', comm: 'java', bytes: 4 * GIB },
    ],
    [
      '__vm_enough_memory: pid: 221, comm: java, no enough memory for the allocation',
      { event: 'overcommit-refused', pid: 221 },
    ],
    [
      'Memory failure: 0x11c200: recovery action for dirty LRU page: Recovered',
      { event: 'memory-failure', pfn: '0x11c200' },
    ],
    [
      'EDAC MC0: 1 UE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0',
      { event: 'edac', controller: 'MC0', count: 1, severity: 'UE' },
    ],
    [
      'oom_reaper: reaped process 6736 (leaker), now anon-rss:0kB, file-rss:8kB, shmem-rss:0kB',
      { event: 'oom-reaper', pid: 6736, comm: 'leaker', fileRss: 8 * KIB },
    ],
    ['TCP: out of memory -- consider tuning tcp_mem', { event: 'tcp-out-of-memory' }],
    ['nf_conntrack: nf_conntrack: table full, dropping packet', { event: 'conntrack-full' }],
    [
      'XFS: rsync(3310) possible memory allocation deadlock size 65552 in kmem_alloc (mode:0x250)',
      { event: 'xfs-allocation-deadlock', comm: 'rsync', pid: 3310, size: 65552 },
    ],
    [
      'mlx5_core 0000:3b:00.0: swiotlb buffer is full (sz: 65536 bytes), total 32768 (slots), used 32700 (slots)',
      { event: 'swiotlb-full', size: 65536 },
    ],
    [
      'percpu: allocation failed, size=16 align=8 atomic=0, alloc from reserved chunk failed',
      { event: 'percpu-failure', size: 16 },
    ],
    ['cma: cma_alloc: linux,cma: alloc failed, req-size: 1024 pages, ret: -16', { event: 'cma-failure', pages: 1024 }],
    ['Purging GPU memory, 512 pages freed, 0 pages still pinned', { event: 'gpu-purge', pages: 512 }],
    [
      'cgroup: fork rejected by pids controller in /system.slice/web.service',
      { event: 'pids-limit', path: '/system.slice/web.service' },
    ],
    ['warn_alloc: 6 callbacks suppressed', { event: 'reports-suppressed', function: 'warn_alloc', count: 6 }],
    [
      'Nov 20 12:42:42 n systemd-oomd[812]: Killed /user.slice/user-1000.slice/session-2.scope due to memory pressure for /user.slice being 65.03% > 50.00% for > 20s with reclaim activity',
      { event: 'systemd-oomd-kill', path: '/user.slice/user-1000.slice/session-2.scope' },
    ],
    [
      'Nov 20 12:42:42 n earlyoom[700]: sending SIGTERM to process 4711 uid 1000 "java": badness 951, VmRSS 7012 MiB',
      { event: 'earlyoom-kill', signal: 'SIGTERM', pid: 4711, uid: 1000, comm: 'java', score: 951, rss: 7012 * MIB },
    ],
    [
      "<6>lowmemorykiller: Killing 'd.play.games.ui' (2613), adj 1000,",
      { event: 'lmkd-kill', comm: 'd.play.games.ui', pid: 2613, adj: 1000 },
    ],
    [
      "08-14 14:22:01.340  1450  1450 I lowmemorykiller: Kill 'com.acme.app' (12345), uid 10123, oom_score_adj 945 to free 89236kB rss, 43212kB swap; reason: device is low on swap",
      { event: 'lmkd-kill', comm: 'com.acme.app', uid: 10123, adj: 945, rss: 89236 * 1024, swap: 43212 * 1024 },
    ],
    [
      'Nov 20 12:42:42 n kubelet[900]: I1120 12:42:42.000000     900 eviction_manager.go:366] "x" eviction manager: must evict pod(s) to reclaim memory',
      { event: 'kubelet-eviction' },
    ],
    [
      'Nov 20 12:42:42 n dockerd[900]: oci runtime error: mkdir /sys/fs/cgroup/memory/docker/5f2d: no space left on device',
      { event: 'cgroup-enospc', path: '/sys/fs/cgroup/memory/docker/5f2d' },
    ],
    [
      'Nov 20 12:42:42 n systemd[1]: web.service: A process of this unit has been killed by the OOM killer.',
      { event: 'unit-oom', unit: 'web.service' },
    ],
  ])('%s', (text, expected) => {
    const found = records(text)
    expect(found.map(({ kind }) => kind)).toEqual(['kernelEvent'])
    const { fields, ...rest } = plainValue(found[0]!.data) as Record<string, object>
    expect({ ...rest, ...fields }).toMatchObject(expected)
  })
})

test('lines that only look like one are none', () => {
  const lines = [
    'Memory: the way we free it',
    'INFO: task list is empty',
    'DMI: Memory slots populated: 1/1',
    'echo 3 > /proc/sys/vm/drop_caches',
    'Killed by the user',
    'sending mail to root',
    'oom score is high',
  ]
  expect(records(lines.join('\n')).map(({ kind }) => kind)).toEqual([])
})

test('a reaper takes its report, where the log has one', () => {
  const text =
    'Out of memory: Killed process 6736 (leaker) total-vm:536700kB, anon-rss:521704kB, file-rss:1180kB, shmem-rss:0kB\noom_reaper: reaped process 6736 (leaker), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB\noom_reaper: reaped process 11 (other), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB\n'
  expect(records(text).map(({ kind }) => kind)).toEqual(['oom', 'kernelEvent'])
})
