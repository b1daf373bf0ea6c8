import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { KIB, type Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'
import type { MemoryRow } from '../free/free.ts'
import { endOfRows, headAt, processesIn, type Process } from '../ps/list.ts'

/** One screen of `top`: procps and procps-ng of every era, busybox; or of htop. */
export interface Top {
  /** The time of day in its first line. */
  readonly time?: Quote
  readonly mem?: MemoryRow
  readonly swap?: MemoryRow
  readonly processes: readonly Process[]
}

type Row = { -readonly [Each in keyof MemoryRow]: MemoryRow[Each] }

/** Lines that can stand above the list. */
const SUMMARY =
  /^(?:top - |(?:Tasks|Threads|Task)\s*:|[^\s:\d]{2,12}\s*:\s*\d+ \S[^,\d]{1,20},\s*\d+ |%?Cpu\S*\s*:|CPU:|Load average:|(?:\d{1,3}|Avg|CPU|Mem|Swp|Swap)\s?\s?\[[| ]|(?:[KMGTPE]iB\s+)?(?:Mem|Swap|Spch)\s*:|[KMGTPE]iB\s+\S{2,12}\s*:)/
const MEMORY = /^(?:([KMGTPE]iB)\s+)?(Mem|Spch|Swap)\s*:\s*(?=[\d.,]+[KMGT]?i?\+?\s*(?:total|used|free|av)\b)/i
/**
 * The same in another language (procps-ng's catalogues): `MiB Spch:   7841,2 total,    231,0 frei,   2310,4 belegt,   5299,8
 * Puff/Cache`. From 3.3.10 on, when it was first translated, the order is one.
 */
const TRANSLATED = /^([KMGTPE]iB)\s+(\S{2,12})\s*:\s*(?=[\d.,]+\s+\S)/
const ORDER = {
  mem: ['total', 'free', 'used', 'buffCache'],
  swap: ['total', 'free', 'used', 'available'],
} as const
/** `16331804 total`, `3903,6 total`, `332680k free`, `0.0 used.  3345.3 avail Mem`, `105638+total` */
const AMOUNT = /(\d[\d.,]{0,24})([KMGTP]?)(\+?)\s*(total|used|free|shrd|buff\/cache|buffers|buff|cached|avail|av)\b/gi
const COLUMN: Readonly<Record<string, keyof MemoryRow>> = {
  total: 'total',
  used: 'used',
  free: 'free',
  shrd: 'shared',
  buffers: 'buffers',
  buff: 'buffers',
  cached: 'cached',
  'buff/cache': 'buffCache',
  avail: 'available',
  // procps before 3.
  av: 'total',
}
/** htop's meters (linux/Platform.c): `Mem[||||||3.85G/15.5G]`, in 1.x `Mem[|||||1024/3954MB]`; used without the cache, of all. */
const METER = /^(Mem|Swp)\s*\[[| ]*(\d[\d.,]*)([KMGT]?)\/(\d[\d.,]*)([KMGT]?)B?\]/
/** How the meters of the first processor begin, or those of all together. */
const METERS = ['0[|', '0[ ', '0  [', '1[|', '1[ ', '1 [|', '1 [ ', '1  [', 'Avg[', 'CPU[']
/** With a line per processor. */
const MOST_SUMMARY = 600

const SCALE: Readonly<Record<string, number>> = {
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  PiB: 2 ** 50,
  EiB: 2 ** 60,
}

/** Where the lines above the list end; a blank line parts them from it. */
function endOfSummary(lines: readonly Line[], at: number): number {
  let end = at
  for (let next = at; next < lines.length && next < at + MOST_SUMMARY; next++) {
    const { text } = lines[next]!
    if (SUMMARY.test(text)) end = next + 1
    // A page's blank between two of them; the one below the last parts them from the list.
    else if (text !== '' || next !== end || next === at) break
  }
  return end
}

/** The list's head, over the blank line before it. */
function listAt(lines: readonly Line[], at: number) {
  let start = at
  while (start < at + 2 && lines[start]?.text === '') start++
  const head = headAt(lines, start, 'top')
  return head && { columns: head.columns, first: start + head.lines }
}

export const top = defineFormat({
  id: 'top',
  collect: 'top -b -n1 -o %MEM',
  role: 'selection',
  starts: ['top - ', 'Tasks', 'Threads', 'Mem', 'KiB', 'MiB', 'GiB', 'TiB', 'PID', ...METERS],
  claim(lines, at) {
    const summary = endOfSummary(lines, at)
    const told = lines
      .slice(at, summary)
      .some(({ text }) => [MEMORY, METER, TRANSLATED].some((each) => each.test(text)))
    if (summary > at && !told) return 0
    const list = listAt(lines, summary)
    const end = list ? endOfRows(list.columns, lines, list.first) : summary
    return list && end > list.first ? end - at : told ? summary - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const mem: Row = {}
    const swap: Row = {}
    const summary = endOfSummary(lines, 0)
    for (const line of lines.slice(0, summary)) readMemory(line, mem, swap, problems)
    const list = listAt(lines, summary)
    return {
      data: {
        ...timeIn(lines[0]!),
        ...(Object.keys(mem).length > 0 ? { mem } : {}),
        ...(Object.keys(swap).length > 0 ? { swap } : {}),
        processes: list ? processesIn(list.columns, lines.slice(list.first), problems) : [],
      },
      problems,
    }
  },
})

function timeIn(line: Line): { time?: Quote } {
  const time = /^top - (\d\d:\d\d:\d\d)/.exec(line.text)?.[1]
  return time === undefined ? {} : { time: { value: time, span: spanOf(line, 6, 6 + time.length) } }
}

function readMemory(line: Line, mem: Row, swap: Row, problems: Problem[]): void {
  const row = MEMORY.exec(line.text)
  const known = row === null ? 0 : [...line.text.matchAll(AMOUNT)].length
  if (known < 2 && TRANSLATED.test(line.text)) return readTranslated(line, mem, swap, problems)
  if (!row) return readMeter(line, mem, swap, problems)
  const unit = SCALE[row[1] ?? ''] ?? KIB
  const ofSwap = row[2] === 'Swap'
  for (const match of line.text.matchAll(AMOUNT)) {
    const [, digits, suffix, cut, word] = match
    const column = COLUMN[word!.toLowerCase()]!
    const token = { text: digits! + suffix!, from: match.index, to: match.index + digits!.length + suffix!.length }
    const figure = sizeIn(line, token, { unit }, column, problems)
    if (!figure) continue
    // The second line also tells of memory: the page cache, or what is available.
    const target = ofSwap && !/^(?:total|used|free)$/.test(column) ? mem : ofSwap ? swap : mem
    target[column] ??= cut ? widened(figure) : figure
  }
}

function readTranslated(line: Line, mem: Row, swap: Row, problems: Problem[]): void {
  const unit = SCALE[TRANSLATED.exec(line.text)![1]!] ?? KIB
  // The first such line tells of memory, the second of the swap and, last, of what is available.
  const isSwap = mem.total !== undefined
  const amounts = [...line.text.matchAll(/(?<=[\s:])\d[\d.,]{0,24}(?=\s)/g)]
  amounts.slice(0, 4).forEach(({ 0: text, index }, at) => {
    const column = ORDER[isSwap ? 'swap' : 'mem'][at]!
    const figure = sizeIn(line, { text, from: index, to: index + text.length }, { unit }, column, problems)
    if (figure) (isSwap && column !== 'available' ? swap : mem)[column] ??= figure
  })
}

function readMeter(line: Line, mem: Row, swap: Row, problems: Problem[]): void {
  const [whole, name, used, scale, total, unit] = METER.exec(line.text) ?? []
  if (whole === undefined) return
  const slash = whole.indexOf('/')
  const [own, all] = [`${used}${scale}`, `${total}${unit}`]
  const target = name === 'Mem' ? mem : swap
  const cell = (text: string, from: number, column: keyof MemoryRow, suffix: string) => {
    const figure = sizeIn(line, { text: text + suffix, from, to: from + text.length }, { unit: 1 }, column, problems)
    if (figure) target[column] ??= figure
  }
  cell(all, slash + 1, 'total', '')
  cell(own, slash - own.length, 'used', scale ? '' : unit!)
}

/** procps-ng 3.3.10 drops the last digit of a number that is too wide for its column, and puts a `+` there. */
const widened = (figure: Figure<Bytes>): Figure<Bytes> => ({
  ...figure,
  value: (figure.value * 10) as Bytes,
  within: 10 * KIB,
})
