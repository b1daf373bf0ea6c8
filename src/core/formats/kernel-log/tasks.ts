import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import type { Span } from '../../text/source.ts'

/** A row of the process table (mm/oom_kill.c, dump_task). Sizes in bytes; what the kernel's table lacks is absent. */
export interface Task {
  readonly pid: number
  readonly uid: number
  readonly tgid: number
  readonly totalVm: number
  readonly rss: number
  readonly rssAnon?: number
  readonly rssFile?: number
  readonly rssShmem?: number
  readonly pageTables?: number
  readonly swap?: number
  readonly cpu?: number
  readonly oomAdj?: number
  readonly oomScoreAdj?: number
  readonly name: string
  readonly span: Span
}

export interface Tasks {
  readonly count: number
  readonly rows: readonly Task[]
}

type Row = { -readonly [Key in keyof Task]: Task[Key] }
type Column = Exclude<keyof Task, 'pid' | 'name' | 'span'>

interface Meaning {
  readonly key: Column
  readonly inPages: boolean
  /** Columns that make one figure together: nr_ptes, nr_pmds, nr_puds. */
  readonly adds?: boolean
}

/** The heads of all eras. */
const COLUMNS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['uid', { key: 'uid', inPages: false }],
  ['tgid', { key: 'tgid', inPages: false }],
  ['total_vm', { key: 'totalVm', inPages: true }],
  ['rss', { key: 'rss', inPages: true }],
  ['rss_anon', { key: 'rssAnon', inPages: true }],
  ['rss_file', { key: 'rssFile', inPages: true }],
  ['rss_shmem', { key: 'rssShmem', inPages: true }],
  ['nr_ptes', { key: 'pageTables', inPages: true, adds: true }],
  ['nr_pmds', { key: 'pageTables', inPages: true, adds: true }],
  ['nr_puds', { key: 'pageTables', inPages: true, adds: true }],
  ['pgtables_bytes', { key: 'pageTables', inPages: false }],
  ['swapents', { key: 'swap', inPages: true }],
  ['cpu', { key: 'cpu', inPages: false }],
  ['oom_adj', { key: 'oomAdj', inPages: false }],
  ['oom_score_adj', { key: 'oomScoreAdj', inPages: false }],
])

/** What every era has in the same place; enough where the head is lost. */
const COMMON = ['uid', 'tgid', 'total_vm', 'rss']

const headColumns = (head: Line): string[] =>
  head.text
    .slice(head.text.indexOf(']') + 1)
    .trim()
    .split(/\s+/)
    .slice(0, -1)

/** Reads the table; rows come by the ten thousand, so each is scanned once, without expressions. */
export function readTasks(
  head: Line | null,
  lines: readonly Line[],
  pageSize: number,
  problems: Problem[],
): Tasks | null {
  if (!head && lines.length === 0) return null
  const names = head ? headColumns(head) : lostColumns(lines)
  const columns = names.map((name) => COLUMNS.get(name))
  const blank = blankRow(columns, spanOf(head ?? lines[0]!))
  const rows: Task[] = []
  for (const line of lines) {
    const row = blank && readRow(line, columns, blank, pageSize)
    if (row) rows.push(row)
    else problems.push({ code: 'ragged-row', span: spanOf(line), what: 'tasks' })
  }
  return { count: rows.length, rows }
}

/** Numbers of the row that is being read: one place for all, so that a long table makes no garbage. */
const numbers = new Float64Array(24)

function readRow(line: Line, columns: readonly (Meaning | undefined)[], blank: Row, pageSize: number): Task | null {
  const { text } = line
  const wanted = Math.min(columns.length + 1, numbers.length)
  let at = 1
  for (let index = 0; index < wanted; index++) {
    while (text.charCodeAt(at) === 32) at++
    const negative = text.charCodeAt(at) === 45
    if (negative) at++
    const digits = at
    let value = 0
    for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(++at)) {
      value = value * 10 + code - 48
    }
    if (at === digits) return null
    numbers[index] = negative ? -value : value
    if (index > 0) continue
    while (text.charCodeAt(at) === 32) at++
    if (text.charCodeAt(at++) !== 93) return null
  }
  while (text.charCodeAt(at) === 32) at++
  // A copy of one template: all rows of a table have one shape.
  const row: Row = { ...blank, pid: numbers[0]!, name: text.slice(at), span: spanOf(line) }
  for (let index = 0; index < columns.length; index++) {
    const meaning = columns[index]
    if (meaning === undefined) continue
    const value = meaning.inPages ? numbers[index + 1]! * pageSize : numbers[index + 1]!
    row[meaning.key] = meaning.adds ? row[meaning.key]! + value : value
  }
  return row
}

/** A row with a zero in every column that the table has; null where it lacks what every era's has. */
function blankRow(columns: readonly (Meaning | undefined)[], span: Span): Row | null {
  const keys = new Set(columns.map((meaning) => meaning?.key))
  if (!(['uid', 'tgid', 'totalVm', 'rss'] as const).every((key) => keys.has(key))) return null
  const row: Row = { pid: 0, uid: 0, tgid: 0, totalVm: 0, rss: 0, name: '', span }
  for (const key of keys) if (key !== undefined) row[key] = 0
  return row
}

/**
 * The columns of rows whose head is lost, as far as the numbers tell: the first four are the same in every era, the last
 * is oom_score_adj from 2.6.36 on, and page tables are told by being whole pages in bytes.
 */
function lostColumns(lines: readonly Line[]): string[] {
  const rows = lines.map(({ text }) => /\]((?:\s+-?\d+)+)\s/.exec(text)?.[1]?.trim().split(/\s+/).map(Number) ?? [])
  const width = rows.reduce((least, row) => Math.min(least, row.length), Infinity)
  const rest = Number.isFinite(width) ? Math.max(0, width - COMMON.length) : 0
  const unknown = Array.from({ length: rest }, () => '')
  const inBytes = (column: number) =>
    rows.some((row) => row[column]! > 0) && rows.every((row) => row[column]! % 4096 === 0)
  if (width === 7 && inBytes(4)) return [...COMMON, 'pgtables_bytes', 'swapents', 'oom_score_adj']
  if (width === 10 && inBytes(7)) {
    return [...COMMON, 'rss_anon', 'rss_file', 'rss_shmem', 'pgtables_bytes', 'swapents', 'oom_score_adj']
  }
  if (rest >= 3) unknown[rest - 1] = 'oom_score_adj'
  return [...COMMON, ...unknown]
}
