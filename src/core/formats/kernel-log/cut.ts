import type { Line } from '../../text/line.ts'
import type { Segment } from '../segment.ts'
import { eventOf } from '../kernel-event/events.ts'
import { accepts, append, draft, extend, isFar, opens, type Draft } from './draft.ts'
import { kindOf } from './kind.ts'
import { isStack, recognise, recogniseAfter, STACK, type Seen } from './part.ts'
import { gapBefore } from './wrap.ts'

/** What the kernel log of a source holds. */
export interface KernelLog {
  /** Reports and single lines of note; their lines are whole again where a wrap had broken them. */
  readonly segments: readonly Segment[]
  /** The source's lines that they hold. */
  readonly taken: ReadonlySet<Line>
}

/** The log of one host: reports of several CPUs can overlap in it. */
interface Stream {
  /** Most recent last. */
  open: Draft[]
  /** Call trace lines that no report has claimed yet: the head before them may be lost. */
  stack: Line[]
}

/** More than this many unfinished reports never overlap: the oldest has lost its end. */
const OVERLAPPING = 4
const LONGEST_STACK = 200

/**
 * Finds the kernel's memory reports among the lines of a log, wherever lines of other programs, hosts and reports stand
 * between theirs.
 */
export function cutKernelLog(lines: readonly Line[]): KernelLog {
  const done: { kind: Segment['format']; lines: Line[]; taken: Line[]; heading: Line | null }[] = []
  const streams = new Map<string, Stream>()
  let host = ''
  let heading: Line | null = null
  /** Lines of the paragraph of prose that is being read; only what follows a blank line is one. */
  let paragraph = 0
  let fresh = true
  let prose = 0
  let previous: { line: Line; report: Draft } | null = null
  const headings = new Map<Draft, Line | null>()

  const finish = (report: Draft) => {
    const kind = kindOf(report)
    if (kind) {
      const whole = report.entries.map((entry) => entry.line)
      done.push({ kind, lines: whole, taken: report.taken, heading: headings.get(report) ?? null })
    }
  }
  const finishAll = () => {
    for (const stream of streams.values()) stream.open.forEach(finish)
    streams.clear()
  }
  const begin = (stream: Stream, seen: Seen, line: Line): Draft => {
    stream.open.filter((each) => isOver(each, seen, line, prose)).forEach(finish)
    stream.open = stream.open.filter((each) => !isOver(each, seen, line, prose))
    if (stream.open.length >= OVERLAPPING) finish(stream.open.shift()!)
    const report = draft(seen.cause ?? null, line, prose)
    headings.set(report, heading)
    heading = null
    if (!seen.cause) for (const each of stream.stack) append(report, each, recognise(each.text) ?? STACK, prose)
    stream.stack = []
    stream.open.push(report)
    return report
  }

  for (const line of lines) {
    const { text, origin } = line
    if (text === '') {
      prose += paragraph
      paragraph = 0
      fresh = true
      continue
    }
    const program = origin?.program ?? null
    if (origin?.host != null) host = origin.host
    if (program !== null && program !== 'kernel') {
      const event = eventOf(line)
      if (event) done.push({ kind: 'kernelEvent', lines: [line], taken: [line], heading: null })
      continue
    }
    const stream = streams.get(host) ?? { open: [], stack: [] }
    streams.set(host, stream)
    const last = stream.open.at(-1)
    let seen = recognise(text)

    const adjacent = previous !== null && previous.report === last && line.number <= previous.line.last + 1
    if (
      adjacent &&
      (!seen || seen.part === 'counters' || seen.part === 'ordersRest') &&
      (origin === null || seen?.part === 'ordersRest')
    ) {
      const entry = last!.entries.at(-1)!
      const gap = gapBefore(entry.seen.part, entry.line.text, text)
      if (gap !== null) {
        extend(last!, line, gap)
        previous = { line, report: last! }
        continue
      }
    }
    if (seen?.part === 'counters' || seen?.part === 'ordersRest') seen = null
    seen ??= last ? recogniseAfter(text, last.entries.at(-1)!.seen.part) : null
    if (!seen && isStack(text)) seen = STACK

    if (!seen) {
      stream.stack = []
      const event = eventOf(line)
      if (event) {
        done.push({ kind: 'kernelEvent', lines: [line], taken: [line], heading })
        heading = null
      } else if (origin === null) {
        heading = null
        if (line.heading) {
          finishAll()
          heading = line
        } else if (fresh && !ELISION.test(text)) paragraph++
      }
      continue
    }
    prose += paragraph
    paragraph = 0
    fresh = false
    let index = stream.open.findLastIndex((each) => accepts(each, seen, line, prose))
    if (seen.part === 'stack' || seen.part === 'cpu') index = preferred(stream.open, seen, line, index, prose)
    let report = index < 0 ? null : stream.open[index]!
    if (report) {
      if (index < stream.open.length - 1) stream.open.push(...stream.open.splice(index, 1))
    } else if (seen.cause || opens(seen)) report = begin(stream, seen, line)
    else {
      if (seen.part === 'stack' || seen.part === 'cpu' || seen.part === 'hardware' || seen.part === 'cpuset') {
        if (stream.stack.length < LONGEST_STACK) stream.stack.push(line)
      }
      continue
    }
    append(report, line, seen, prose)
    previous = { line, report }
  }
  finishAll()
  return {
    segments: done.map(({ kind, lines: whole, heading: above }) => ({ format: kind, lines: whole, heading: above })),
    taken: new Set(done.flatMap((each) => each.taken)),
  }
}

/** Whether a report has ended where another one begins with `line`. */
function isOver(report: Draft, seen: Seen, line: Line, prose: number): boolean {
  if (report.cause === 'slubFailure' || isFar(report, line, prose)) return true
  const caller = line.origin?.caller ?? null
  if (report.caller !== null && caller !== null && report.caller !== caller && report.cause !== 'oom') return false
  // Without a head this line should have been the report's own. Kills never overlap: the kernel holds a lock.
  return !seen.cause || (report.cause === 'oom' && seen.cause === 'oom')
}

/** What people write where they left lines out. */
const ELISION = /^[[(<]?\s*(?:\.{2,}|…|snip|\.\.\.\s*snip.*|skipped|truncated)\s*[\])>]?$/i

const KILLING = /\b(?:dump_header|oom_kill_process|out_of_memory)\b/
const FAILING = /\bwarn_alloc/

/** Of overlapping reports, the one whose task or whose path through the kernel the line names. */
function preferred(open: readonly Draft[], seen: Seen, line: Line, index: number, prose: number): number {
  if (open.length < 2) return index
  const wanted = (each: Draft) =>
    seen.part === 'stack'
      ? each.cause === 'oom'
        ? KILLING.test(line.text)
        : FAILING.test(line.text)
      : each.comm !== null && line.text.includes(`omm: ${each.comm} `)
  const found = open.findLastIndex((each) => wanted(each) && accepts(each, seen, line, prose))
  return found < 0 ? index : found
}
