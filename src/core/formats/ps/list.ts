import type { Problem } from '../../problem.ts'
import { joinLines, spanOf, type Line } from '../../text/line.ts'
import { integer, isUnlimited, size } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { bytes, KIB, type Bytes } from '../../units.ts'
import { columnsOf, isRestOfHead, isRow, wordsUnder, type Column, type Field } from './columns.ts'

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

const rowAt = (columns: readonly Column[], { text, heading }: Line, most?: number) =>
  text !== '' && heading === null && isRow(columns, wordsUnder(columns, text), most)

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
  if (rowAt(columns, line)) return at
  // Short rows are not wrapped, and little tells them from other numbers.
  if (columns.length < 7 && (lines[at - 1]?.text.length ?? 0) < 50) return -1
  for (let next = at; next < lines.length && next < at + MOST_WRAPPED; next++) {
    const { text, heading } = lines[next]!
    if (text === '' || heading || columnsOf(text)) return -1
    if (rowAt(columns, lines[next]!, 0)) return next
  }
  return -1
}

/** The processes of a list's rows. */
export function processesIn(columns: readonly Column[], lines: readonly Line[], problems: Problem[]): Process[] {
  const rows: Line[] = []
  for (const line of lines) {
    const last = rows.at(-1)
    // What is no row is the rest of the one before, on a narrow page.
    if (last && !rowAt(columns, line)) rows[rows.length - 1] = joinLines(last, line, ' ')
    else rows.push(line)
  }
  return rows.map((row) => processOf(row, columns, problems))
}

const TEXTS: ReadonlySet<Field> = new Set<Field>(['user', 'stat', 'command'])
const COUNTS: ReadonlySet<Field> = new Set<Field>(['pid', 'ppid', 'threads'])

function processOf(line: Line, columns: readonly Column[], problems: Problem[]): Process {
  const words = wordsUnder(columns, line.text)
  const process: { [Each in Field]?: string | number } & { span: Span } = { span: spanOf(line) }
  columns.forEach(({ field }, index) => {
    if (field === null || process[field] !== undefined) return
    const word = words[index]
    const bad = (code: Problem['code']) =>
      problems.push({ code, span: spanOf(line, word?.from, word?.to), what: field })
    if (!word) {
      if (!TEXTS.has(field)) bad('ragged-row')
    } else if (TEXTS.has(field)) process[field] = word.text
    else {
      const value = COUNTS.has(field) ? integer(word.text) : kibibytesOf(word.text)
      if (value === null) bad('not-a-number')
      else if (value < 0 || isUnlimited(value)) bad('implausible')
      else process[field] = value
    }
  })
  // Each field was filled by the reader of its own kind above.
  return process as unknown as Process
}

/** Plain numbers are KiB; busybox and top write great ones as `123m`. */
function kibibytesOf(text: string): Bytes | null {
  const whole = integer(text)
  return whole === null ? size(text) : bytes(whole * KIB)
}
