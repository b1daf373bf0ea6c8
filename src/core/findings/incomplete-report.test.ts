import { expect, test } from 'vitest'
import { findingIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const HEAD = [
  'python3 invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0',
  'CPU: 1 PID: 132 Comm: python3 Not tainted 5.10.0-46-amd64 #1 Debian 5.10.259-1',
  'Call Trace:',
  ' dump_stack+0x6b/0x83',
]
const MEM = [
  'Mem-Info:',
  'active_anon:14 inactive_anon:170000 isolated_anon:0\n active_file:12 inactive_file:20 isolated_file:0\n unevictable:0 dirty:0 writeback:0\n slab_reclaimable:2000 slab_unreclaimable:3000\n mapped:30 shmem:2 pagetables:500 bounce:0\n free:1100 free_pcp:0 free_cma:0',
  'Node 0 DMA32 free:4400kB min:4472kB low:5588kB high:6704kB active_anon:56kB inactive_anon:680000kB active_file:48kB inactive_file:80kB present:785904kB managed:740000kB',
  'lowmem_reserve[]: 0 0 0 0',
  'Node 0 DMA32: 600*4kB (UME) 100*8kB (UE) 75*16kB (UE) 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 4400kB',
  '34 total pagecache pages',
  'Free swap  = 0kB',
  'Total swap = 0kB',
  '196476 pages RAM',
  '0 pages HighMem/MovableOnly',
  '11476 pages reserved',
]
const TASKS = [
  'Tasks state (memory values in pages):',
  '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
  '[    132]     0   132   307984   165012  1118208        0             0 postgres',
]
const KILL = [
  'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/,task=postgres,pid=132,uid=0',
  'Out of memory: Killed process 132 (postgres) total-vm:1231936kB, anon-rss:660044kB, file-rss:4kB, shmem-rss:0kB, UID:0 pgtables:1092kB oom_score_adj:0',
]
const log = (...parts: (readonly string[])[]) =>
  parts
    .flat()
    .flatMap((line) => line.split('\n'))
    .map((line) => `[  812.345678] ${line}\n`)
    .join('')

promises('incomplete-report', {
  finds: {
    'the end of a report that tail has left': log(TASKS, KILL),
    'a report without its head': log(MEM, TASKS, KILL),
  },
  passes: { 'a whole report': log(HEAD, MEM, TASKS, KILL), 'no report at all': meminfo() },
  says: [/postgres/, /invoked oom-killer/],
})

test('without the state of memory it is what there is to say, without its head a note', () => {
  expect(findingIn('incomplete-report', log(TASKS, KILL))?.severity).toBe('notice')
  expect(findingIn('incomplete-report', log(MEM, TASKS, KILL))?.severity).toBe('info')
})
