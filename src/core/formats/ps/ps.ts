import type { Problem } from '../../problem.ts'
import { joinLines, spanOf, type Line, type Token } from '../../text/line.ts'
import { integer, isUnlimited, size } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { bytes, KIB, sum, type Bytes } from '../../units.ts'
import { commandAbove } from '../command.ts'
import { defineFormat } from '../format.ts'
import {
  columnsOf,
  columnsOfCommand,
  isRestOfHead,
  misfits,
  STARTS,
  wordsUnder,
  type Column,
  type Field,
} from './columns.ts'

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
  /** Resident pages, each shared one divided among those that map it. */
  readonly pss?: Bytes
  readonly uss?: Bytes
  readonly stat?: string
  readonly threads?: number
  readonly command?: string
}

/** A process list: `ps` with any columns. */
export interface Ps {
  readonly count: number
  /** The resident sizes added up; more than the RAM they use where processes share pages. Absent without the column. */
  readonly rssTotal?: Bytes
  readonly processes: readonly Process[]
}

/** Lines that the tail of one command takes on a narrow page. */
const MOST_WRAPPED = 4

/** Whether a line is a row; a value that is none of its column does not make it another thing. */
const isRow = (columns: readonly Column[], line: Line, most = 1) =>
  line.text !== '' && line.heading === null && misfits(columns, line.text) <= most

interface List {
  readonly columns: readonly Column[]
  readonly headLines: number
}

function headAt(lines: readonly Line[], at: number): List | null {
  const first = lines[at]
  const columns = first && columnsOf(first.text)
  if (!columns) return null
  const rest = lines[at + 1]
  return rest && isRestOfHead(rest.text)
    ? { columns: columnsOf(`${first.text} ${rest.text}`) ?? columns, headLines: 2 }
    : { columns, headLines: 1 }
}

/** The next row from `at` on, over the lines that a long row before may have been wrapped to; -1 where none follows. */
function nextRow(columns: readonly Column[], lines: readonly Line[], at: number): number {
  const line = lines[at]
  if (!line) return -1
  if (isRow(columns, line)) return at
  if ((lines[at - 1]?.text.length ?? 0) < 50) return -1
  for (let next = at; next < lines.length && next < at + MOST_WRAPPED; next++) {
    const { text, heading } = lines[next]!
    if (text === '' || heading || columnsOf(text)) return -1
    if (isRow(columns, lines[next]!, 0)) return next
  }
  return -1
}

export const ps = defineFormat({
  id: 'ps',
  collect: 'ps -eo pid,user,rss,vsz,stat,args --sort=-rss',
  role: 'state',
  starts: STARTS,
  commands: ['ps '],
  claim(lines, at) {
    const list = headAt(lines, at)
    const columns = list?.columns ?? columnsOfCommand(commandAbove(lines, at) ?? '')
    if (!columns) return 0
    let end = at + (list?.headLines ?? 0)
    for (let next = nextRow(columns, lines, end); next >= 0; next = nextRow(columns, lines, end)) end = next + 1
    return end > at + (list?.headLines ?? 0) ? end - at : 0
  },
  read(lines, { heading }) {
    const problems: Problem[] = []
    const list = headAt(lines, 0)
    const columns = list?.columns ?? columnsOfCommand(heading?.command ?? '') ?? []
    const processes = rowsOf(columns, lines.slice(list?.headLines ?? 0)).map((row) => processOf(row, columns, problems))
    const sized = byProcess(processes).flatMap(({ rss }) => (rss === undefined ? [] : [rss]))
    return {
      data: {
        count: byProcess(processes).length,
        ...(columns.some(({ field }) => field === 'rss') ? { rssTotal: sum(sized) } : {}),
        processes,
      },
      problems,
    }
  },
})

/** Threads (`ps -L`) repeat the id and the sizes of their process. */
const byProcess = (processes: readonly Process[]): readonly Process[] => {
  const seen = new Set<number>()
  return processes.filter(({ pid }) => pid === undefined || (!seen.has(pid) && seen.add(pid)))
}

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
    ...number('pss', kibibytesOf),
    ...number('uss', kibibytesOf),
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
