import { expect, test } from 'vitest'
import { findingIn } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const dma32 = (
  free: number,
) => `Node 0 DMA32 free:${free}kB boost:0kB min:3560kB low:4450kB high:5340kB reserved_highatomic:0KB present:3129216kB managed:3063680kB
lowmem_reserve[]: 0 0 300000 300000
`

promises('lowmem-reserve', {
  finds: {
    'ZONE_DMA of any machine': oomReport(),
    'celery on 640 MiB': dumpOf('formats/oom/fixtures/linux-7.2.txt'),
  },
  passes: {
    'a request for the low zone itself': oomReport({ gfp: '0xcc1(GFP_KERNEL|GFP_DMA)' }),
    'a control group': dumpOf('formats/oom/fixtures/linux-7.2-cgroup-v2.txt'),
  },
  says: [/13\.0 MiB|13 MiB/, /Node 0 DMA/, /lowmem_reserve\[\]/, /5\.0 %/],
})

test('is a note as long as it is little, and a word where people miss it', () => {
  // 5 % of 4 000 000 pages.
  expect(findingIn('lowmem-reserve', oomReport({ zones: dma32(799_996) }))?.severity).toBe('info')
  expect(findingIn('lowmem-reserve', oomReport({ zones: dma32(800_000) }))?.severity).toBe('notice')
})
