import type { Problem } from '../../problem.ts'
import { joinLines, spanOf, type Line, type Token } from '../../text/line.ts'
import { integer, isUnlimited, size } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { bytes, KIB, type Bytes } from '../../units.ts'
import { columnsOf, isRestOfHead, misfits, wordsUnder, type Column, type Field } from './columns.ts'

/** One process, as far as its row tells. */
export interface Process {
  readonly span: Span
  readonly pid?: number
  readonly ppid?: number
  readonly user?: string
  /** Address space; says nothing about RAM. */
  readonly vsz?: Bytes
  /** Resident pages, each shared one counted in full in every process that maps it. */
  readonly rss?: Bytes
  /** The part of `rss` that files or shared memory back. */
  readonly shr?: Bytes
  /** Resident pages, each shared one divided among those that map it. */
  readonly pss?: Bytes
  readonly uss?: Bytes
  readonly swap?: Bytes
  readonly stat?: string
  readonly threads?: number
  readonly command?: string
}

/** The columns of a list, and how many lines its head takes. */
export interface Head {
  readonly columns: readonly Column[]
  readonly lines: number
}

/** Lines that the tail of one command takes on a narrow page. */
const MOST_WRAPPED = 4

/** Whether a line is a row; a value that is none of its column does not make it another thing. */
const isRow = (columns: readonly Column[], line: Line, most = 1) =>
  line.text !== '' && line.heading === null && misfits(columns, line.text) <= most

/** The head of a list at `at`, put together where a narrow page has wrapped it. */
export function headAt(lines: readonly Line[], at: number, tool: 'ps' | 'top' = 'ps'): Head | null {
  const first = lines[at]
  const columns = first && columnsOf(first.text, tool)
  if (!columns) return null
  const rest = lines[at + 1]
  return rest && isRestOfHead(rest.text)
    ? { columns: columnsOf(`${first.text} ${rest.text}`, tool) ?? columns, lines: 2 }
    : { columns, lines: 1 }
}

/** Where the rows that begin at `at` end. */
export function endOfRows(columns: readonly Column[], lines: readonly Line[], at: number): number {
  let end = at
  for (let next = nextRow(columns, lines, end); next >= 0; next = nextRow(columns, lines, end)) end = next + 1
  return end
}

/** The next row from `at` on, over the lines that a long row before may have been wrapped to; -1 where none follows. */
function nextRow(columns: readonly Column[], lines: readonly Line[], at: number): number {
  const line = lines[at]
  if (!line) return -1
  if (isRow(columns, line)) return at
  // Short rows are not wrapped, and little tells them from other numbers.
  if (columns.length < 7 && (lines[at - 1]?.text.length ?? 0) < 50) return -1
  for (let next = at; next < lines.length && next < at + MOST_WRAPPED; next++) {
    const { text, heading } = lines[next]!
    if (text === '' || heading || columnsOf(text)) return -1
    if (isRow(columns, lines[next]!, 0)) return next
  }
  return -1
}

/** The processes of a list's rows. */
export const processesIn = (columns: readonly Column[], lines: readonly Line[], problems: Problem[]): Process[] =>
  rowsOf(columns, lines).map((row) => processOf(row, columns, problems))

/** Rows, each with the lines that a wrap had parted from it. */
function rowsOf(columns: readonly Column[], lines: readonly Line[]): Line[] {
  const rows: [Line, ...Line[]][] = []
  for (const line of lines) {
    if (isRow(columns, line)) rows.push([line])
    else rows.at(-1)?.push(line)
  }
  return rows.map(([first, ...rest]) => rest.reduce((line, next) => joinLines(line, next, ' '), first))
}

function processOf(line: Line, columns: readonly Column[], problems: Problem[]): Process {
  const words = wordsUnder(columns, line.text)
  const bad = (code: Problem['code'], field: Field, word?: Token) =>
    problems.push({ code, span: spanOf(line, word?.from, word?.to), what: field })
  const number = (field: Field, read: (text: string) => number | null) => {
    const word = words.get(field)
    if (!word) {
      if (columns.some((column) => column.field === field)) bad('ragged-row', field)
      return {}
    }
    const value = read(word.text)
    if (value === null) bad('not-a-number', field, word)
    else if (value < 0 || isUnlimited(value)) bad('implausible', field, word)
    else return { [field]: value }
    return {}
  }
  const text = (field: Field) => {
    const word = words.get(field)
    return word ? { [field]: word.text } : {}
  }
  return {
    span: spanOf(line),
    ...number('pid', integer),
    ...number('ppid', integer),
    ...text('user'),
    ...number('vsz', kibibytesOf),
    ...number('rss', kibibytesOf),
    ...number('shr', kibibytesOf),
    ...number('pss', kibibytesOf),
    ...number('uss', kibibytesOf),
    ...number('swap', kibibytesOf),
    ...text('stat'),
    ...number('threads', integer),
    ...text('command'),
  }
}

/** Plain numbers are KiB; busybox writes great ones as `123m`. */
function kibibytesOf(text: string): Bytes | null {
  const whole = integer(text)
  return whole === null ? size(text) : bytes(whole * KIB)
}
