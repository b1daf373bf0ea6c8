import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, readText, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')

test('every counter is kept under its own name, as printed', () => {
  const { fields } = recordIn('vmstat', fixture('linux-2.6.18')).data
  expect(fields.size).toBe(51)
  expect(factsIn(fixture('linux-2.6.18'))).toMatchObject({
    'vmstat[0].nr_slab': '9233',
    'vmstat[0].pgsteal_dma32': '4910221',
    'vmstat[0].pgrotated': '310',
  })
  expect(factsIn(fixture('linux-7.2'))).toMatchObject({
    'vmstat[0].nr_free_pages': expect.any(String),
    'vmstat[0].nr_balloon_pages': '0',
    'vmstat[0].unevictable_pgs_stranded': '0',
  })
})

test('what grep left of it is enough', () => {
  expect(factsIn(fixture('linux-5.10-grep'))).toEqual({
    'vmstat[0].balloon_inflate': '108544',
    'vmstat[0].balloon_deflate': '0',
    'vmstat[0].balloon_migrate': '0',
  })
  expect(factsIn('oom_kill 3\n')).toEqual({ 'vmstat[0].oom_kill': '3' })
  expect(factsIn('/proc/vmstat:oom_kill 3\n')).toEqual({ 'vmstat[0].oom_kill': '3' })
})

test('a family’s new counter is read without being known; with the file’s name, any is', () => {
  expect(factsIn('nr_quantum_pages 12\n')).toEqual({ 'vmstat[0].nr_quantum_pages': '12' })
  expect(kindsIn('quantum_leaps 12\n')).toEqual([])
})

test('twice is two moments', () => {
  expect(readText('nr_dirty 1\nnr_writeback 0\nnr_dirty 2\nnr_writeback 0\n')).toHaveLength(2)
})

test('a node’s own counters are about the node', () => {
  const text = '# cat /sys/devices/system/node/node1/vmstat\nnr_free_pages 5\nnr_zone_inactive_anon 0\n'
  expect(recordIn('vmstat', text).subject).toBe('node 1')
})

test.each([
  ['numastat', '                           node0           node1\nnuma_hit                 5331           80921\n'],
  ['cpu.stat', 'nr_periods 0\nnr_throttled 0\n'],
  ['cgroup.stat', 'nr_descendants 1\nnr_dying_descendants 0\n'],
  ['/proc/PID/sched', 'nr_switches                                  :                  220\n'],
  ['prose', 'oom_kill happened\npgfault storms\n'],
  ['a sysctl', 'vm.nr_hugepages = 400\n'],
  ['memory.events', 'max 39\noom 1\noom_kill 1\noom_group_kill 0\n'],
  ['the fields of memory.stat', 'anon 5\nfile 5\npgfault 3\n'],
])('%s is no vmstat', (_, text) => expect(kindsIn(text)).not.toContain('vmstat'))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['a value that is no number', 'nr_dirty 5\nnr_writeback x\nnr_shmem 3\n', ['not-a-number nr_writeback, 2']],
    ['a value that is lost', 'nr_dirty 5\nnr_writeback\nnr_shmem 3\n', ['cut-off nr_writeback, 2']],
    ['cut in the middle of a name', 'nr_dirty 5\nnr_write', ['cut-off nr_write, 2']],
    ['below zero', 'nr_dirty 5\nnr_shmem -3\n', ['implausible nr_shmem, 2']],
    ['gone round', 'nr_dirty 18446744073709551613\nnr_shmem 3\n', ['implausible nr_dirty, 1']],
    ['a counter twice', 'nr_dirty 5\nnr_shmem 3\nnr_shmem 4\n', ['duplicate-key nr_shmem, 3']],
  ])('%s', (_, text, problems) => expect(problemLinesIn('vmstat', text)).toEqual(problems))

  test('a counter beyond 2^53 keeps its digits', () => {
    expect(factsIn('pgpgin 9007199254740993\nnr_dirty 1\n')['vmstat[0].pgpgin']).toBe('9007199254740993')
  })

  test.each(['', 'nr_dirty', 'nr_dirty \n'])('too little to tell: %j', (text) => expect(kindsIn(text)).toEqual([]))
})
