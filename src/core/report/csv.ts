import Papa from 'papaparse'
import { harmless } from './cited-lines.ts'
import { stampLine, type Stamp } from './stamp.ts'
import type { Table, Value } from './tables/table.ts'

/** Without this mark Excel takes UTF-8 for the code page of its country. */
const MARK = '\ufeff'

/** What a spreadsheet would run: a cell that begins so gets an apostrophe (OWASP, CSV Injection), full-width ones too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** A table for spreadsheets and scripts: RFC 4180, numbers plain. Its last rows say what it was made from. */
export function csvOf({ columns, rows }: Table, stamp: Stamp): string {
  const cell = (value: Value) => (typeof value === 'string' ? harmless(value) : value)
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => row.map(cell)),
    [stampLine(stamp)],
    ...(stamp.reopen === null ? [] : [[stamp.reopen]]),
  ]
  return `${MARK}${Papa.unparse(lines, { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`
}

/** The same for a clipboard: what spreadsheets and wikis take as cells. */
export const tabSeparated = ({ columns, rows }: Table): string =>
  Papa.unparse([columns.map(({ title }) => title), ...rows.map((row) => row.map((value) => flat(value)))], {
    newline: '\n',
    delimiter: '\t',
    escapeFormulae: FORMULA,
  })

const flat = (value: Value) => (typeof value === 'string' ? harmless(value).replaceAll('\t', ' ') : value)
