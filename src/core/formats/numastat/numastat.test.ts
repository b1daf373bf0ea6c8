import { expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { MIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `numastat/${name}`)!.text
const mib = (count: number) => Math.round(count * MIB)

test('allocations are counts', () => {
  expect(valuesIn('numastat', fixture('allocations'))).toMatchObject([
    {
      of: 'allocations',
      nodes: [
        { node: 0, numa_hit: 171381, other_node: 157578 },
        { node: 1, numa_hit: 7122 },
      ],
    },
  ])
})

test('-m prints MiB with two digits; complaints about names are no rows', () => {
  expect(valuesIn('numastat', fixture('memory'))).toMatchObject([
    {
      of: 'memory',
      nodes: [
        { node: 0, MemTotal: mib(1006.56), 'Active(anon)': mib(620.53) },
        { node: 1, MemTotal: mib(968.08), 'Active(anon)': mib(100.3) },
      ],
    },
  ])
  expect(recordsIn('numastat', fixture('memory'))[0]!.data.nodes[0]!.fields.get('MemTotal')!.within).toBe(MIB / 100)
})

test('a table in sections', () => {
  expect(valuesIn('numastat', fixture('folded'))).toMatchObject([
    { nodes: [{ node: 0 }, { node: 1 }, { node: 2, MemTotal: mib(129024), MemFree: mib(128870) }] },
  ])
})

test('-p of one process, and of several', () => {
  expect(valuesIn('numastat', fixture('process'))).toMatchObject([
    {
      of: 'processes',
      pid: 187,
      nodes: [
        { node: 0, Private: mib(330.23) },
        { node: 1, Private: mib(0.46) },
      ],
    },
  ])
  expect(valuesIn('numastat', fixture('processes'))).toMatchObject([
    { of: 'processes', nodes: [{ node: 0, '2311 (qemu-kvm)': mib(61437.26) }, { node: 1 }] },
  ])
})

test.each([
  ['nothing', ''],
  ['the title alone', 'Per-node system memory usage (in MBs):\n'],
  ['the head alone', 'node0           node1\n'],
  ['a paste cut below the head of a section', '                          Node 0\n'],
  ['prose', 'node0 is full\nNode 0 has more\n'],
])('%s', (_, text) => expect(valuesIn('numastat', text)).toEqual([]))

test('a row that is cut keeps the nodes that are there', () => {
  const text =
    'Node 0 Node 1 Total\n------- ------- -------\nMemTotal 10.00 20.00 30.00\nMemFree 1.00\nFilePages x 2.00\n'
  expect(valuesIn('numastat', text)).toMatchObject([
    {
      nodes: [
        { MemTotal: 10 * MIB, MemFree: MIB },
        { node: 1, MemTotal: 20 * MIB },
      ],
    },
  ])
})

test('a size beyond any machine', () => {
  const text = 'Node 0 Total\nMemTotal 18446744073709551615 1.00\nMemFree 1.00 1.00\n'
  expect(valuesIn('numastat', text)).toEqual([{ of: 'memory', nodes: [{ node: 0, MemFree: MIB }] }])
  expect(problemsIn('numastat', text)).toEqual(['implausible: MemTotal'])
})
