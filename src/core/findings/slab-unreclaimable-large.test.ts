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
    // 25 MiB of slab are nothing, though the one zone that the excerpt shows has 16.
    'a report that shows one small zone of a large machine': [
      'a invoked oom-killer: gfp_mask=0xd0(GFP_KERNEL), order=2, oom_score_adj=0',
      'active_anon:622526 inactive_anon:154230 isolated_anon:0',
      ' slab_reclaimable:59989 slab_unreclaimable:6489',
      'Node 0 DMA free:2008kB min:280kB low:348kB high:416kB present:15984kB managed:15900kB',
    ].join('\n'),
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
