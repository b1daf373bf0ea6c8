import { expect, test } from 'vitest'
import { ownerIn, roleOf } from './roles.ts'

test.each([
  ['kbmemfree', 'free'],
  ['free', 'free'],
  ['kbavail', 'available'],
  ['node_memory_MemAvailable_bytes', 'available'],
  ['kbmemused', 'usage'],
  ['%memused', 'usage'],
  ['kbbuffers', 'cache'],
  ['buff', 'cache'],
  ['kbcached', 'cache'],
  ['node_memory_Cached_bytes', 'cache'],
  ['kbanonpg', 'anon'],
  ['kbslab', 'slab'],
  ['kbswpused', 'swap-used'],
  ['swpd', 'swap-used'],
  ['kbswpfree', 'swap-free'],
  ['pswpin/s', 'swapping'],
  ['so', 'swapping'],
  ['kbcommit', null],
  ['container_memory_usage_bytes{pod="cache-0"}', 'usage'],
  ['container_memory_working_set_bytes', 'working-set'],
  ['container_memory_rss', 'anon'],
  ['pod_1_memory_rss_bytes', 'anon'],
  ['container_memory_cache', 'cache'],
  ['container_spec_memory_limit_bytes', 'limit'],
  ['machine_memory_bytes', 'total'],
  ['process_resident_memory_bytes', 'anon'],
  ['node-1 used', 'usage'],
  ['us', null],
  ['cpu percent', null],
  ['requests', null],
])('%s is %s', (name, role) => expect(roleOf(name)).toBe(role))

test('series of one container go together by their labels', () => {
  expect(ownerIn('container_memory_rss{namespace="shop", pod="api-7d9c", job="kubelet"}')).toBe('shop api-7d9c')
  expect(ownerIn('kbmemfree')).toBe('')
})
