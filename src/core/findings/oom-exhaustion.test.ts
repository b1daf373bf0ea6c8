import { expect, test } from 'vitest'
import { findingIn, idsIn } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const real = dumpOf('formats/oom/fixtures/linux-7.2.txt')

promises('oom-exhaustion', {
  finds: {
    'a machine whose zones are all at their marks': oomReport(),
    'celery on 640 MiB': real,
    // 35 036 kB are free by the time of the print, 34 968 kB are the mark: the lists of the CPUs were emptied meanwhile.
    'zones that have come up a little since': dumpOf('formats/oom/fixtures/linux-5.10.txt'),
  },
  passes: {
    'memory that is free in pieces too small': oomReport({ order: 3, gfp: '0xcc0(GFP_KERNEL)', free: [200_000, 300] }),
    'a cpuset whose nodes are full beside one that is free': dumpOf('formats/oom/fixtures/linux-6.12-cpuset.txt'),
    'zones of the kernel that are full beside ZONE_MOVABLE': dumpOf('findings/fixtures/oom-movable-6.12.txt'),
    'a limit of a control group': dumpOf('formats/oom/fixtures/linux-7.2-cgroup-v2.txt'),
  },
  // Low marks: 80 000 kB of Normal and 44 kB of DMA; twice that are 40 022 pages.
  threshold: { below: oomReport({ files: 40_022 }), at: oomReport({ files: 40_021 }) },
  says: [/15\.26 GiB/, /75\.5 MiB/],
})

test('shows every term of the arithmetic of each zone, and the whole book', () => {
  expect(findingIn('oom-exhaustion', oomReport())?.arithmetic).toEqual([
    'Node 0 DMA, pages, min: free 3328 = 3328 ≤ min 8 + lowmem_reserve[Movable] 15610 = 15618',
    'Node 0 Normal, pages, min: free 15990 = 15990 ≤ min 16000 + lowmem_reserve[Movable] 0 = 16000',
    'anon 15496728 kB + slab-unreclaimable 160000 kB + others 263272 kB + unaccounted 80000 kB = pages RAM − pages reserved 16000000 kB',
  ])
})

test('is told under what filled RAM', () => {
  expect(idsIn(real).slice(0, 2)).toEqual(['oom-anon', 'oom-exhaustion'])
})
