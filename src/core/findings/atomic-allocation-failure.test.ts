import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { promises } from '../../testing/rule.ts'

const id = 'atomic-allocation-failure'
const failure = (order: number, gfp: string) =>
  `[  100.000000] swapper/3: page allocation failure: order:${order}, mode:${gfp}, nodemask=(null),cpuset=/,mems_allowed=0\n[  100.000001] CPU: 3 PID: 0 Comm: swapper/3 Not tainted 6.1.0-56-amd64 #1 Debian\n`
const atomic = failure(1, '0xa20(GFP_ATOMIC)')

promises(id, {
  finds: {
    'a packet that was dropped': atomic,
    'a driver that took all reserves': dumpOf('formats/alloc-failure/fixtures/linux-5.10-atomic.txt'),
  },
  passes: {
    'a request that may wait': failure(1, '0xcc0(GFP_KERNEL)'),
    // Nobody may expect 16 pages in a row at once; that is fragmentation.
    'an order that nobody is promised': failure(4, '0xa20(GFP_ATOMIC)'),
    'a mask that can not be read': 'swapper/3: page allocation failure: order:1\n',
  },
  says: [/`swapper\/3`/, /GFP_ATOMIC/, /order 1/],
})

test('is a warning from five reports on', () => {
  expect(findingIn(id, atomic.repeat(4))?.severity).toBe('notice')
  expect(findingIn(id, atomic.repeat(5))?.severity).toBe('warning')
  expect(wordsOf(findingIn(id, atomic.repeat(5)))).toMatch(/^5 atomic requests/)
})
