import { expect, test } from 'vitest'
import { findingIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** SwapTotal is 2 000 000 kB, 65 % of RAM are available. */
const host = (used: number, changes = {}) => meminfo({ SwapFree: 2_000_000 - used, ...changes })
const vmstat = (out: number) =>
  `# cat /proc/vmstat\nnr_free_pages 100000\npswpin 812\npswpout ${out}\nallocstall_normal 0\n`

promises('swap-used-harmless', {
  finds: { 'a quarter of the swap used on a host with room': host(500_000) },
  passes: {
    'a swap that nobody uses': host(0),
    'a host that is short of memory': host(500_000, { MemAvailable: 3_000_000 }),
    'a swap that is full': host(1_990_000),
    'pages that still move': [host(500_000) + vmstat(10_000), host(600_000) + vmstat(35_000)],
  },
  threshold: { below: host(19_999), at: host(20_000) },
  says: [/488\.3 MiB/, /1\.91 GiB/, /65\.0 %/, /20\.0 %/],
})

test('two snapshots without swapping make it certain', () => {
  expect(findingIn('swap-used-harmless', host(500_000))?.confidence).toBe('possible')
  expect(
    findingIn('swap-used-harmless', host(500_000) + vmstat(10_000), host(500_000) + vmstat(10_000))?.confidence,
  ).toBe('certain')
})

test.each([
  [0, 'certain'],
  [5000, undefined],
])('with %i kB a second in vmstat it is %s', (out, confidence) => {
  const vmstatCommand = `# vmstat 1 2\nprocs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n 1  0 308564 532592    228  19876    8 18260   382 18260  276  161  7 50 42  0  0\n 1  0 308564 532592    228  19876    0 ${out}     0     0   13   14  0  0 100  0  0\n`
  expect(findingIn('swap-used-harmless', host(500_000) + vmstatCommand)?.confidence).toBe(confidence)
})
