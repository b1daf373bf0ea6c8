import { STEP, type Progress } from '../../text/progress.ts'
import type { Line } from '../../text/line.ts'
import { eventOf } from './events.ts'
import type { FormatId } from '../index.ts'
import type { Segment } from '../segment.ts'
import type { Draft } from './draft.ts'
import { isElision } from './elision.ts'
import { kindOf } from './kind.ts'
import { quotationsOf } from './quotation.ts'
import { emptyStream, place, type Stream } from './stream.ts'

/** What the kernel log of a source holds. */
export interface KernelLog {
  /** Reports and single lines of note; their lines are whole again where a wrap had broken them. */
  readonly segments: readonly Segment[]
  /** The source's lines that they hold. */
  readonly taken: ReadonlySet<Line>
}

/**
 * Finds the kernel's memory reports among the lines of a log, wherever lines of other programs, hosts and reports stand
 * between theirs.
 */
export function cutKernelLog(lines: readonly Line[], progress?: Progress): KernelLog {
  const segments: Segment[] = []
  const taken = new Set<Line>()
  const streams = new Map<string, Stream>()
  const reports: { report: Draft; format: FormatId; host: string | null }[] = []
  const headings = new Map<Draft, Line | null>()
  /** The prompt above the log, while nothing but blanks and the first report stand below it. */
  let heading: Line | null = null
  let promptHost: string | null = null
  let host = ''
  /** Lines of prose so far, and of the paragraph that is being read; only what follows a blank line is one. */
  let prose = 0
  let paragraph = 0
  let afterBlank = true
  let seen = 0

  const finish = (report: Draft) => {
    const format = kindOf(report)
    if (format) reports.push({ report, format, host: promptHost })
  }
  const finishAll = () => {
    for (const { open } of streams.values()) open.forEach(finish)
    streams.clear()
  }
  const note = (line: Line): boolean => {
    if (!eventOf(line)) return false
    segments.push({ format: 'kernelEvent', lines: [line], heading, host: promptHost })
    taken.add(line)
    return true
  }

  for (const line of lines) {
    const { text, origin } = line
    if (++seen % STEP === 0) progress?.(seen / lines.length)
    if (text === '') {
      prose += paragraph
      paragraph = 0
      afterBlank = true
      continue
    }
    // A line without a stamp goes on with what stands above it.
    if (origin !== null) host = origin.host ?? ''
    const program = origin?.program ?? 'kernel'
    if (program !== 'kernel') {
      note(line)
      continue
    }
    const stream = streams.get(host) ?? emptyStream()
    streams.set(host, stream)
    const { held, begun, finished } = place(stream, line, prose + paragraph)
    finished.forEach(finish)
    if (begun) headings.set(begun, heading)
    if (held) {
      prose += paragraph
      paragraph = 0
      afterBlank = false
    } else if (!note(line) && origin === null) {
      if (line.heading) {
        finishAll()
        promptHost = line.heading.host
      } else if (afterBlank && !isElision(text)) paragraph++
    }
    heading = !held && line.heading && origin === null ? line : null
  }
  finishAll()
  const quotations = quotationsOf(reports.map(({ report }) => report))
  for (const { report, format, host: owner } of reports) {
    segments.push({
      format: quotations.has(report) ? 'logExcerpt' : format,
      lines: report.entries.map((entry) => entry.line),
      heading: headings.get(report) ?? null,
      host: owner,
    })
    for (const line of report.taken) taken.add(line)
  }
  return { segments, taken }
}
