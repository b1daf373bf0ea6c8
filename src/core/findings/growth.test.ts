import { expect, test } from 'vitest'
import { findingIn, meminfo, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Anonymous memory that takes from what was free. */
const host = (anon: number) =>
  meminfo({
    AnonPages: anon,
    'Inactive(anon)': anon - 1_800_000,
    Inactive: anon + 1_720_000,
    MemFree: 8_400_000 - anon,
  })
const cache = (cached: number) =>
  meminfo({
    Cached: cached,
    'Inactive(file)': cached - 3_180_000,
    Inactive: cached - 580_000,
    MemFree: 10_700_000 - cached,
  })

promises('growth', {
  finds: {
    'a program that grew by 1 600 000 kB': [host(4_400_000), host(6_000_000)],
    'a cache that was warmed': [cache(6_700_000), cache(9_700_000)],
  },
  passes: {
    'one snapshot': host(6_000_000),
    'a program that went back': [host(6_000_000), host(4_400_000)],
    'the breath of a working machine': [host(4_400_000), host(4_500_000)],
  },
  threshold: { below: [host(4_400_000), host(4_719_999)], at: [host(4_400_000), host(4_720_000)] },
  says: [/1\.53 GiB/, /4\.20 GiB → 5\.72 GiB/],
})

test('cache that grows is a note, anything else worth notice', () => {
  expect(findingIn('growth', cache(6_700_000), cache(9_700_000))?.severity).toBe('info')
  expect(findingIn('growth', host(4_400_000), host(6_000_000))).toMatchObject({
    severity: 'notice',
    bytes: 1_600_000 * 1024,
    arithmetic: ['anon 6000000 kB − 4400000 kB = 1600000 kB'],
  })
})

test('free alone tells that something grew, not what', () => {
  const free = (used: number) =>
    `              total        used        free      shared  buff/cache   available\nMem:          15885 ${used}         214         512        ${15671 - used}        ${14965 - used}\nSwap:          2047         123        1924\n`
  const found = findingIn('growth', free(9411), free(13411))
  expect(found).toMatchObject({ severity: 'notice', bytes: 4000 * 2 ** 20 })
  expect(wordsOf(found)).toMatch(/`used` grew by 3\.91 GiB/)
})
