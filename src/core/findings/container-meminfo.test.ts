import { expect, test } from 'vitest'
import { idsIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** lxcfs: the container's limit above the host's slab and anonymous memory. */
const lxcfs = {
  MemTotal: 2_000_000,
  MemFree: 1_500_000,
  MemAvailable: 1_900_000,
  Cached: 400_000,
  Slab: 0,
  SReclaimable: 0,
  AnonPages: 4_400_000,
}

promises('container-meminfo', {
  finds: {
    'what lxcfs prints': meminfo(lxcfs),
    'more reclaimable slab than slab': meminfo({ Slab: 300_000, SReclaimable: 400_000 }),
  },
  passes: {
    'a host': meminfo(),
    'a kernel that does not split its slab': meminfo({ SReclaimable: null, SUnreclaim: null, KReclaimable: null }),
  },
  threshold: { below: meminfo({ MemAvailable: 16_000_000 }), at: meminfo({ MemAvailable: 16_000_001 }) },
  says: [/AnonPages 4400000 kB > MemTotal 2000000 kB/, /lxcfs/],
})

test('sums that mean nothing are not made', () => {
  expect(idsIn(meminfo({ ...lxcfs, AnonPages: 100_000 }))).not.toContain('unaccounted-memory')
})
