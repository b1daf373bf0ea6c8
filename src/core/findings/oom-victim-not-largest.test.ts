import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const id = 'oom-victim-not-largest'
const small = { pid: 900, name: 'chrome', rss: 300_000 }
const two = (rss: number, adjust = 300) =>
  oomReport({
    tasks: [
      { ...small, adjust },
      { pid: 901, name: 'mysqld', rss },
    ],
    victim: 900,
  })

promises(id, {
  finds: {
    'vm.oom_kill_allocating_task': dumpOf('formats/oom/fixtures/linux-6.1-allocating-task.txt'),
    'a browser that offers itself': two(1_000_000),
  },
  passes: {
    'the largest, killed': oomReport(),
    'processes of one size': two(310_000),
    'a larger one that is exempt': oomReport({
      tasks: [small, { pid: 901, name: 'sshd', rss: 3_000_000, adjust: -1000 }],
      victim: 900,
    }),
    'a panic': dumpOf('formats/oom/fixtures/linux-6.12-panic.txt'),
  },
  // 300 010 pages with page tables, and a tenth more.
  threshold: { below: two(330_000), at: two(330_001) },
  says: [/`php-fpm7\.4`/, /`mysqld`/, /98\.6 MiB/, /420\.9 MiB/],
})

test.each([
  ['oom_score_adj', two(1_000_000), /`oom_score_adj` decided: 300 for `chrome`, 0 for `mysqld`/],
  ['the task that asked', dumpOf('formats/oom/fixtures/linux-6.1-allocating-task.txt'), /vm\.oom_kill_allocating_task/],
  ['a larger one that was passed over', two(3_000_000, 0), /passed over/],
])('says why: %s', (_, log, words) => {
  expect(wordsOf(findingIn(id, log))).toMatch(words)
})
