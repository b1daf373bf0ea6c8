import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const asking = (order: number, free: readonly number[]) => oomReport({ order, gfp: '0xcc0(GFP_KERNEL)', free })

promises('oom-high-order', {
  finds: {
    'order 3 with 438 MiB free in pieces': dumpOf('formats/oom/fixtures/linux-5.10-order-3.txt'),
    'pairs of pages that are missing': asking(1, [200_000]),
    'a report without its zones':
      'qemu invoked oom-killer: gfp_mask=0x400cc0(GFP_KERNEL_ACCOUNT), order=3, oom_score_adj=0\n',
  },
  passes: {
    'a machine that is out of single pages': oomReport(),
    // The order is incidental: not even single pages were left.
    'order 3 on a machine that is out of single pages': asking(3, [15_990]),
    'order 3 where such a block is free by now': asking(3, [200_000, 0, 0, 5]),
  },
  says: [/order 3/, /32 KiB/, /437\.8 MiB/, /`init`/],
})

test('shows why the zone failed: the mark is passed, the blocks are not there', () => {
  const arithmetic = findingIn('oom-high-order', asking(3, [200_000, 300]))?.arithmetic
  expect(arithmetic).toContain('Node 0 Normal: fragmentation index of order 3 0.875')
  expect(wordsOf(findingIn('oom-high-order', asking(3, [200_000, 300])))).toMatch(/in blocks of order 1 at most/)
})
