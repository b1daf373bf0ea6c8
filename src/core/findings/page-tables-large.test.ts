import { expect, test } from 'vitest'
import { findingIn, idsIn, meminfo, wordsOf } from '../../testing/findings.ts'

const id = 'page-tables-large'
/** Page tables of a host with 16 000 000 kB of RAM; what they grow by was free before. */
const host = (tables: number) => meminfo({ PageTables: tables, MemFree: 4_040_000 - tables })

test('a healthy host, whose page tables are a quarter percent of RAM, gets no word', () => {
  expect(idsIn(host(40_000))).not.toContain(id)
})

test.each([
  [479_999, undefined],
  [480_000, 'warning'],
  [2_400_000, 'critical'],
])('%i kB of 16 000 000: %s', (tables, severity) => {
  expect(findingIn(id, host(tables))?.severity).toBe(severity)
})

test('2 GiB are said on a machine of any size', () => {
  const tables = { PageTables: 2_097_152, MemTotal: 1_600_000_000, MemFree: 1_583_000_000, MemAvailable: 1_590_000_000 }
  expect(findingIn(id, meminfo(tables))).toMatchObject({ severity: 'warning', bytes: 2 ** 31 })
})

test('in both languages with the size, the share and where it is noted from', () => {
  const finding = findingIn(id, host(800_000))
  expect(finding?.arithmetic).toEqual(['PageTables 800000 kB / MemTotal 16000000 kB'])
  for (const language of ['en', 'zh'] as const) {
    expect(wordsOf(finding, language)).toMatch(/781\.3 MiB[^]*5\.0 %[^]*3\.0 %/)
  }
})
