import { expect, test } from 'vitest'
import { findingIn, idsIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const at = (...seconds: readonly number[]) => seconds.map((each) => oomReport({ seconds: each })).join('')

promises('oom-loop', {
  finds: {
    'three victims of a full tmpfs': dumpOf('findings/fixtures/oom-tmpfs-7.3.txt'),
    'a panic in place of a kill': dumpOf('formats/oom/fixtures/linux-6.12-panic.txt'),
    'a service that comes back every ten minutes': at(100, 700, 1300),
  },
  passes: {
    'one kill': oomReport(),
    'three kills on three days': at(100, 90_000, 180_000),
  },
  threshold: { below: at(100, 700, 1301), at: at(100, 700, 1300) },
  says: [/3/, /`celery` ×3/, /600/],
})

test('counts the longest run and says how long it took', () => {
  const found = findingIn('oom-loop', at(100, 90_000, 90_010, 90_020, 90_030))
  expect(wordsOf(found)).toMatch(/^The OOM killer ran 4 times within 30 s/)
  expect(found?.evidence).toHaveLength(4)
})

test('stands under what fills memory each time', () => {
  expect(idsIn(at(100, 110, 120))[0]).toBe('oom-anon')
})

test('kill lines alone make the loop the head of the story', () => {
  const line = (second: number) =>
    `[  ${100 + second}.000000] Out of memory: Killed process ${500 + second} (sh) total-vm:4000kB\n`
  expect(idsIn([0, 5, 9].map(line).join(''))[0]).toBe('oom-loop')
})

test('a panic is said as such', () => {
  const words = wordsOf(findingIn('oom-loop', dumpOf('formats/oom/fixtures/linux-6.12-panic.txt')))
  expect(words).toMatch(/^The kernel panicked in place of an OOM kill/)
  expect(words).toContain('vm.panic_on_oom')
})

test('the members of a group that died together are one kill', () => {
  const member = (pid: number, second: number) =>
    `[  ${100 + second}.500000] Memory cgroup out of memory: Killed process ${pid} (celery) total-vm:9280kB, anon-rss:7992kB, file-rss:264kB, shmem-rss:0kB, UID:0 pgtables:56kB oom_score_adj:0\n`
  expect(idsIn(member(155, 0) + member(156, 0) + member(157, 0) + member(158, 0))).not.toContain('oom-loop')
  expect(idsIn(member(155, 0) + member(156, 5) + member(157, 9))).toContain('oom-loop')
})
