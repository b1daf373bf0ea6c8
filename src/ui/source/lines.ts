import type { Report } from '../../core/analyze.ts'
import type { Span } from '../../core/text/source.ts'

/** What became of a physical line. */
export const LINE = { blank: 0, record: 1, heading: 2, unread: 3 } as const

/** One source cut for the screen. */
export interface SourceText {
  readonly index: number
  readonly name: string
  readonly text: string
  /** Offset of the first character of each line; one more at the end. Line n begins at `starts[n - 1]`. */
  readonly starts: Uint32Array
  /** By line number: one of `LINE`. */
  readonly kinds: Uint8Array
  readonly problems: ReadonlySet<number>
  readonly runs: readonly Run[]
}

/** Lines that are shown together: a block that the browser may skip painting, or a fold of lines not recognised. */
export interface Run {
  readonly kind: 'block' | 'fold'
  readonly first: number
  readonly last: number
}

/** Lines a block; fewer make scrolling cost more, more make painting cost more. */
const BLOCK = 200
/** Fewer unrecognised lines than this are not worth a click. */
const FOLD = 4

/** Cuts a source into lines, and the lines into runs. */
export function sourceText(
  report: Report,
  source: { readonly name: string; readonly text: string },
  index: number,
): SourceText {
  const starts = startsOf(source.text)
  const kinds = kindsOf(report, index, starts, source.text)
  return {
    index,
    name: source.name,
    text: source.text,
    starts,
    kinds,
    problems: new Set(
      report.records
        .filter((record) => record.source === index)
        .flatMap((record) => record.problems)
        // What is missing is not wrong with the line it is missed at.
        .flatMap(({ code, span }) => (code === 'missing-part' || code === 'cut-off' ? [] : [span.line])),
    ),
    runs: runsOf(kinds),
  }
}

function startsOf(text: string): Uint32Array {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  // A line feed at the very end ends the last line; it begins no other.
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop()
  starts.push(text.endsWith('\n') ? text.length : text.length + 1)
  return Uint32Array.from(starts)
}

function kindsOf(report: Report, index: number, starts: Uint32Array, text: string): Uint8Array {
  const kinds = new Uint8Array(starts.length)
  for (const record of report.records) {
    if (record.source !== index) continue
    for (const [first, last] of record.ranges) kinds.fill(LINE.record, first, last + 1)
    if (record.headingLine !== null) kinds[record.headingLine] = LINE.heading
  }
  for (const [first, last] of report.coverage[index]?.unrecognised ?? []) {
    for (let line = first; line <= last; line++) {
      if (text.slice(starts[line - 1], starts[line]).trim() !== '') kinds[line] = LINE.unread
    }
  }
  return kinds
}

/** Folds begin and end with a line that was not recognised; blank lines between such lines go with them. */
function runsOf(kinds: Uint8Array): Run[] {
  const runs: Run[] = []
  const last = kinds.length - 1
  let open = 1
  const block = (to: number) => {
    for (let first = open; first <= to; first += BLOCK) {
      runs.push({ kind: 'block', first, last: Math.min(to, first + BLOCK - 1) })
    }
  }
  for (let line = 1; line <= last; line++) {
    if (kinds[line] !== LINE.unread) continue
    let end = line
    for (let next = line + 1; next <= last && (kinds[next] === LINE.unread || kinds[next] === LINE.blank); next++) {
      if (kinds[next] === LINE.unread) end = next
    }
    if (unreadIn(kinds, line, end) >= FOLD) {
      block(line - 1)
      runs.push({ kind: 'fold', first: line, last: end })
      open = end + 1
    }
    line = end
  }
  block(last)
  return runs
}

/** How many lines of a run were not recognised; blank ones don't count. */
export function unreadIn(kinds: Uint8Array, first: number, last: number): number {
  let count = 0
  for (let line = first; line <= last; line++) if (kinds[line] === LINE.unread) count++
  return count
}

/** The text of a line, without its end. */
export const lineText = ({ text, starts }: SourceText, line: number): string =>
  text.slice(starts[line - 1], (starts[line] ?? text.length + 1) - 1).replace(/\r$/, '')

/** The lines that hold a text, whatever its case. */
export function linesWith(source: SourceText, query: string): number[] {
  const wanted = query.toLowerCase()
  const lines: number[] = []
  if (wanted === '') return lines
  const text = source.text.toLowerCase()
  let line = 1
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at)) {
    while (line < source.starts.length - 1 && source.starts[line]! <= at) line++
    lines.push(line)
    at = source.starts[line] ?? text.length
    if (at >= text.length) break
  }
  return lines
}

/** A stretch of a line, and how it is drawn. */
export interface Stretch {
  readonly text: string
  readonly marked: boolean
  readonly found: boolean
}

/** Cuts a line where marks and matches begin and end. */
export function stretches(text: string, offset: number, marks: readonly Span[], query: string): Stretch[] {
  const edges = new Set([0, text.length])
  const marked = marks.flatMap(({ from, to }): [number, number][] => {
    const start = Math.max(0, from - offset)
    const end = Math.min(text.length, to - offset)
    return start < end ? [[start, end]] : []
  })
  const found: [number, number][] = []
  if (query !== '') {
    const wanted = query.toLowerCase()
    const lower = text.toLowerCase()
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      found.push([at, at + wanted.length])
    }
  }
  for (const [start, end] of [...marked, ...found]) edges.add(start).add(end)
  const sorted = [...edges].sort((a, b) => a - b)
  const covers = (ranges: readonly (readonly [number, number])[], at: number) =>
    ranges.some(([start, end]) => start <= at && at < end)
  return sorted.slice(0, -1).map((from, index) => ({
    text: text.slice(from, sorted[index + 1]),
    marked: covers(marked, from),
    found: covers(found, from),
  }))
}
