import { meminfo, findingIn } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'
import { expect, test } from 'vitest'

const host = (slab: number) => meminfo({ SUnreclaim: slab, Slab: slab + 400_000, MemFree: 4_200_000 - slab })

promises('slab-unreclaimable-large', {
  finds: {
    'a leak of a sixth of RAM': host(2_640_000),
    'slab that grew from 200 000 kB to 8 % of RAM': [host(200_000), host(1_280_000)],
  },
  passes: {
    'the slab of a healthy host': host(200_000),
    'slab that did not quite double': [host(700_000), host(1_390_000)],
    'slab that doubled, but is small all the same': [host(200_000), host(600_000)],
  },
  threshold: { below: host(1_599_999), at: host(1_600_000) },
  says: [/2\.52 GiB/, /16\.5 %/, /10\.0 %/, /slabtop/],
})

test('what shows in the growth alone is likely, not certain', () => {
  expect(findingIn('slab-unreclaimable-large', host(200_000), host(1_280_000))).toMatchObject({
    confidence: 'likely',
    arithmetic: ['SUnreclaim 1280000 kB ≥ 2 × 200000 kB'],
  })
})
