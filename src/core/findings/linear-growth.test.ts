import { describe, expect, test } from 'vitest'
import { findingIn, idsIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const at = (slab: number) => meminfo({ SUnreclaim: slab, Slab: slab + 400_000, MemFree: 4_200_000 - slab })
const cache = (cached: number) => meminfo({ Cached: cached, MemFree: 10_700_000 - cached })
const paste = (...slabs: number[]) => slabs.map(at)

promises('linear-growth', {
  finds: { 'slab that grows by 300 000 kB a snapshot': paste(200_000, 500_000, 800_000, 1_100_000) },
  passes: {
    'two snapshots': paste(200_000, 1_100_000),
    'a saw-tooth': paste(200_000, 1_100_000, 200_000, 1_100_000),
    'slab that stays level': paste(200_000, 201_000, 200_500),
    'a cache that grows': [6_700_000, 7_700_000, 8_700_000].map(cache),
  },
  says: [/195\.3 MiB/, /1\.05 GiB/, /1\.00/],
})

test('without times it is but possible, and says so', () => {
  const finding = findingIn('linear-growth', ...paste(200_000, 500_000, 800_000))
  expect(finding).toMatchObject({ confidence: 'possible', snapshot: 2, bytes: 600_000 * 1024 })
  expect(wordsOf(finding)).toContain('prints no times')
  expect(finding?.arithmetic).toEqual(['slab-unreclaimable 200000 kB, 500000 kB, 800000 kB; R² 1.000'])
})

test('three points that lie only roughly on a line are but possible, whatever their times', () => {
  const dated = (hour: number, slab: number) => `Fri Mar 14 0${hour}:41:00 UTC 2025\n${at(slab)}`
  const of = (...slabs: readonly number[]) => slabs.map((slab, index) => dated(index + 1, slab)).join('')
  expect(findingIn('linear-growth', of(200_000, 500_000, 800_000))?.confidence).toBe('likely')
  expect(findingIn('linear-growth', of(200_000, 380_000, 800_000))).toMatchObject({
    confidence: 'possible',
    arithmetic: ['slab-unreclaimable 200000 kB, 380000 kB, 800000 kB; R² 0.949'],
  })
})

describe('samples of sar', () => {
  /** `kbavail` each ten minutes of a machine of 16 GB, from a function of the number of the row. */
  function sar(count: number, available: (index: number) => number): string {
    const rows = Array.from({ length: count }, (_, index) => {
      const time = new Date(Date.UTC(2025, 2, 14) + index * 600_000).toISOString().slice(0, 19).replace('T', ' ')
      const left = Math.round(available(index))
      return `db01;600;${time} UTC;${left - 50_000};${left};${16_000_000 - left};${(((16_000_000 - left) / 16_000_000) * 100).toFixed(2)}`
    })
    return `# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused\n${rows.join('\n')}\n`
  }
  /** Noise that is the same every time. */
  const noise = (index: number) => (((index * 7919) % 101) / 100 - 0.5) * 200_000

  test('what is available falls by 100 000 kB in ten minutes, noise or not', () => {
    const finding = findingIn(
      'linear-growth',
      sar(48, (index) => 8_000_000 - 100_000 * index + noise(index)),
    )
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    const words = wordsOf(finding)
    expect(words).toMatch(/`kbavail` falls steadily: 7\.53 GiB → 3\.07 GiB over 48 samples/)
    expect(words).toMatch(/falls by \*\*578\.9 MiB an hour\*\* in this stretch \(95 %: 578\.9 MiB to 592\.8 MiB\)/)
    expect(words).toMatch(/what is available would last 5 hours: an estimate/)
  })

  test.each<[string, string]>([
    ['noise', sar(48, (index) => 8_000_000 + noise(index) * 10)],
    ['three noisy points', sar(3, (index) => 8_000_000 - 2_000_000 * index + noise(index))],
    ['a load by day that goes back', sar(48, (index) => 8_000_000 + 3_000_000 * Math.cos((index / 48) * 2 * Math.PI))],
    ['too little to matter: a hundredth of RAM in eight hours', sar(48, (index) => 8_000_000 - 3_000 * index)],
    [
      'a machine that fills after its restart',
      `${sar(20, (index) => 8_000_000 - 100_000 * index)}db01;-1;2025-03-14 03:15:00 UTC;LINUX-RESTART\t(8 CPU)\n`,
    ],
  ])('says nothing of %s', (_, text) => expect(idsIn(text)).not.toContain('linear-growth'))

  test('seconds of a program that loads are but possible, and no warning', () => {
    const heads =
      'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n'
    const rows = Array.from(
      { length: 20 },
      (_, index) => ` 1  0 ${index * 20_000} 200000    228  19876    0    0     0     0    1    1  0  0 100  0  0\n`,
    )
    expect(findingIn('linear-growth', `# vmstat 1\n${heads}${rows.join('')}`)).toMatchObject({
      severity: 'notice',
      confidence: 'possible',
    })
  })

  describe('what a dashboard calls used', () => {
    const csv = (cache: (index: number) => number) =>
      `"Time","mem used","cache"\n${Array.from(
        { length: 60 },
        (_, index) =>
          `"2025-03-14 02:${String(index).padStart(2, '0')}:00",${(100 + 5 * index) * 2 ** 20},${cache(index) * 2 ** 20}`,
      ).join('\n')}\n`
    test('may hold cache, so it is but possible', () => {
      const finding = findingIn(
        'linear-growth',
        csv((index) => 900 - (index % 10)),
      )
      expect(finding).toMatchObject({ severity: 'notice', confidence: 'possible' })
      expect(wordsOf(finding)).toMatch(/`mem used` grows steadily: 100 MiB → 395 MiB over 60 samples.*file cache/s)
    })
    test('is no growth where the cache beside it grows alike', () =>
      expect(idsIn(csv((index) => 50 + 5 * index))).not.toContain('linear-growth'))
  })

  test('a container’s own memory against its limit', () => {
    const rows = Array.from(
      { length: 60 },
      (_, index) => `${1741920060 + 60 * index},${(100 + 5 * index) * 2 ** 20},${1024 * 2 ** 20}`,
    )
    const text = `timestamp,container_memory_rss,container_spec_memory_limit_bytes\n${rows.join('\n')}\n`
    expect(wordsOf(findingIn('linear-growth', text))).toMatch(
      /300 MiB an hour.*the limit would be reached in 2 hours: an estimate/,
    )
  })
})
