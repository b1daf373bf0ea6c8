import { expect, test } from 'vitest'
import { findingIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const host = (left: number, changes = {}) => meminfo({ SwapFree: left, ...changes })

promises('swap-exhausted', {
  finds: {
    'a swap of 2 000 000 kB with 20 000 left': host(20_000),
    'no swap at all on a host without memory': host(0, { SwapTotal: 0, MemAvailable: 400_000 }),
    'a full swap in `free`':
      '              total        used        free      shared  buff/cache   available\n' +
      'Mem:       16000000     5000000     4000000      200000     7000000    10000000\n' +
      'Swap:       2000000     2000000           0\n',
  },
  passes: {
    'a healthy host': meminfo(),
    'a host without swap that needs none': host(0, { SwapTotal: 0 }),
    'a kernel that prints no swap': meminfo({ SwapTotal: null, SwapFree: null }),
  },
  threshold: { below: host(40_000), at: host(39_999) },
  says: [/19\.5 MiB/, /1\.91 GiB/, /2\.0 %/],
})

test('a full swap alone is a warning, with RAM at its end it is critical', () => {
  expect(findingIn('swap-exhausted', host(0))?.severity).toBe('warning')
  expect(findingIn('swap-exhausted', host(0, { MemAvailable: 400_000 }))?.severity).toBe('critical')
})
