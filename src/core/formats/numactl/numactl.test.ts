import { expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { MIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `numactl/${name}`)!.text

test('nodes, and how far they are from each other', () => {
  expect(valuesIn('numactl', fixture('two-nodes'))).toEqual([
    {
      nodes: [
        { node: 0, cpus: [0], size: 1006 * MIB, free: 350 * MIB },
        { node: 1, cpus: [1], size: 968 * MIB, free: 840 * MIB },
      ],
      distances: [
        [10, 20],
        [20, 10],
      ],
    },
  ])
})

test('a node without processors', () => {
  expect(valuesIn('numactl', fixture('memory-alone'))).toMatchObject([{ nodes: [{}, {}, { node: 2, cpus: [] }] }])
})

test.each([
  ['nothing', ''],
  ['the head alone', 'available: 2 nodes (0-1)\n'],
  ['prose', 'node 0 is full\n'],
])('%s', (_, text) => expect(valuesIn('numactl', text)).toEqual([]))

test('cut, and figures that cannot be', () => {
  const text = 'available: 2 nodes (0-1)\nnode 0 size: x MB\nnode 0 free: -1 MB\nnode 1 size: 968 MB\nnode 1 fre'
  expect(valuesIn('numactl', text)).toEqual([{ nodes: [{ node: 0 }, { node: 1, size: 968 * MIB }] }])
  expect(problemsIn('numactl', text)).toEqual(['not-a-number: node 0 size', 'implausible: node 0 free'])
})
