import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line, type Token } from '../../text/line.ts'
import { decimal } from '../../text/number.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { hourOf } from '../../text/time.ts'
import { KIB } from '../../units.ts'
import { defineFormat } from '../format.ts'
import { addPoint, bootAt, draft, finished, type Boot, type Series, type SeriesUnit } from '../time-series/series.ts'

/** One table of `sar` about memory: `-r`, `-S`, `-B`, `-W` or `-H`. */
export interface Sar {
  readonly table: SarTable
  readonly host?: Quote
  readonly release?: Quote
  /** As printed; which number is the month depends on the machine's language. */
  readonly date?: Quote
  /** By sar's own names. */
  readonly series: readonly Series[]
  /** The times at which the machine started again in between, as printed. */
  readonly restarts: readonly string[]
  /** The same on the scale of the series. */
  readonly boots?: readonly Boot[]
}

type SarTable = 'memory' | 'swap' | 'paging' | 'swapping' | 'hugepages'

/** The column that each table has and no other (sysstat, rd_stats.c, pr_stats.c). */
const TABLES: readonly (readonly [string, SarTable])[] = [
  ['kbmemfree', 'memory'],
  ['kbswpfree', 'swap'],
  ['pgpgin/s', 'paging'],
  ['pswpin/s', 'swapping'],
  ['kbhugfree', 'hugepages'],
]

/** `Linux 3.10.0-1160.el7.x86_64 (db01) 	03/14/2025 	_x86_64_	(8 CPU)` */
const HEAD = /^Linux (\d\S*) \(([^)]*)\)\s+(\S+)\s*/
const CLOCK = /^(\d\d):(\d\d):(\d\d)(?: ([AP]M))?\s+(?=\S)/
const RESTART = /^\d\d:\d\d:\d\d(?: [AP]M)?\s+LINUX RESTART/
/** `Average:`, `Durchschn.:`, `平均时间:` */
const AVERAGE = /^[^\d\s:][^\d:]{0,24}:\s+[\d.,]+(?:\s+[\d.,]+)*$/

const tableOf = (text: string): SarTable | null => {
  const clock = CLOCK.exec(text)
  if (!clock) return null
  const names = text.slice(clock[0].length).split(/\s+/)
  return TABLES.find(([name]) => names.includes(name))?.[1] ?? null
}
const isRow = (text: string) => CLOCK.test(text) && /^[\d.,\s]+$/.test(text.replace(CLOCK, ''))

/** Where the table that begins below `at` has its head: sar names the machine above the first one. */
function headAt(lines: readonly Line[], at: number): number {
  let head = at
  if (HEAD.test(lines[at]!.text))
    do head++
    while (head < at + 3 && lines[head]?.text === '')
  return head
}

export const sar = defineFormat({
  id: 'sar',
  collect: 'sar -r',
  role: 'event',
  starts: ['Linux', ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:`)],
  claim(lines, at) {
    const head = headAt(lines, at)
    const table = head < lines.length ? tableOf(lines[head]!.text) : null
    if (table === null) return 0
    let end = head + 1
    let rows = 0
    for (let next = end; next < lines.length; next++) {
      const { text } = lines[next]!
      if (isRow(text) || AVERAGE.test(text)) rows++
      else if (text === '') continue
      else if (!RESTART.test(text) && tableOf(text) !== table) break
      end = next + 1
      if (AVERAGE.test(text)) break
    }
    return rows > 0 ? end - at : 0
  },
  subject: ({ table }: Sar) => table,
  read(lines) {
    const problems: Problem[] = []
    const head = headAt(lines, 0)
    const drafts = new Map<string, ReturnType<typeof draft>>()
    const restarts: string[] = []
    const boots: Boot[] = []
    let names: readonly string[] = []
    let day = 0
    let before = 0
    for (const line of lines.slice(head)) {
      const clock = CLOCK.exec(line.text)
      if (!clock) continue
      const time = clock[0].trim()
      const isRestart = RESTART.test(line.text)
      if (!isRestart && tableOf(line.text)) names = line.text.slice(clock[0].length).split(/\s+/)
      else if (isRestart || isRow(line.text)) {
        const seconds = secondsOfDay(clock)
        // A clock that goes back has passed midnight.
        if (seconds < before) day += 86_400
        before = seconds
        if (isRestart) {
          restarts.push(time)
          boots.push(bootAt(line, day + seconds))
          continue
        }
        const cells = tokens(line.text).slice(clock[4] ? 2 : 1)
        names.forEach((name, index) => {
          const figure = cells[index] && valueOf(line, cells[index], name, problems)
          if (!figure) return
          const series = drafts.get(name) ?? draft(name, unitOf(name))
          drafts.set(name, series)
          addPoint(series, day + seconds, figure)
        })
      }
    }
    return {
      data: {
        table: tableOf(lines[head]!.text)!,
        ...machineIn(lines[0]!),
        series: finished(drafts.values()),
        restarts,
        ...(boots.length > 0 ? { boots } : {}),
      },
      problems,
    }
  },
})

function secondsOfDay([, hour, minute, second, half]: RegExpExecArray): number {
  const hours = half ? hourOf(hour!, half) : Number(hour)
  return hours * 3600 + Number(minute) * 60 + Number(second)
}

const unitOf = (name: string): SeriesUnit =>
  name.startsWith('%')
    ? 'percent'
    : name.startsWith('kb')
      ? 'bytes'
      : /^pgpg(?:in|out)\/s$/.test(name)
        ? 'bytes/s'
        : 'count'

/** The columns `kb…` are KiB, what is paged in and out is KiB a second. */
function valueOf(line: Line, cell: Token, name: string, problems: Problem[]): Figure | undefined {
  const span = spanOf(line, cell.from, cell.to)
  const value = decimal(cell.text)
  const scaled = (value ?? 0) * (unitOf(name).startsWith('bytes') ? KIB : 1)
  if (value === null) problems.push({ code: 'not-a-number', span, what: name })
  else if (value < 0 || scaled > Number.MAX_SAFE_INTEGER) problems.push({ code: 'implausible', span, what: name })
  else return { value: scaled, span }
  return undefined
}

function machineIn(line: Line): Pick<Sar, 'host' | 'release' | 'date'> {
  const head = HEAD.exec(line.text)
  if (!head) return {}
  const quote = (value: string): Quote => {
    const from = line.text.indexOf(value, value === head[3] ? head[0].lastIndexOf(value) : 0)
    return { value, span: spanOf(line, from, from + value.length) }
  }
  return { release: quote(head[1]!), host: quote(head[2]!), date: quote(head[3]!) }
}
