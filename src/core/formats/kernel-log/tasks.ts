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

type Column = Exclude<keyof Task, 'pid' | 'name' | 'span'>

/** Heads of all eras → what the column is, and whether it counts pages. Page tables add up: nr_ptes, nr_pmds, nr_puds. */
const COLUMNS: ReadonlyMap<string, readonly [Column, 'pages' | 'plain']> = new Map([
  ['uid', ['uid', 'plain']],
  ['tgid', ['tgid', 'plain']],
  ['total_vm', ['totalVm', 'pages']],
  ['rss', ['rss', 'pages']],
  ['rss_anon', ['rssAnon', 'pages']],
  ['rss_file', ['rssFile', 'pages']],
  ['rss_shmem', ['rssShmem', 'pages']],
  ['nr_ptes', ['pageTables', 'pages']],
  ['nr_pmds', ['pageTables', 'pages']],
  ['nr_puds', ['pageTables', 'pages']],
  ['pgtables_bytes', ['pageTables', 'plain']],
  ['swapents', ['swap', 'pages']],
  ['cpu', ['cpu', 'plain']],
  ['oom_adj', ['oomAdj', 'plain']],
  ['oom_score_adj', ['oomScoreAdj', 'plain']],
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
  const rows: Task[] = []
  for (const line of lines) {
    const row = readRow(line, columns, pageSize)
    if (row) rows.push(row)
    else problems.push({ code: 'ragged-row', span: spanOf(line), what: 'tasks' })
  }
  return { count: rows.length, rows }
}

function readRow(
  line: Line,
  columns: readonly (readonly [Column, 'pages' | 'plain'] | undefined)[],
  pageSize: number,
): Task | null {
  const { text } = line
  let at = 1
  const skip = () => {
    while (text.charCodeAt(at) === 32) at++
  }
  const number = (): number | null => {
    skip()
    const from = at
    if (text.charCodeAt(at) === 45) at++
    const digits = at
    let value = 0
    for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(++at))
      value = value * 10 + code - 48
    if (at === digits) return null
    return digits > from ? -value : value
  }
  const pid = number()
  skip()
  if (pid === null || text.charCodeAt(at++) !== 93) return null
  const row: Partial<Record<Column, number>> & { pid: number; name: string; span: Span } = {
    pid,
    name: '',
    span: spanOf(line),
  }
  for (const column of columns) {
    const value = number()
    if (value === null) return null
    if (!column) continue
    const [key, unit] = column
    const size = unit === 'pages' ? value * pageSize : value
    row[key] = key === 'pageTables' ? (row.pageTables ?? 0) + size : size
  }
  skip()
  row.name = text.slice(at)
  const { uid, tgid, totalVm, rss } = row
  if (uid === undefined || tgid === undefined || totalVm === undefined || rss === undefined || row.name === '')
    return null
  return { ...row, uid, tgid, totalVm, rss }
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
