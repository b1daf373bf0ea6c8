import { expect, test } from 'vitest'
import { findingIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const at = (slab: number) => meminfo({ SUnreclaim: slab, Slab: slab + 400_000, MemFree: 4_200_000 - slab })
const cache = (cached: number) => meminfo({ Cached: cached, MemFree: 10_700_000 - cached })
const paste = (...slabs: number[]) => slabs.map(at)

promises('linear-growth', {
  finds: { 'slab that grows by 300 000 kB a snapshot': paste(200_000, 500_000, 800_000, 1_100_000) },
  passes: {
    'two snapshots': paste(200_000, 1_100_000),
    'a saw-tooth': paste(200_000, 1_100_000, 200_000, 1_100_000),
    'slab that stays level': paste(200_000, 201_000, 200_500),
    'a cache that grows': [6_700_000, 7_700_000, 8_700_000].map(cache),
  },
  says: [/195\.3 MiB/, /1\.05 GiB/, /1\.00/],
})

test('without times it is but possible, and says so', () => {
  const finding = findingIn('linear-growth', ...paste(200_000, 500_000, 800_000))
  expect(finding).toMatchObject({ confidence: 'possible', snapshot: 2, bytes: 600_000 * 1024 })
  expect(wordsOf(finding)).toContain('prints no times')
  expect(finding?.arithmetic).toEqual(['slab-unreclaimable 200000 kB, 500000 kB, 800000 kB; R² 1.000'])
})
