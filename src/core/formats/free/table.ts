import { tokens, type Line, type Token } from '../../text/line.ts'
import { integer } from '../../text/number.ts'

export type Column = 'total' | 'used' | 'free' | 'shared' | 'buffers' | 'cached' | 'buffCache' | 'available'
export type RowName = 'mem' | 'low' | 'high' | 'withoutCache' | 'swap' | 'total' | 'committed'

/** One number of the table, with the meaning that its row and column give it. */
export interface Cell extends Token {
  readonly row: RowName
  readonly column: Column
  readonly line: Line
}

const COLUMN: Readonly<Record<string, Column>> = {
  total: 'total',
  used: 'used',
  free: 'free',
  shared: 'shared',
  buffers: 'buffers',
  cached: 'cached',
  cache: 'cached',
  'buff/cache': 'buffCache',
  'buffers/cache': 'buffCache',
  available: 'available',
}
/** procps and busybox up to 2014 and 2018. */
const OLD: readonly Column[] = ['total', 'used', 'free', 'shared', 'buffers', 'cached']
const NEW: readonly Column[] = ['total', 'used', 'free', 'shared', 'buffCache', 'available']
const WIDE: readonly Column[] = ['total', 'used', 'free', 'shared', 'buffers', 'cached', 'available']

// The labels in the languages of procps-ng's catalogues; a table in another language is known by its shape.
const MEMORY = /^(?:mem\.?|speicher|pamięć|пам\.?|память|bnhớ|内存|記憶體|メモリ|minne|메모리|მეხს)$/iu
const LABELS: readonly (readonly [RowName, RegExp])[] = [
  ['low', /^(?:low|niedrig|basse|niska|нижня|thấp|低|baixa|lågt|baja|하 *위|დაბალი)$/iu],
  ['high', /^(?:high|hoch|haute|wysoka|верхня|cao|高|alta|högt|상 *위|მაღალი)$/iu],
  ['total', /^(?:total|totalt|gesamt|razem|загалом|tổng|总量|总计|总共|총 *계|ჯამი)$/iu],
  ['committed', /^(?:comm?\.?|dédié|zajęta|分配|til\.|conf|커 *밋)$/iu],
]

/** `15885`, `16,331,804`, `1,9G`, `3.8Gi`, `0B` */
const CELL = /^-?\d[\d.,']*(?:[KMGTP]i?B?|B)?$/i
const LABEL = /^([^\d:]{1,32}):\s*(?=\S)/
/** `-L` (procps-ng 4.0.4): everything in one line. */
const ONE_LINE = /^SwapUse\s+\S+\s+CachUse\s+\S+\s+MemUse\s+\S+\s+MemFree\s+\S+$/
const ONE_LINE_CELLS: readonly (readonly [RowName, Column])[] = [
  ['swap', 'used'],
  ['mem', 'buffCache'],
  ['mem', 'used'],
  ['mem', 'free'],
]

interface Row {
  readonly label: string
  readonly line: Line
  readonly cells: readonly (Token & { readonly line: Line })[]
}

/** The label and the numbers of a row; null where most of what follows the label is no number. */
function rowOf(line: Line): Row | null {
  const label = LABEL.exec(line.text)
  if (!label || line.heading) return null
  const words = cellsFrom(line, /\S+/g, label[0].length)
  // Thousands may be parted by blanks; the columns then stand two blanks apart.
  const cells = words.length > 7 ? cellsFrom(line, /\S+(?: \S+)*/g, label[0].length) : words
  const numbers = cells.filter(({ text }) => isNumber(text)).length
  return numbers >= 2 && numbers >= cells.length - 1 ? { label: label[1]!.trim(), line, cells } : null
}

const cellsFrom = (line: Line, word: RegExp, from: number) =>
  [...line.text.slice(from).matchAll(word)].map(({ 0: text, index }) => ({
    text,
    from: from + index,
    to: from + index + text.length,
    line,
  }))

const isNumber = (text: string) => CELL.test(text) || integer(text) !== null

/** Words above a table: no digits, about as many as it has columns (Polish says `w cache` for one). */
function isHead({ text, heading }: Line): boolean {
  if (heading !== null || text.length > 160 || /[\d:;!?。]/.test(text)) return false
  const { length } = tokens(text)
  return length >= 5 && length <= 8
}

/** What a narrow page parted from the row above. */
const isRest = (line: Line | undefined): line is Line =>
  line !== undefined && line.text !== '' && line.text.split(/\s+/).every((cell) => CELL.test(cell))

/** How many lines from `at` on are one table, its head included. */
export function tableAt(lines: readonly Line[], at: number): number {
  if (ONE_LINE.test(lines[at]!.text)) return 1
  const headed = isHead(lines[at]!)
  const start = headed ? at + 1 : at
  const first = start < lines.length ? rowOf(lines[start]!) : null
  if (!first || first.label.includes('/') || !(headed || MEMORY.test(first.label))) return 0
  let end = start + 1
  if (first.cells.length < 6 && isRest(lines[end])) end++
  while (end < lines.length && isLaterRow(lines[end]!)) end++
  // Other tools print `Mem:` too: without a head it takes the columns of `free`, or its other rows, to tell.
  return first.cells.length >= (headed ? 2 : end > start + 1 ? 3 : 5) ? end - at : 0
}

const isLaterRow = (line: Line) => {
  const row = rowOf(line)
  return row !== null && row.cells.length <= 3 && !MEMORY.test(row.label)
}

/** The numbers of a table that `tableAt` found. */
export function cellsOf(lines: readonly Line[]): Cell[] {
  const [first] = lines
  if (!first) return []
  if (ONE_LINE.test(first.text)) {
    return tokens(first.text)
      .filter((_, index) => index % 2 === 1)
      .map((token, index) => ({
        ...token,
        line: first,
        row: ONE_LINE_CELLS[index]![0],
        column: ONE_LINE_CELLS[index]![1],
      }))
  }
  const head = rowOf(first) ? null : first.text
  const rows: Row[] = []
  for (const line of head === null ? lines : lines.slice(1)) {
    const row = rowOf(line)
    const last = rows.at(-1)
    if (row) rows.push(row)
    else if (last) rows[rows.length - 1] = { ...last, cells: [...last.cells, ...cellsFrom(line, /\S+/g, 0)] }
  }
  const [memory] = rows
  if (!memory) return []
  const columns = columnsOf(head, memory, rows.some(isWithoutCache))
  let swap = false
  return rows.flatMap(({ label, cells }, index) => {
    const row =
      index === 0
        ? 'mem'
        : cells.length === 2 || label.includes('/')
          ? 'withoutCache'
          : (LABELS.find(([, pattern]) => pattern.test(label))?.[0] ?? (swap ? null : 'swap'))
    if (row === null) return []
    swap ||= row === 'swap'
    const names = row === 'mem' ? columns : row === 'withoutCache' ? (['used', 'free'] as const) : OLD.slice(0, 3)
    return cells.slice(0, names.length).map((cell, column) => ({ ...cell, row, column: names[column]! }))
  })
}

const isWithoutCache = ({ label, cells }: Row) => label.includes('/') || cells.length === 2

/** What the numbers of the first row mean: by its head where that is English, else by how many there are. */
function columnsOf(head: string | null, memory: Row, withoutCache: boolean): readonly Column[] {
  const words =
    head
      ?.toLowerCase()
      .replace(/ ?\/ ?/g, '/')
      .split(/\s+/) ?? []
  const named = words.map((word) => COLUMN[word])
  if (named.length >= 3 && named.every((each) => each !== undefined)) return named
  const count = memory.cells.length
  if (count >= 7) return WIDE
  if (withoutCache) return OLD
  if (head !== null) return head.includes('/') ? NEW : OLD
  // procps before 3.3.10 counted the cache as used.
  const [total, used, free] = memory.cells.map(({ text }) => integer(text))
  return typeof total === 'number' && total - (used ?? 0) - (free ?? 0) === 0 ? OLD : NEW
}
