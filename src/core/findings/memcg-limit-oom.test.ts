import { expect, test } from 'vitest'
import { findingIn, idsIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const id = 'memcg-limit-oom'
const v1 = dumpOf('formats/oom/fixtures/linux-6.1-cgroup-v1.txt')
const kill = (path: string, second = 100) =>
  `[  ${second}.000000] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=${path},task_memcg=${path},task=app,pid=${second},uid=0\n[  ${second}.000001] Memory cgroup out of memory: Killed process ${second} (app) total-vm:9000kB, anon-rss:8000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:0\n`

promises(id, {
  finds: {
    'node in a pod of 256 MiB': v1,
    'a container of version 2': dumpOf('formats/oom/fixtures/linux-7.2-cgroup-v2.txt'),
    'RHEL 7, before oom-kill lines': dumpOf('formats/oom/fixtures/linux-3.10-el7-cgroup-v1.txt'),
    'the kill line alone': kill('/system.slice/app.service'),
  },
  passes: {
    'a machine that is out of memory': oomReport(),
    'a victim in a cgroup that had no part in it': dumpOf('formats/oom/fixtures/linux-7.2.txt'),
  },
  says: [/256 MiB/, /`node`/, /failcnt/],
})

test('one finding for each group, however often it happened', () => {
  const log = kill('/a', 100) + kill('/b', 110) + kill('/a', 120) + kill('/a', 130)
  expect(idsIn(log).filter((each) => each === id)).toHaveLength(2)
  expect(wordsOf(findingIn(id, log))).toMatch(/cgroup `\/a`[^]*3 reports tell the same; killed: `app` ×3/)
})

test('the swap limit that was full too, and a group that dies together', () => {
  expect(wordsOf(findingIn(id, dumpOf('formats/oom/fixtures/linux-5.10-cgroup-v1-nested.txt')))).not.toMatch(
    /oom\.group/,
  )
  expect(wordsOf(findingIn(id, dumpOf('formats/oom/fixtures/linux-7.2-cgroup-swap.txt')))).toMatch(
    /swap of 40 MiB was full/,
  )
  expect(wordsOf(findingIn(id, dumpOf('formats/oom/fixtures/linux-6.1-cgroup-group.txt')))).toMatch(
    /`memory\.oom\.group` is set, so all 9 processes/,
  )
})

test('cache that can not go before it is written is no leak', () => {
  const report = (dirty: number) =>
    `[  100.0] memory: usage 32768kB, limit 32768kB, failcnt 21239\n[  100.0] Memory cgroup stats for /copy:\n[  100.0] anon 0\n[  100.0] file 30000000\n[  100.0] file_dirty ${dirty}\n[  100.0] file_writeback 0\n[  100.0] inactive_file 30000000\n`.replaceAll(
      '100.0]',
      '100.000000]',
    ) + kill('/copy')
  // A fifth of 33 554 432 bytes.
  expect(wordsOf(findingIn(id, report(6_710_887)))).toMatch(/6\.4 MiB of it is file cache that is dirty/)
  expect(wordsOf(findingIn(id, report(6_710_886)))).not.toContain('dirty')
})

test('counters alone tell of kills, for the group that was at its limit', () => {
  const events = (path: string, kills: number) =>
    `# cat /sys/fs/cgroup${path}/memory.events\nlow 0\nhigh 0\nmax 19\noom ${kills}\noom_kill ${kills}\noom_group_kill 0\n`
  const log = events('/system.slice', 3) + events('/system.slice/app.service', 3)
  expect(findingIn(id, log)).toMatchObject({ confidence: 'likely', subject: '/system.slice/app.service' })
  expect(wordsOf(findingIn(id, log))).toMatch(
    /^Memory limit reached in unit `app\.service`: 3 killed since it was made/,
  )
  expect(idsIn(events('/system.slice/app.service', 0))).not.toContain(id)
  // A kill that a global shortage made counts in oom_kill alone.
  expect(idsIn(events('/a', 3).replace('oom 3', 'oom 0'))).not.toContain(id)
})
