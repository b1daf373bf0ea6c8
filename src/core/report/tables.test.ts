import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { fixtures } from '../../testing/fixtures.ts'
import { analyze } from '../analyze.ts'
import { csvOf, tabSeparated } from './csv.ts'
import type { Stamp } from './stamp.ts'
import { tableJson } from './table-json.ts'
import { tablesOf } from './tables.ts'
import { madeOf, type Table } from './tables/table.ts'

const STAMP: Stamp = { version: '1.2.3', digest: 'ab'.repeat(32), reopen: 'memledger-case:1.4.abcd' }
const text = (name: string) => fixtures.find((fixture) => fixture.name === name)!.text
const sources = [
  { name: 'paste', text: `${text('meminfo/linux-3.10-el7')}\n${text('buddyinfo/linux-6.12-two-nodes')}` },
]
const report = analyze(sources)
const tables = tablesOf(report, 'en').map(madeOf)
const named = (id: string) => tables.find((table) => table.id === id)!

/** The rows of a table by its first columns' words. */
const column = (table: Table, id: string) => table.columns.findIndex((each) => each.id === id)

describe('the tables of a report', () => {
  test('are those that have a row, each with an id of its own', () => {
    const ids = tables.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
    expect(ids).toEqual(expect.arrayContaining(['findings', 'ledgers', 'free-lists', 'records-meminfo']))
    expect(ids).not.toContain('reports')
  })

  test('hold every account to the byte, and the accounts and the rest are the total', () => {
    const ledgers = named('ledgers')
    const of = column(ledgers, 'of')
    const bytes = column(ledgers, 'bytes')
    const rows = ledgers.rows.filter((row) => row[of] === 'Total')
    const total = ledgers.rows.find((row) => row[column(ledgers, 'account')] === 'Total')
    expect(rows.reduce((sum, row) => sum + Number(row[bytes]), 0)).toBe(16267364 * 1024)
    expect(total?.[bytes]).toBe(16267364 * 1024)
  })

  test('hold what was read as it was read, with its line', () => {
    expect(named('records-meminfo').rows[0]).toEqual(['meminfo[0]', 1, 'MemTotal', 16267364 * 1024])
  })

  test('hold blocks as numbers', () => {
    const lists = named('free-lists')
    for (const row of lists.rows) expect(row.slice(column(lists, 'order 0')).every(Number.isInteger)).toBe(true)
  })

  test('keep digits that a number would round', () => {
    const vmstat = 'nr_free_pages 59611\nnr_zone_inactive_anon 1\npgpgin 9007199254740993\npgpgout 2\npswpin 3'
    const [counters] = tablesOf(analyze([{ name: 'paste', text: vmstat }]), 'en').filter(
      ({ id }) => id === 'records-vmstat',
    )
    expect(madeOf(counters!).rows[2]?.slice(2)).toEqual(['pgpgin', '9007199254740993'])
  })
})

describe('CSV', () => {
  const csv = csvOf(named('ledgers'), STAMP)

  test('is read by a spreadsheet: a mark for Excel, a row each, the stamp last', () => {
    expect(csv.startsWith('\ufeffSnapshot,Scope,Account,Name,Part of,Bytes,')).toBe(true)
    const rows = Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true }).data
    expect(rows).toHaveLength(named('ledgers').rows.length + 3)
    expect(rows.at(-2)).toEqual([`Memledger 1.2.3 · input SHA-256 ${STAMP.digest}`])
    expect(rows.at(-1)).toEqual([STAMP.reopen])
    expect(csv).not.toContain('\u202f')
  })

  test('keeps negative numbers numbers, and words that look like formulas words', () => {
    const table: Table = {
      id: 't',
      title: 't',
      columns: [{ id: 'a', title: '=a' }],
      rows: [[-5], ['-5+cmd|calc'], ['＝1'], ['a"b,c'], [null], [0.25]],
    }
    expect(
      csvOf(table, { ...STAMP, reopen: null })
        .split('\r\n')
        .slice(0, 7),
    ).toEqual(['\ufeff"\'=a"', '-5', '"\'-5+cmd|calc"', '"\'＝1"', '"a""b,c"', '', '0.25'])
    expect(tabSeparated(table).split('\n')[1]).toBe('-5')
  })
})

test('JSON has a member for each column, and no column is a name of JavaScript', () => {
  const table: Table = { id: 't', title: 'T', columns: [{ id: '__proto__', title: 'p' }], rows: [[1]] }
  expect(JSON.stringify(tableJson(table, STAMP))).toBe(
    `{"schema":"memledger-table/1","table":"t","title":"T","columns":[{"id":"__proto__","title":"p"}],"rows":[{"__proto__":1}],"generator":{"name":"Memledger","version":"1.2.3","inputSha256":"${STAMP.digest}","case":"memledger-case:1.4.abcd"}}`,
  )
})

test('what changed between two snapshots is a table of every account, block, row and key', () => {
  const one = text('meminfo/linux-3.10-el7')
  const both = [
    { name: 'before', text: one },
    { name: 'after', text: one.replace(/MemFree:\s+\d+ kB/, 'MemFree: 1000 kB') },
  ]
  const entry = tablesOf(analyze(both), 'en').find(({ id }) => id === 'comparison')
  const { columns, rows } = madeOf(entry!)
  const free = rows.find((row) => row[0] === 'host' && row[1] === 'Free')
  const was = Number(/MemFree:\s+(\d+)/.exec(one)![1]) * 1024
  expect(columns.map(({ id }) => id)).toEqual(['of', 'name', 'unit', 'before', 'after', 'change', 'perSecond'])
  expect(free?.slice(2)).toEqual(['bytes', was, 1000 * 1024, 1000 * 1024 - was, null])
  expect(rows.some((row) => row[0] === '/proc/meminfo' && row[1] === 'MemFree')).toBe(true)
})
