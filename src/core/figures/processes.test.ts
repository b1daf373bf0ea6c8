import { expect, test } from 'vitest'
import { recordsIn } from '../../testing/read.ts'
import { groupByName, named, rowsOfList, sharedBasisOf, type ProcessRow } from './processes.ts'

const PAGE = 4096

/** The table of an OOM report with RSS by kind (6.8 and later), and the one before it. */
const report = (head: string, rows: readonly string[]) =>
  [
    'postgres invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0',
    'Tasks state (memory values in pages):',
    `[  pid  ]   uid  tgid total_vm ${head} name`,
    ...rows,
    'Out of memory: Killed process 31 (postgres) total-vm:800kB, anon-rss:400kB, file-rss:200kB, shmem-rss:4000kB, UID:26 pgtables:80kB oom_score_adj:0',
  ].join('\n')

const byKind = report('rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj', [
  '[     31]    26    31     9000     1150      100       50     1000    81920        7             0 postgres',
  '[     32]    26    32     9000      960       20       40      900    40960        0             0 postgres',
  '[     40]     0    40     3000      500      480       20        0    20480        3             0 java',
])
const rssOnly = report('rss pgtables_bytes swapents oom_score_adj', [
  '[     31]    26    31     9000     1150    81920        7             0 postgres',
  '[     32]    26    32     9000      960    40960        0             0 postgres',
])

const tasksOf = (text: string): readonly ProcessRow[] => recordsIn('oom', text)[0]!.data.tasks!.rows
const listOf = (text: string) => rowsOfList(recordsIn('ps', text)[0]!.data.processes)
const groupsOf = (rows: readonly ProcessRow[]) =>
  groupByName(rows, sharedBasisOf(rows)).map(({ rows: _, ...group }) => group)

test('where RSS is printed by kind, a segment that two processes map is in their group once', () => {
  const rows = tasksOf(byKind)
  expect(sharedBasisOf(rows)).toBe('kinds')
  expect(groupsOf(rows)).toEqual([
    { name: 'postgres', count: 2, once: 1170 * PAGE, rss: 2110 * PAGE, swap: 7 * PAGE, pageTables: 122880 },
    { name: 'java', count: 1, once: 500 * PAGE, rss: 500 * PAGE, swap: 3 * PAGE, pageTables: 20480 },
  ])
})

test('where only RSS is printed, what is shared is not told, and no figure stands for it', () => {
  const rows = tasksOf(rssOnly)
  expect(sharedBasisOf(rows)).toBe('none')
  expect(groupsOf(rows)).toEqual([{ name: 'postgres', count: 2, rss: 2110 * PAGE, swap: 7 * PAGE, pageTables: 122880 }])
})

test('a list of ps is grouped by program, whatever its arguments; threads of one process count once', () => {
  const rows = listOf(
    [
      '  PID   LWP USER       RSS COMMAND',
      '  700   700 app     200000 /usr/bin/java -Xmx4g -jar one.jar',
      '  700   701 app     200000 /usr/bin/java -Xmx4g -jar one.jar',
      '  800   800 app     300000 java -jar two.jar',
      '  900   900 root      4000 sshd: /usr/sbin/sshd -D',
    ].join('\n'),
  )
  expect(groupsOf(rows)).toEqual([
    { name: 'java', count: 2, rss: 500000 * 1024 },
    { name: 'sshd', count: 1, rss: 4000 * 1024 },
  ])
})

const span = { source: 0, line: 0, from: 0, to: 0 }

test('top prints the shared part of RSS, smem the proportional share: both count shared memory once', () => {
  const worker = { name: 'worker', span }
  expect(
    groupsOf([
      { ...worker, pid: 1, rss: 900, shr: 700 },
      { ...worker, pid: 2, rss: 800, shr: 650 },
    ]),
  ).toEqual([{ name: 'worker', count: 2, once: 200 + 150 + 700, rss: 1700 }])
  expect(
    groupsOf([
      { ...worker, pid: 1, rss: 900, pss: 500 },
      { ...worker, pid: 2, rss: 800, pss: 450 },
    ]),
  ).toEqual([{ name: 'worker', count: 2, once: 950, rss: 1700 }])
})

test('a sum of which one part was not printed is absent, never the sum of the rest', () => {
  const rows = [
    { name: 'worker', pid: 1, rss: 900, swap: 10, span },
    { name: 'worker', pid: 2, rss: 800, span },
  ]
  expect(groupsOf(rows)).toEqual([{ name: 'worker', count: 2, rss: 1700 }])
})

test.each([
  ['', [31, 32, 40]],
  [' Post ', [31, 32]],
  ['.*', []],
])('the filter %j is a part of the name, in any case, and no expression', (words, pids) => {
  expect(named(tasksOf(byKind), words).map(({ pid }) => pid)).toEqual(pids)
})

test('the filter finds a program by its arguments too', () => {
  const rows = listOf('  PID   RSS COMMAND\n  700 200000 java -jar one.jar\n  800 300000 java -jar two.jar')
  expect(named(rows, 'two.jar').map(({ pid }) => pid)).toEqual([800])
})
