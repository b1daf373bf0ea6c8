import Papa from 'papaparse'
import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { isUnlimited, size } from '../../text/number.ts'
import type { Clock } from '../../text/time.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { arePages, isAside, isCopiedFromMeminfo, isTimeName, isValueName, meaningOf, type Meaning } from './columns.ts'
import { addHole, addPoint, bootAt, draft, finished, type Boot, type Series, type SeriesDraft } from './series.ts'
import { clockIn, timeIn } from './time.ts'

/**
 * Figures over time from a table of separated values: `sadf -d`, an export of a Grafana panel (a column for each series, or
 * a line for each value), or any other with a time and names of memory.
 */
export interface TimeSeries {
  /** What the times are counted by. */
  readonly clock: Clock
  readonly series: readonly Series[]
  /** When the machine started again in between. */
  readonly boots?: readonly Boot[]
}

interface Head {
  readonly names: readonly string[]
  readonly delimiter: string
  /** Lines up to the first row: Excel wants a `sep=;` above. */
  readonly lines: number
  readonly time: number
}

const SEPARATOR = /^"?sep=(.)"?$/
/** More columns than a panel has series. */
const MOST_COLUMNS = 2000
/** Rows that decide what the columns hold. */
const SAMPLE = 20

const cellsOf = (text: string, delimiter: string): readonly string[] =>
  Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data[0] ?? []

interface Row {
  readonly line: Line
  readonly cells: readonly string[]
}

/** The cells of all rows; one by one where a quote that never closes would run them together. */
function rowsOf(lines: readonly Line[], { delimiter }: Head): Row[] {
  const { data } = Papa.parse<string[]>(lines.map(({ text }) => text).join('\n'), { delimiter, newline: '\n' })
  return lines.map((line, index) => ({
    line,
    cells: data.length === lines.length ? data[index]! : cellsOf(line.text, delimiter),
  }))
}

function headAt(lines: readonly Line[], at: number): Head | null {
  const separator = SEPARATOR.exec(lines[at]!.text)?.[1]
  const first = separator === undefined ? at : at + 1
  const text = lines[first]?.text.replace(/^#\s?/, '') ?? ''
  const delimiter = separator ?? [';', ',', '|'].find((each) => text.includes(each))
  if (delimiter === undefined || text.length > 60_000) return null
  const names = cellsOf(text, delimiter).map((name) => name.trim())
  const time = names.findIndex(isTimeName)
  if (time < 0 || names.length < 2 || names.length > MOST_COLUMNS) return null
  return { names, delimiter, lines: first + 1 - at, time }
}

function isRow({ delimiter, time }: Head, { text, heading }: Line): boolean {
  if (heading !== null || !text.includes(delimiter)) return false
  // Nearly every export begins with the time: no need to take the whole line apart.
  const first = time === 0 ? /^"([^"]*)"/.exec(text) : null
  if (first) return timeIn(first[1]!) !== null
  const cells = text.includes('"') ? cellsOf(text, delimiter) : text.split(delimiter, time + 1)
  return timeIn(cells[time] ?? '') !== null
}

/** Restarts that `sadf` notes between the rows: `db01;-1;2025-03-14 02:05:11 UTC;LINUX-RESTART`. */
const isNote = (head: Head, { text }: Line) => text.includes('LINUX-RESTART') && text.includes(head.delimiter)

export const timeSeries = defineFormat({
  id: 'timeSeries',
  collect: 'sadf -d -- -r',
  role: 'event',
  starts: [
    'time',
    'Time',
    'TIME',
    'date',
    'Date',
    '_time',
    'ts,',
    'ts;',
    'epoch',
    'series',
    'Series',
    'metric',
    'Metric',
    'instance',
    'pod',
    'container',
    'node',
    'host',
    'name',
    'sep=',
    '# host',
    '时间',
  ].flatMap((word) => (/^[a-z_时]/i.test(word) ? [word, `"${word}`] : [word])),
  claim(lines, at) {
    const head = headAt(lines, at)
    if (!head) return 0
    let end = at + head.lines
    while (end < lines.length && (isRow(head, lines[end]!) || isNote(head, lines[end]!))) end++
    const rows = rowsOf(lines.slice(at + head.lines, Math.min(end, at + head.lines + SAMPLE)), head)
    return rows.length > 0 && isAboutMemory(head, rows) ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const head = headAt(lines, 0)!
    const rows = lines.slice(head.lines).filter((line) => !isNote(head, line))
    const cells = rowsOf(rows, head)
    const boots = bootsIn(head, lines.slice(head.lines))
    return {
      data: {
        clock: clockIn(cells[0]?.cells[head.time] ?? ''),
        series: seriesIn(head, cells, problems),
        ...(boots.length > 0 ? { boots } : {}),
      },
      problems,
    }
  },
})

const bootsIn = (head: Head, lines: readonly Line[]): Boot[] =>
  lines.flatMap((line) => {
    const time = isNote(head, line) ? timeIn(line.text.split(head.delimiter)[head.time] ?? '') : null
    return time === null ? [] : [bootAt(line, time)]
  })

const NUMBER = /^[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?$/i
const NOTHING = /^(?:|null|nan|undefined|none|no data|n\/a|-|\\n)$/i
const SHARE = /^(\d+(?:[.,]\d+)?)\s?%$/

/** The number in a cell in the column's unit; null where it holds none. */
function numberIn(cell: string, { scale }: Meaning): number | null {
  const text = cell.trim()
  if (NUMBER.test(text)) return Number(text.replace(',', '.')) * scale
  const share = SHARE.exec(text)?.[1]
  // Grafana writes MiB for powers of 1024 and MB for powers of 1000.
  return share === undefined ? size(text.replace(/\s+/g, ''), true) : Number(share.replace(',', '.'))
}

/** Whether most cells of a column are words. */
function areWords(cells: readonly (string | undefined)[]): boolean {
  const told = cells.filter((cell) => cell !== undefined && !NOTHING.test(cell.trim()))
  return told.filter((cell) => numberIn(cell!, meaningOf('')) === null).length > told.length / 2
}

interface Columns {
  /** Words that tell series apart. */
  readonly labels: readonly number[]
  readonly values: readonly number[]
}

function columnsIn({ names, time }: Head, rows: readonly Row[]): Columns {
  const sample = rows.slice(0, SAMPLE).map(({ cells }) => cells)
  const indices = names.map((_, index) => index).filter((index) => index !== time && !isAside(names[index]!))
  const labels = indices.filter((index) => areWords(sample.map((cells) => cells[index])))
  return { labels, values: indices.filter((index) => !labels.includes(index)) }
}

/** Whether a name, a unit in a cell or the values themselves tell of memory. */
function isAboutMemory(head: Head, rows: readonly Row[]): boolean {
  const { labels, values } = columnsIn(head, rows)
  const cells = rows.map((row) => row.cells)
  const named = [
    ...values.map((index) => head.names[index]!),
    ...labels.flatMap((index) => cells.map((row) => row[index] ?? '')),
  ]
  if (values.length === 0) return false
  if (named.some((name) => meaningOf(name).memory)) return true
  return values.some((index) => {
    const column = cells.map((row) => (row[index] ?? '').trim()).filter((cell) => !NOTHING.test(cell))
    return column.some((cell) => /\d\s?[KMGT]i?B$/.test(cell)) || arePages(column.map(Number))
  })
}

function seriesIn(head: Head, rows: readonly Row[], problems: Problem[]): Series[] {
  const { labels, values } = columnsIn(head, rows)
  const told = labelsThatTell(head, rows, labels, values)
  const measured = new Set(values)
  const meanings = new Map<string, Meaning>()
  const drafts = new Map<string, SeriesDraft>()
  for (const { line, cells } of rows) {
    const time = timeIn(cells[head.time] ?? '')
    if (time === null) continue
    const words = told.map((index) => (cells[index] ?? '').trim())
    let from = 0
    cells.forEach((cell, index) => {
      // Quotes and blanks around a cell are not in it: its own characters stand next, from where the last ones ended.
      const found = line.text.indexOf(cell.trim(), from)
      const at = found < 0 ? from : found
      from = at + cell.trim().length
      if (!measured.has(index)) return
      const column = head.names[index]!
      const name = isValueName(column) && words.length > 0 ? words.join(' ') : [...words, column].join(' ')
      const known = drafts.get(name)
      if (NOTHING.test(cell.trim())) {
        if (known) addHole(known)
        return
      }
      const meaning = meanings.get(name) ?? meaningOf(name)
      meanings.set(name, meaning)
      const figure = figureIn(line, cell, at, name, meaning, problems)
      if (!figure) return
      const series = known ?? draft(name, SHARE.test(cell.trim()) ? 'percent' : meaning.unit)
      drafts.set(name, series)
      addPoint(series, time, figure)
    })
  }
  return finished(drafts.values()).map(copied)
}

/** The labels whose words differ from row to row; all of them where nothing else names the series. */
function labelsThatTell(
  { names }: Head,
  rows: readonly Row[],
  labels: readonly number[],
  values: readonly number[],
): readonly number[] {
  const named = values.some((index) => !isValueName(names[index]!))
  const differing = labels.filter((index) => rows.some(({ cells }) => cells[index] !== rows[0]!.cells[index]))
  return named || differing.length > 0 ? differing : labels
}

function figureIn(
  line: Line,
  cell: string,
  at: number,
  name: string,
  meaning: Meaning,
  problems: Problem[],
): Figure | undefined {
  const span = spanOf(line, at, at + cell.trim().length)
  const value = numberIn(cell, meaning)
  if (value === null) problems.push({ code: 'not-a-number', span, what: name })
  else if (meaning.unit === 'bytes' && value < 0) problems.push({ code: 'implausible', span, what: name })
  // No limit is no value.
  else if (!isUnlimited(value)) return { value: meaning.unit === 'bytes' ? Math.round(value) : value, span }
  return undefined
}

/** Fields of meminfo that were written down as the file prints them. */
function copied(series: Series): Series {
  if (series.unit !== 'bytes' || !isCopiedFromMeminfo(series.name, series.values)) return series
  const scaled = (figure: Figure): Figure => ({ ...figure, value: figure.value * 1024 })
  return {
    ...series,
    values: series.values.map((value) => value * 1024),
    first: scaled(series.first),
    last: scaled(series.last),
  }
}
