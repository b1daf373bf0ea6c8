import { expect, test } from 'vitest'
import { idsIn, meminfo, reportOn } from '../../testing/findings.ts'
import type { Finding } from './diagnose.ts'

const missing = meminfo({ MemFree: 100_000, MemAvailable: 600_000 })

/** Each finding with its cause: `memory-exhausted < unaccounted-memory`. */
const stories = (findings: readonly Finding[]) =>
  findings.map(({ id, under }) => (under === null ? id : `${id} < ${findings[under]!.id}`))

test('a symptom stands under its cause, however grave it is', () => {
  expect(stories(reportOn(missing).findings).slice(0, 3)).toEqual([
    'unaccounted-memory',
    'memory-exhausted < unaccounted-memory',
    'processes-do-not-explain < unaccounted-memory',
  ])
})

test('what holds at several moments is one finding, told by the gravest and of equals by the last', () => {
  const { findings } = reportOn(
    meminfo({ PageTables: 800_000, MemFree: 3_240_000 }),
    meminfo({ PageTables: 2_400_000, MemFree: 1_640_000 }),
    meminfo({ PageTables: 2_500_000, MemFree: 1_540_000 }),
    meminfo({ PageTables: 900_000, MemFree: 3_140_000 }),
  )
  const tables = findings.filter(({ id }) => id === 'page-tables-large')
  expect(tables).toHaveLength(1)
  expect(tables[0]).toMatchObject({ severity: 'critical', snapshot: 2, snapshots: [0, 1, 2, 3] })
})

test('what another finding makes meaningless is not said', () => {
  const view = {
    MemTotal: 2_000_000,
    MemFree: 1_000_000,
    MemAvailable: 1_400_000,
    Cached: 400_000,
    AnonPages: 4_400_000,
  }
  const ids = idsIn(meminfo(view))
  expect(ids[0]).toBe('container-meminfo')
  expect(ids).not.toContain('inconsistent-snapshot')
})

test('two hosts are two stories, a table without a name belongs to the one that is named', () => {
  const boot = (host: string) => `Nov 20 17:25:01 ${host} kernel: Command line: quiet\n`
  const tables = meminfo({ PageTables: 800_000, MemFree: 3_240_000 })
  const said = (...texts: string[]) => reportOn(...texts).findings.filter(({ id }) => id === 'page-tables-large').length
  expect(said(boot('node-1') + tables, boot('node-2') + tables)).toBe(2)
  expect(said(boot('node-1') + tables, tables)).toBe(1)
})

test('where nothing is above a note, health is said first', () => {
  expect(idsIn(meminfo({ Committed_AS: 20_000_000 }))).toEqual(['no-problem-found', 'committed-as-harmless'])
})
