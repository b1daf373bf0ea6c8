import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

const pool = (size: number, free: number) =>
  `/sys/kernel/mm/hugepages/hugepages-${size}kB/free_hugepages:${free}\n/sys/kernel/mm/hugepages/hugepages-${size}kB/nr_hugepages:4\n`

test('pools of every size are told apart, in bytes a page', () => {
  expect(factsIn(pool(2048, 1) + pool(1048576, 4))).toEqual({
    'hugepages[0].pools[0].size': '2097152',
    'hugepages[0].pools[0].free_hugepages': '1',
    'hugepages[0].pools[0].nr_hugepages': '4',
    'hugepages[0].pools[1].size': '1073741824',
    'hugepages[0].pools[1].free_hugepages': '4',
    'hugepages[0].pools[1].nr_hugepages': '4',
  })
})

test('a node of its own is named', () => {
  const text = '/sys/devices/system/node/node1/hugepages/hugepages-2048kB/nr_hugepages:7\n'
  expect(factsIn(text)['hugepages[0].pools[0].node']).toBe('1')
})

test('a value that is no number is named', () =>
  expect(problemsIn('hugepages', '/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages:many\n')).toEqual([
    'not-a-number: nr_hugepages',
  ]))

test('the files of another directory are not taken', () =>
  expect(kindsIn('/sys/kernel/mm/numa/demotion_enabled:false\n')).toEqual([]))

test('a file that grep could not read does not part the picture', () => {
  const text = `${pool(2048, 1)}grep: /sys/kernel/mm/hugepages/hugepages-1048576kB/demote: Permission denied\n${pool(1048576, 4)}`
  expect(kindsIn(text)).toEqual(['hugepages'])
  expect(problemsIn('hugepages', text)).toEqual([])
})

test('a count beyond any machine is named and absent', () => {
  const text = `/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages:${'9'.repeat(30)}\n`
  expect(problemsIn('hugepages', text)).toEqual(['implausible: nr_hugepages'])
  expect(factsIn(text)).not.toHaveProperty(['hugepages[0].pools[0].nr_hugepages'])
})
