import { expect, test } from 'vitest'
import { interventionsIn } from './intervention.ts'
import { linesOf } from './lines.ts'

const read = (text: string) =>
  interventionsIn(linesOf({ name: '', text }, 0)).map(({ kind, value, span }) => [
    kind,
    value,
    text.slice(span.from, span.to),
  ])

test.each([
  ['[root@h ~]# echo 3 > /proc/sys/vm/drop_caches', 'drop_caches', 3],
  ['#echo 1 > /proc/sys/vm/compact_memory', 'compact_memory', 1],
  ['echo 1> /proc/sys/vm/compact_memory', 'compact_memory', 1],
  ['echo 3 >/proc/sys/vm/drop_caches', 'drop_caches', 3],
  ['$ echo 2 | sudo tee /proc/sys/vm/drop_caches', 'drop_caches', 2],
  ['# sync; sysctl -w vm.drop_caches=3', 'drop_caches', 3],
])('%s', (line, kind, value) => {
  expect(read(`MemFree: 1 kB\n${line}\n`)).toEqual([[kind, value, expect.stringContaining(kind)]])
})

test.each([
  'Run `echo 3 > /proc/sys/vm/drop_caches` to free them.',
  '# cat /proc/sys/vm/drop_caches',
  'drop_caches takes some seconds',
])('%s changes nothing', (line) => {
  expect(read(`${line}\n`)).toEqual([])
})
