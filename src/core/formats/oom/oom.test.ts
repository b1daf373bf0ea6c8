import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsOf } from '../../facts/facts.ts'
import { plainValue } from '../../facts/plain-value.ts'
import { readAll } from '../../snapshot/record.ts'
import { linesOf } from '../../text/lines.ts'
import { MIB } from '../../units.ts'
import { cut } from '../cut.ts'

const records = (text: string) => readAll(cut(linesOf({ name: 'log', text }, 0)))
const read = (text: string) => plainValue(records(text)[0]?.data)
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const facts = (text: string) => new Map(factsOf(records(text)).map(({ path, value }) => [path, value]))

describe('the first line of every era', () => {
  test.each([
    ['oom-killer: gfp_mask=0x201d2, order=0', { gfpMask: '0x201d2', order: 0 }],
    [
      'httpd invoked oom-killer: gfp_mask=0x201d2, order=0, oomkilladj=0',
      { trigger: { name: 'httpd' }, oomKillAdj: 0 },
    ],
    ['httpd invoked oom-killer: gfp_mask=0x201da, order=0, oom_adj=0', { oomAdj: 0 }],
    ['httpd invoked oom-killer: gfp_mask=0x201da, order=0, oom_adj=0, oom_score_adj=0', { oomAdj: 0, oomScoreAdj: 0 }],
    [
      'Web Content invoked oom-killer: gfp_mask=0x201da, order=0, oom_score_adj=300',
      { trigger: { name: 'Web Content' }, oomScoreAdj: 300 },
    ],
    [
      'kworker/0:1 invoked oom-killer: gfp_mask=0x24280ca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), order=-1, oom_score_adj=0',
      {
        trigger: { name: 'kworker/0:1' },
        gfpFlags: 'GFP_HIGHUSER_MOVABLE|__GFP_ZERO',
        gfpBasis: 'printed',
        order: -1,
        manual: true,
      },
    ],
    [
      'a) b(c invoked oom-killer: gfp_mask=0x14280ca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), nodemask=(null),  order=0, oom_score_adj=-900',
      { trigger: { name: 'a) b(c' }, oomScoreAdj: -900 },
    ],
    [
      'mysqld invoked oom-killer: gfp_mask=0x6200ca(GFP_HIGHUSER_MOVABLE), nodemask=0-1,3, order=2, oom_score_adj=0',
      { nodemask: '0-1,3', order: 2 },
    ],
    [
      '日本語 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL|0x2000000), order=0, oom_score_adj=0',
      { trigger: { name: '日本語' }, gfpFlags: 'GFP_KERNEL|0x2000000' },
    ],
  ])('%s', (line, expected) => {
    expect(read(line)).toMatchObject(expected)
  })

  test('no limit and no mask are no value', () => {
    expect(read('a invoked oom-killer: gfp_mask=0x0, nodemask=(null), order=0, oom_score_adj=0')).toEqual({
      trigger: { name: 'a' },
      order: 0,
      gfpMask: '0x0',
      oomScoreAdj: 0,
      pageSize: { bytes: 4096, basis: 'assumed' },
      mem: {},
      nodes: [],
      zones: [],
      hugepages: [],
      pages: {},
      swap: {},
      slabs: [],
      allocations: [],
    })
  })

  test('a number is named by the table of the kernel that printed it', () => {
    const line = 'java invoked oom-killer: gfp_mask=0x280da, order=0, oom_score_adj=0\n'
    expect(read(`${line}CPU: 1 PID: 7 Comm: java Not tainted 3.10.0-957.el7.x86_64 #1`)).toMatchObject({
      gfpFlags: 'GFP_HIGHUSER_MOVABLE|__GFP_ZERO',
      gfpBasis: 'release',
    })
    expect(read(line)).toMatchObject({ gfpFlags: 'GFP_HIGHUSER_MOVABLE|__GFP_ZERO', gfpBasis: 'era' })
  })
})

describe('the line of the task that asked', () => {
  const head = 'x invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n'
  test.each([
    [
      'Pid: 168, comm: xenwatch Tainted: GF --------------- 2.6.32-358.23.2.el5.x86_64 #1',
      { trigger: { pid: 168 }, kernel: '2.6.32-358.23.2.el5.x86_64', tainted: 'GF' },
    ],
    [
      'CPU: 3 PID: 1234 Comm: java Kdump: loaded Tainted: G        W  OE  ------------ T 3.10.0-1160.el7.x86_64 #1',
      { cpu: 3, trigger: { pid: 1234 }, kernel: '3.10.0-1160.el7.x86_64', tainted: 'GWOET' },
    ],
    [
      'CPU: 1 UID: 1000 PID: 9 Comm: (sd-pam) Not tainted 7.2.13+deb14-amd64 #1 PREEMPT(lazy)  Debian 7.2.13-1',
      { trigger: { pid: 9, uid: 1000 }, kernel: '7.2.13+deb14-amd64' },
    ],
    ['Pid: 8911, comm: httpd Not tainted2.6.32-279.1.1.el6.i686 #1', { kernel: '2.6.32-279.1.1.el6.i686' }],
    ['CPU: 2 PID: 467 Comm: vd-net-config Tainted: PO 4.1.10 #1', { kernel: '4.1.10', tainted: 'PO' }],
    [
      'CPU: 1 PID: 9 Comm: Web Content Tainted: P           OE      6.7.4-arch1-1 #1 20d30c48b78a',
      { kernel: '6.7.4-arch1-1', tainted: 'POE' },
    ],
  ])('%s', (line, expected) => {
    expect(read(head + line)).toMatchObject(expected)
  })
})

describe('the kill line of every era', () => {
  const victim = { totalVm: 6876416 * 1024, anonRss: 3807024 * 1024, fileRss: 188 * 1024 }
  const sizes = 'total-vm:6876416kB, anon-rss:3807024kB, file-rss:188kB'
  test.each([
    [
      'Out of Memory: Kill process 1234 (java) score 123456 and children.',
      { victim: { pid: 1234, name: 'java', score: 123456 } },
    ],
    ['Out of memory: Killed process 1234 (java).', { victim: { pid: 1234, name: 'java' } }],
    [
      'No available memory (MPOL_BIND): Killed process 1234 (java).',
      { constraint: 'mempolicy', victim: { pid: 1234 } },
    ],
    ['No available memory in cpuset: Killed process 1234 (java).', { constraint: 'cpuset' }],
    ['Out of memory: kill process 1234 (java) score 123456 or a child', { victim: { pid: 1234, score: 123456 } }],
    ['Out of memory: Kill process 1234 (java) score 789 or sacrifice child', { victim: { score: 789 } }],
    ['Out of memory: Kill process 1234 (java) with score 2 or sacrifice child', { victim: { name: 'java', score: 2 } }],
    [`Killed process 1234 (java) ${sizes}`, { victim: { pid: 1234, ...victim } }],
    [
      'Killed process 1234 (php-cgi) vsz:467184kB, anon-rss:101196kB, file-rss:204kB',
      { victim: { name: 'php-cgi', totalVm: 467184 * 1024, fileRss: 204 * 1024 } },
    ],
    [`Killed process 1234, UID 48, (httpd) ${sizes}`, { victim: { name: 'httpd', uid: 48, ...victim } }],
    [
      `Killed process 1234 (java), UID 1000, ${sizes}, shmem-rss:4kB`,
      { victim: { name: 'java', uid: 1000, shmemRss: 4096 } },
    ],
    [
      `Out of memory (oom_kill_allocating_task): Killed process 1234 (java) ${sizes}, shmem-rss:0kB`,
      { victim: { pid: 1234, shmemRss: 0 } },
    ],
    [
      `Memory cgroup out of memory: Killed process 1234 (java) ${sizes}, shmem-rss:0kB, UID:1000`,
      { constraint: 'memcg', victim: { uid: 1000 } },
    ],
    [
      `Out of memory: Killed process 1234 ((sd-pam)) ${sizes}, shmem-rss:0kB, UID:0 pgtables:832kB oom_score_adj:-17`,
      { victim: { name: '(sd-pam)', uid: 0, pageTables: 832 * 1024, oomScoreAdj: -17 } },
    ],
    [`Out of memory: Killed process 1234 (a) b(c) ${sizes}`, { victim: { name: 'a) b(c' } }],
    ['Would have killed process 1234 (httpd). But continuing instead.', {}],
  ])('%s', (line, expected) => {
    expect(read(line)).toMatchObject(expected)
  })

  test('a kill that was spared kills nobody', () => {
    expect(read('Would have killed process 1234 (httpd). But continuing instead.')).not.toHaveProperty('victim')
  })
})

describe('who was chosen', () => {
  test('names and lists of nodes may hold commas', () => {
    expect(
      read(
        'oom-kill:constraint=CONSTRAINT_CPUSET,nodemask=0,2-3,cpuset=web,mems_allowed=0,2-3,global_oom,task_memcg=/a.slice/b,c.scope,task=x,pid=3,pid=42,uid=1000',
      ),
    ).toMatchObject({
      constraint: 'cpuset',
      nodemask: '0,2-3',
      memsAllowed: '0,2-3',
      cgroup: { task: '/a.slice/b,c.scope' },
      victim: { name: 'x,pid=3', pid: 42, uid: 1000 },
    })
  })

  test('people who break the line put blanks behind its commas', () => {
    expect(
      read(
        'oom-kill:constraint=CONSTRAINT_MEMCG, nodemask=(null), global_oom, oom_memcg=/pod,\n    task_memcg=/pod/web, task=node, pid=42, uid=1000',
      ),
    ).toMatchObject({
      constraint: 'memcg',
      cgroup: { limited: '/pod', task: '/pod/web' },
      victim: { name: 'node', pid: 42, uid: 1000 },
    })
  })
})

describe('the table of processes of every era', () => {
  const row = (head: string, numbers: string, name = 'Web Content') =>
    read(`[ pid ] ${head} name\n[ 4711]  1000  4711 ${numbers} ${name}\n`)
  test.each([
    ['uid tgid total_vm rss cpu oom_adj', '500 40 3 -17', { cpu: 3, oomAdj: -17 }],
    ['uid tgid total_vm rss cpu oom_adj oom_score_adj', '500 40 3 0 0', { cpu: 3, oomAdj: 0, oomScoreAdj: 0 }],
    [
      'uid tgid total_vm rss nr_ptes swapents oom_score_adj',
      '500 40 7 9 -1000',
      { pageTables: 7 * 4096, swap: 9 * 4096, oomScoreAdj: -1000 },
    ],
    [
      'uid tgid total_vm rss nr_ptes nr_pmds swapents oom_score_adj',
      '500 40 7 2 9 0',
      { pageTables: 9 * 4096, swap: 9 * 4096 },
    ],
    [
      'uid tgid total_vm rss pgtables_bytes swapents oom_score_adj',
      '500 40 86016 0 200',
      { pageTables: 86016, swap: 0, oomScoreAdj: 200 },
    ],
    [
      'uid tgid total_vm rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj',
      '500 40 30 9 1 86016 0 200',
      { rssAnon: 30 * 4096, rssFile: 9 * 4096, rssShmem: 4096, pageTables: 86016 },
    ],
  ])('%s', (head, numbers, expected) => {
    expect(row(head, numbers)).toMatchObject({
      tasks: {
        count: 1,
        rows: [
          { pid: 4711, uid: 1000, tgid: 4711, totalVm: 500 * 4096, rss: 40 * 4096, name: 'Web Content', ...expected },
        ],
      },
    })
  })

  test.each(['npm start --set', 'a) b(c', '[kthread]', '日本語プロセス', '7zip', '(sd-pam)'])(
    'a process may be called %s',
    (name) => {
      expect(
        row('uid tgid total_vm rss pgtables_bytes swapents oom_score_adj', '500 40 86016 0 200', name),
      ).toMatchObject({
        tasks: { rows: [{ name }] },
      })
    },
  )

  test('long ids shift the columns', () => {
    expect(
      read(
        '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name\n[1703345] 1001050000 1703345 500 40 86016 0 969 java',
      ),
    ).toMatchObject({ tasks: { rows: [{ pid: 1703345, uid: 1001050000, tgid: 1703345 }] } })
  })

  test('where the head is lost, the columns that every era has are read', () => {
    expect(read('[ 4711]  1000  4711 500 40 86016 0 200 Web Content')).toMatchObject({
      tasks: { rows: [{ rss: 40 * 4096, pageTables: 86016, oomScoreAdj: 200, name: 'Web Content' }] },
    })
    const [record] = records('[ 4711]  1000  4711 500 40 3 0 0 httpd')
    expect(plainValue(record?.data)).toMatchObject({
      tasks: { rows: [{ rss: 40 * 4096, oomScoreAdj: 0, name: 'httpd' }] },
    })
    expect(JSON.stringify(record?.data)).not.toContain('pageTables')
  })

  test('a head that names a property of every object is a head', () => {
    expect(row('uid tgid total_vm rss __proto__ constructor', '500 40 1 2')).toMatchObject({ tasks: { count: 1 } })
  })

  test('a row that is cut is told, and the others are read', () => {
    const [record] = records(
      '[ pid ] uid tgid total_vm rss nr_ptes swapents oom_score_adj name\n[ 1] 0 1 5 4 1 0 0 init\n[ 2] 0 2 5',
    )
    expect(plainValue(record?.data)).toMatchObject({ tasks: { count: 1 } })
    expect(record?.problems[0]).toMatchObject({ code: 'ragged-row', what: 'tasks', span: { line: 3 } })
  })

  test('50 000 rows are 50 000 rows', () => {
    const rows = Array.from(
      { length: 50_000 },
      (_, index) => `[${String(index + 1).padStart(7)}]  1000 ${index + 1} 3449 ${index} 65536 192 200 worker ${index}`,
    )
    const text = [
      'Tasks state (memory values in pages):',
      '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
      ...rows,
    ].join('\n')
    expect(read(text)).toMatchObject({
      tasks: { count: 50_000, rows: { 49999: { pid: 50_000, rss: 49_999 * 4096, name: 'worker 49999' } } },
    })
  })
})

describe('a report for the machine', () => {
  test('2.6.18: no table of processes, the kill in one line', () => {
    expect(read(fixture('linux-2.6.18-el5'))).toMatchObject({
      trigger: { name: 'httpd' },
      gfpFlags: 'GFP_HIGHUSER|__GFP_COLD',
      mem: { Active: 241325 * 4096, 'mapped-anon': 482214 * 4096, slab: 7063 * 4096 },
      zones: [
        {
          node: 0,
          zone: 'DMA',
          free: 4176 * 1024,
          pages_scanned: 0,
          allUnreclaimable: 'yes',
          lowmemReserve: [0, 2004, 2004, 2004],
        },
        { zone: 'DMA32', free: 6220 * 1024, pages_scanned: 3180944, orders: [1, 1, 4, 2, 1, 1, 1, 1, 1, 0, 1] },
        { zone: 'Normal', present: 0 },
      ],
      pages: { ram: 524288, reserved: 12206, shared: 1244, swapCache: 104, pageCache: 1307 },
      swap: { free: 0, total: 1052248 * 1024, added: 786217 },
      victim: { pid: 2871, uid: 48, name: 'httpd' },
    })
    expect(records(fixture('linux-2.6.18-el5'))[0]?.problems).toEqual([])
  })

  test('3.10: a message that rsyslog has folded', () => {
    expect(read(fixture('linux-3.10-el7-folded'))).toMatchObject({
      mem: { active_anon: 1744236 * 4096, unevictable: 0, free_cma: 0, free: 25390 * 4096 },
      zones: [
        {},
        {},
        {
          zone: 'Normal',
          managed: 5101516 * 1024,
          local_pcp: 120 * 1024,
          migrateTypes: ['UEM', 'UEM', 'UEM', 'UEM', 'UEM', 'UEM', 'M', '', '', '', ''],
        },
      ],
      victim: { pid: 1288, score: 922, anonRss: 7484136 * 1024 },
    })
  })

  test('arm64 with pages of 64 KiB: counts of pages are sixteen times as many bytes', () => {
    expect(read(fixture('linux-4.18-el8-arm64-64k'))).toMatchObject({
      pageSize: { bytes: 65536, basis: 'read' },
      mem: { active_anon: 249902 * 65536 },
      zones: [{ orders: [34, 20, 8, 5, 4, 2, 2, 1, 2, 0, 0, 0, 0, 0] }, { zone: 'Normal' }],
      hugepages: [{ size: 512 * MIB, total: 0 }],
      tasks: { rows: [{}, { name: 'stress-ng-vm', rss: 249310 * 65536, pageTables: 2228224 }] },
      reaped: expect.stringContaining('reaped process 40212'),
    })
  })

  test('a kernel without NUMA names zones without nodes, and its CMA', () => {
    const text = fixture('linux-4.9-cma-no-numa')
    expect(read(text)).toMatchObject({
      zones: [{ zone: 'DMA', free_cma: 383520 * 1024, lowmemReserve: [0, 0, 0] }],
      pages: { cmaReserved: 98304 },
      tasks: { rows: [{}, { pageTables: 71 * 4096 }] },
    })
    expect(facts(text).has('oom[0].zones[0].node')).toBe(false)
  })

  test('7.2: counters that earlier kernels have not are kept', () => {
    expect(read(fixture('linux-7.2'))).toMatchObject({
      zones: [{ zspages: 0, free_highatomic: 0, boost: 0, reserved_highatomic: 0 }, { free: 28160 * 1024 }],
      nodes: [{ node: 0, Balloon: 0, gpu_active: 0, anon_thp: 102400 * 1024, allUnreclaimable: 'yes' }],
      constraint: 'none',
      victim: { pid: 169, name: 'celery', uid: 0 },
    })
  })

  test('6.12: caches that can not be shrunk', () => {
    const data = read(fixture('linux-6.12-slab-table'))
    expect(data).toMatchObject({
      slabs: expect.arrayContaining([{ name: 'biovec-max', used: 192 * 1024, total: 192 * 1024 }]),
    })
  })

  test('a panic instead of a kill', () => {
    const text = fixture('linux-6.12-panic')
    expect(read(text)).toMatchObject({
      trigger: { name: 'java', pid: 190 },
      panic: 'Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled',
    })
    expect(read(text)).not.toHaveProperty('victim')
    expect(records(text)[0]?.problems).toEqual([])
  })

  test('a report without its head is one all the same', () => {
    expect(read(fixture('linux-2.6.32-el6-no-head'))).toMatchObject({
      zones: [
        { zone: 'DMA' },
        { zone: 'DMA32' },
        { node: 0, zone: 'Normal', free: 6752079872, min: 45420544, orders: [1648026, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { node: 1, zone: 'Normal', free: 44045783040, orders: [8390977, 1181188, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      ],
      swap: { total: 524541952, free: 3342336 },
      pages: { ram: 100663294, reserved: 1446311 },
    })
  })
})

describe('a report for a control group', () => {
  test('v1: the limit of the parent, statistics of each group below it, no limit as none', () => {
    const text = fixture('linux-3.10-el7-cgroup-v1')
    const pod =
      '/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod11ab2a7e_33d1_4c0f_9a55_0d6b1c7e4412.slice'
    expect(read(text)).toMatchObject({
      constraint: 'memcg',
      cgroup: {
        limited: pod,
        task: `${pod}/docker-5f2d7c31a9be0c47d1e8b6a25f90347c8d1e6b2a40f95c7d3e81b60a2c94f7d5.scope`,
        usage: 1024 * MIB,
        limit: 1024 * MIB,
        failcnt: 36421,
        memsw: { usage: 1024 * MIB, failcnt: 0 },
        kmem: { usage: 12360 * 1024 },
        stat: { cache: 0, rss: 0 },
        children: [{ rss: 44 * 1024 }, { rss: 1034560 * 1024, rss_huge: 690176 * 1024, active_file: 780 * 1024 }],
      },
      announced: { pid: 31790, name: 'C2 CompilerThre', score: 1970 },
      victim: { pid: 31748, name: 'java', uid: 1000 },
      tasks: { count: 2, rows: [{ name: 'pause' }, { oomScoreAdj: 969 }] },
    })
    expect(facts(text).has('oom[0].cgroup.memsw.limit')).toBe(false)
  })

  test('v2: flat statistics in bytes and counts', () => {
    const printed = facts(fixture('linux-7.2-cgroup-v2'))
    expect(
      ['limited', 'usage', 'stat.anon', 'stat.pgfault', 'minProtection'].map((key) =>
        printed.get(`oom[0].cgroup.${key}`),
      ),
    ).toEqual(['/system.slice/docker-3c9d0f2e1b7a.scope', '134217728', '133898240', '32706', '0'])
  })

  test('one report may kill a whole group', () => {
    const data = read(fixture('linux-6.1-cgroup-group'))
    expect(data).toMatchObject({
      group: '/system.slice/batch.service',
      victim: { pid: 207, name: 'java' },
      victims: {
        count: 9,
        rows: [{ pid: 207 }, { pid: 153, name: 'celery' }, {}, {}, {}, {}, {}, {}, { pid: 198, name: 'redis-server' }],
      },
    })
  })

  test('a kernel of 4.19 that knows no victim', () => {
    expect(
      read('Memory limit reached of cgroup /docker/abc\nmemory: usage 8kB, limit 18014398509481983kB, failcnt 3'),
    ).toMatchObject({
      constraint: 'memcg',
      cgroup: { limited: '/docker/abc', usage: 8192, failcnt: 3 },
    })
  })
})

test('the totals of 2.6.28 to 2.6.31 begin with a capital', () => {
  expect(read(fixture('linux-2.6.29-capital'))).toMatchObject({
    mem: { active_anon: 60210 * 4096, inactive_anon: 60395 * 4096, inactive_file: 77 * 4096, slab: 2350 * 4096 },
    gfpFlags: 'GFP_HIGHUSER_MOVABLE|__GFP_COLD',
  })
})

describe('what can not be', () => {
  test('a counter that fell below zero is told and left out', () => {
    const [record] = records(
      'Mem-Info:\nNode 0 DMA free:18446744073709551612kB min:44kB low:55kB high:66kB present:15996kB',
    )
    expect(plainValue(record?.data)).toMatchObject({ zones: [{ min: 44 * 1024 }] })
    expect(JSON.stringify(plainValue(record?.data))).not.toContain('"free"')
    expect(record?.problems[0]).toMatchObject({ code: 'implausible', what: 'free' })
  })

  test('free lists that do not add up are told', () => {
    const [record] = records('Mem-Info:\nNode 0 DMA: 2*4kB (U) 1*8kB (U) = 99kB')
    expect(record?.problems).toContainEqual(expect.objectContaining({ code: 'inconsistent', what: 'DMA' }))
  })

  test('free lists that lost a block are not guessed', () => {
    const [record] = records('Mem-Info:\nNode 0 DMA: 2*4kB (U) 1*16kB (U) = 24kB')
    expect(record?.problems).toContainEqual(expect.objectContaining({ code: 'ragged-row', what: 'DMA' }))
    expect(JSON.stringify(plainValue(record?.data))).not.toContain('orders')
  })
})
