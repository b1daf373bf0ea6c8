import { expect, test } from 'vitest'
import { findingIn, idsIn } from '../../testing/findings.ts'
import { dumpOf } from '../../testing/fixtures.ts'
import { oomReport } from '../../testing/oom.ts'
import { promises } from '../../testing/rule.ts'

const kernel = '0x400cc0(GFP_KERNEL_ACCOUNT)'
const real = dumpOf('findings/fixtures/oom-movable-6.12.txt')

promises('movable-zone-free', {
  finds: {
    'kernel zones that a driver filled': real,
    'memory above that the report hides': oomReport({ gfp: kernel, elsewhere: 1_000_000 }),
  },
  passes: {
    'a request that could have used it': oomReport({ elsewhere: 1_000_000 }),
    'a machine that is full everywhere': oomReport({ gfp: kernel }),
    'memory that is free on other nodes': dumpOf('formats/oom/fixtures/linux-6.12-cpuset.txt'),
  },
  threshold: {
    below: oomReport({ gfp: kernel, elsewhere: 48_028 }),
    at: oomReport({ gfp: kernel, elsewhere: 48_029 }),
  },
  says: [/1010\.8 MiB/, /DMA32/, /Movable|MOVABLE/, /GFP_HIGHUSER\|__GFP_ACCOUNT/],
})

test('is certain only where the zone itself is printed', () => {
  expect(findingIn('movable-zone-free', real)?.confidence).toBe('likely')
  const zoneinfo =
    'Node 0, zone  Movable\n  pages free     258753\n        min      1000\n        low      1250\n        high     1500\n        managed  275200\n'
  expect(findingIn('movable-zone-free', `${real}# cat /proc/zoneinfo\n${zoneinfo}`)?.confidence).toBe('certain')
  expect(idsIn(real)).not.toContain('oom-exhaustion')
})
