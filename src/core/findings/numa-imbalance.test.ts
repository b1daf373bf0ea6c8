import { expect, test } from 'vitest'
import { findingIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** One node's file; kB. */
const node = (number: number, total: number, free: number, pool = 0) =>
  `Node ${number} MemTotal:       ${total} kB\nNode ${number} MemFree:        ${free} kB\nNode ${number} MemUsed:        ${total - free} kB\nNode ${number} AnonPages:      ${total - free - pool} kB\nNode ${number} HugePages_Total: ${pool / 2048}\n`
const hosts = (...nodes: readonly string[]) =>
  `${meminfo({})}\n# cat /sys/devices/system/node/node*/meminfo\n${nodes.join('')}`

const short = hosts(node(0, 8_000_000, 100_000), node(1, 8_000_000, 6_000_000))

promises('numa-imbalance', {
  finds: { 'a node that is full beside one that is empty': short },
  passes: {
    'nodes that fill evenly': hosts(node(0, 8_000_000, 2_000_000), node(1, 8_000_000, 2_400_000)),
    // 3.9 GiB of huge pages on node 0 are a setting; beside them both nodes are used alike.
    'a pool of huge pages on one node': hosts(node(0, 8_000_000, 3_000_000, 4_096_000), node(1, 8_000_000, 6_000_000)),
    'a machine of one node': hosts(node(0, 16_000_000, 100_000)),
  },
  threshold: {
    below: hosts(node(0, 8_000_000, 2_000_000), node(1, 8_000_000, 4_000_000)),
    at: hosts(node(0, 8_000_000, 2_000_000), node(1, 8_000_000, 4_000_001)),
  },
  says: [/98\.8 %/, /25\.0 %/, /5\.72 GiB/, /zone_reclaim_mode/],
})

test('nodes that differ are a note as long as none is short', () => {
  const uneven = hosts(node(0, 8_000_000, 2_500_000), node(1, 8_000_000, 7_000_000))
  expect(findingIn('numa-imbalance', uneven)?.severity).toBe('info')
  expect(findingIn('numa-imbalance', short)?.severity).toBe('warning')
  expect(wordsOf(findingIn('numa-imbalance', uneven))).not.toContain('zone_reclaim_mode')
})

test('a node that is full of file cache is not short', () => {
  const cached = node(0, 8_000_000, 100_000) + 'Node 0 FilePages:      1500000 kB\nNode 0 Shmem:          0 kB\n'
  expect(findingIn('numa-imbalance', hosts(cached, node(1, 8_000_000, 6_000_000)))?.severity).toBe('info')
})

test('vm.zone_reclaim_mode makes it a notice before it hurts', () => {
  const uneven = hosts(node(0, 8_000_000, 2_500_000), node(1, 8_000_000, 7_000_000))
  expect(
    findingIn('numa-imbalance', `${uneven}# sysctl vm.zone_reclaim_mode\nvm.zone_reclaim_mode = 1\n`)?.severity,
  ).toBe('notice')
  expect(
    findingIn('numa-imbalance', `${uneven}# sysctl vm.zone_reclaim_mode\nvm.zone_reclaim_mode = 0\n`)?.severity,
  ).toBe('info')
})

test('numactl alone tells of the nodes, too, but not whether the full one is full of cache', () => {
  const hardware =
    'available: 2 nodes (0-1)\nnode 0 cpus: 0\nnode 0 size: 8000 MB\nnode 0 free: 90 MB\nnode 1 cpus: 1\nnode 1 size: 8000 MB\nnode 1 free: 6000 MB\n'
  expect(findingIn('numa-imbalance', hardware)?.severity).toBe('notice')
  expect(wordsOf(findingIn('numa-imbalance', hardware))).toMatch(/page cache/)
})
