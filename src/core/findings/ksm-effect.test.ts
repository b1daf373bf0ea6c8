import { expect, test } from 'vitest'
import { findingIn } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const ksm = (sharing: number, shared: number, unshared = 0, run = 1) =>
  Object.entries({ pages_shared: shared, pages_sharing: sharing, pages_unshared: unshared, run })
    .map(([name, value]) => `/sys/kernel/mm/ksm/${name}:${value}\n`)
    .join('')

promises('ksm-effect', {
  finds: {
    'two equal workers, merged and then left alone': ksm(153_000, 600, 0, 0),
    'a scan that finds hardly anything equal': ksm(1_000, 800, 500_000),
  },
  passes: { 'KSM that nobody uses': ksm(0, 0), 'a few merged pages': ksm(3_000, 100) },
  threshold: { below: ksm(8_191, 100), at: ksm(8_192, 100) },
  says: [/597\.7 MiB/, /255\.0/, /run/],
})

test('a poor ratio is said to be one', () => {
  expect(findingIn('ksm-effect', ksm(1_000, 800))?.params).toMatchObject({ poor: true })
  expect(findingIn('ksm-effect', ksm(153_000, 600))?.params).toMatchObject({ poor: false })
})
