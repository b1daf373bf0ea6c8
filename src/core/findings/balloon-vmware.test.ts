import { expect, test } from 'vitest'
import { findingIn, meminfo, reportOn, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** A guest of 16 000 000 kB whose host took pages that were free. */
const guest = (balloon: number, taken = balloon * 1024) =>
  `# vmware-toolbox-cmd stat memlimit\n11523 MB\n# vmware-toolbox-cmd stat balloon\n${balloon} MB\n# cat /proc/meminfo\n` +
  meminfo({ MemFree: 4_000_000 - taken, MemAvailable: 10_400_000 - taken })

promises('balloon-vmware', {
  finds: { 'a balloon of 2900 MB that the residual confirms': guest(2900) },
  passes: { 'a guest whose balloon is empty': guest(0), 'a host without VMware': meminfo() },
  threshold: { below: guest(305), at: guest(313) },
  says: [/2\.83 GiB/, /2900 MB/, /11523 MB/, /12725 MB/],
})

test('it stands above the unaccounted memory that it explains', () => {
  const { findings } = reportOn(guest(2900))
  expect(findings[0]?.id).toBe('balloon-vmware')
  expect(findings.find(({ id }) => id === 'unaccounted-memory')?.under).toBe(0)
})

test('a balloon that the books do not show is but likely', () => {
  const finding = findingIn('balloon-vmware', guest(2900, 0))
  expect(finding?.confidence).toBe('likely')
  expect(wordsOf(finding)).toContain('does not agree')
})
