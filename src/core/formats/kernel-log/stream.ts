import { joinLines, type Line } from '../../text/line.ts'
import { accepts, append, draft, extend, isFar, opens, wantsStack, type Draft, type Entry } from './draft.ts'
import { isElision } from './elision.ts'
import type { Seen } from './part.ts'
import { recognise, recogniseAfter, stat } from './recognise.ts'
import { beginsStack, isStack } from './stack.ts'
import { gapBefore } from './wrap.ts'

/** The kernel's log of one host. Reports of several CPUs can overlap in it. */
export interface Stream {
  /** Unfinished reports, the one that had the last line last. */
  open: Draft[]
  /** Call trace or statistics that no report has claimed: they may belong to one whose head is lost. */
  prelude: Entry[]
  half: Half | null
  /** The last line that a report has taken. */
  last: Line | null
  /** The time for which reports that are over were looked for. */
  swept: string | null
}

/** What may be the beginning of a line that was broken, and the lines that it was put together from. */
interface Half {
  readonly line: Line
  readonly pieces: readonly Line[]
}

export const emptyStream = (): Stream => ({ open: [], prelude: [], half: null, last: null, swept: null })

/** What placing a line came to. */
export interface Placed {
  /** Whether the line is part of a report, or may be of the next. */
  readonly held: boolean
  /** A report that it has begun. */
  readonly begun?: Draft
  readonly finished: readonly Draft[]
}

const STACK: Seen = { part: 'stack' }
const NOTHING: Placed = { held: false, finished: [] }
const HELD: Placed = { held: true, finished: [] }

/** More unfinished reports never overlap: the oldest has lost its end. */
const OVERLAPPING = 4
const LONGEST_PRELUDE = 200
/** printk's record has 1 KiB (kernel/printk/printk.c, LOG_LINE_MAX); what is longer is no line of the kernel. */
export const LONGEST_LINE = 4096
const WIDEST_GAP = ' '.repeat(64)
/** A page that wraps is narrow. */
const WIDEST_PAGE = 400

/** Gives a line to the report that it is part of; `prose` counts the lines of prose before it. */
export function place(stream: Stream, line: Line, prose: number): Placed {
  const isKernels = mayBeKernels(line.text)
  const alone = isKernels ? recognise(line.text) : null
  if (isKernels && unwrap(stream, line, alone)) return HELD
  const seen = isKernels ? inPlace(stream, line, alone) : null
  const { half } = stream
  stream.half = !seen && isKernels && mayBeHalf(line) ? { line, pieces: [line] } : null
  const whole = half && isKernels && mayBeRest(seen) ? joined(half, line) : null
  if (whole?.seen) return placeWhole(stream, whole.line, whole.seen, whole.pieces, prose)
  if (whole && whole.pieces.length < MOST_PIECES && mayBeHalf(whole.line)) stream.half = whole
  if (!seen) {
    if (stream.prelude.length > 0 && !stream.half && !isElision(line.text)) stream.prelude = []
    return NOTHING
  }
  return placeSeen(stream, line, seen, prose)
}

/** Gives a line that was put together to its report, and to that the lines as they stand. */
function placeWhole(stream: Stream, line: Line, seen: Seen, pieces: readonly Line[], prose: number): Placed {
  const placed = placeSeen(stream, line, seen, prose)
  if (placed.held) stream.open.at(-1)?.taken.push(...pieces)
  return placed
}

/** A line that was broken inside the very words that tell it: `swapper: page allocation` / `failure. order:2, mode:0x4020`. */
function joined({ line: first, pieces }: Half, rest: Line): (Half & { readonly seen: Seen | null }) | null {
  if (rest.origin !== null || rest.number !== first.last + 1) return null
  const line = joinLines(first, rest, ' ')
  return { line, pieces: [...pieces, rest], seen: recognise(line.text) }
}

/** A long path takes a line of its own: name, path and the rest. */
const MOST_PIECES = 3

/** Where lines have stamps, one without goes on with the one before; without stamps only its words tell. */
const mayBeHalf = ({ text, origin }: Line) =>
  text.length < WIDEST_PAGE &&
  (origin?.kernel ??
    / invoked$|: page(?: allocation(?: failure\.?)?)?$|(?:^|: )Kill(?:ed)?(?: process)?$| cpuset=\S+$/.test(text))
/** `oom-killer: gfp_mask=…` alone was the whole head of 2.6.18; counters without a name are always a rest. */
const mayBeRest = (seen: Seen | null) =>
  seen === null || seen.part === 'head' || seen.part === 'counters' || seen.part === 'ordersRest'

function placeSeen(stream: Stream, line: Line, seen: Seen, prose: number): Placed {
  const report = reportOf(stream, seen, line, prose)
  if (report) {
    take(stream, report, line, seen, prose)
    return stream.open.length === 1 ? HELD : sweep(stream, report, line, prose)
  }
  if (seen.cause || opens(seen)) return begin(stream, seen, line, prose)
  if (!PRELUDE.has(seen.part)) return NOTHING
  if (stream.prelude.length < LONGEST_PRELUDE) stream.prelude.push({ line, seen })
  return HELD
}

/** Whether printk could have written the line; expressions meet no other. */
const mayBeKernels = (text: string) =>
  text.length < WIDEST_PAGE || (text.length <= LONGEST_LINE && !text.includes(WIDEST_GAP))

/** Time goes on: what the log has left behind gets no more lines. Looked at once a second. */
function sweep(stream: Stream, report: Draft, line: Line, prose: number): Placed {
  const time = line.origin?.time ?? null
  if (time !== null && time === stream.swept) return HELD
  stream.swept = time
  const finished = stream.open.filter((each) => each !== report && isFar(each, line, prose))
  if (finished.length === 0) return HELD
  stream.open = stream.open.filter((each) => !finished.includes(each))
  return { held: true, finished }
}

/** What can stand before the first part that tells a report. */
const PRELUDE: ReadonlySet<Seen['part']> = new Set(['stack', 'cpu', 'hardware', 'cpuset', 'stat'])

/** What the kernel prints in pieces (KERN_CONT): each may come with a stamp of its own. */
const CONTINUED: ReadonlySet<Seen['part']> = new Set(['orders', 'reserve', 'limit', 'statHead'])

/** Joins a line to the last one, where a narrow page or a logger had parted them. */
function unwrap(stream: Stream, line: Line, seen: Seen | null): boolean {
  const report = stream.open.at(-1)
  if (!report || !stream.last || line.number > stream.last.last + 1) return false
  const isRest = seen?.part === 'counters' || seen?.part === 'ordersRest'
  if ((seen && !isRest) || line.text.length > WIDEST_PAGE) return false
  const { line: before, seen: what } = report.entries.at(-1)!
  if (line.origin !== null && !CONTINUED.has(what.part)) return false
  if (before.text.length > LONGEST_LINE - WIDEST_PAGE) return false
  const gap = gapBefore(what.part, before.text, line.text)
  if (gap === null) return false
  extend(report, line, gap)
  stream.last = line
  return true
}

/** What a line is where it stands. */
function inPlace(stream: Stream, { text }: Line, alone: Seen | null): Seen | null {
  const rest = alone?.part === 'counters' || alone?.part === 'ordersRest'
  if (alone && !rest) return alone
  const previous = stream.open.at(-1)?.entries.at(-1)?.seen.part
  const after = previous && recogniseAfter(text, previous)
  if (after) return after
  const wanted = stream.prelude.length > 0 || stream.open.some(wantsStack)
  return (wanted ? isStack(text) : beginsStack(text)) ? STACK : stat(text)
}

function reportOf({ open }: Stream, seen: Seen, line: Line, prose: number): Draft | undefined {
  if (open.length < 2) return open[0] && accepts(open[0], seen, line, prose) ? open[0] : undefined
  const able = open.filter((each) => accepts(each, seen, line, prose))
  return able.findLast((each) => isNamed(each, seen, line)) ?? able.at(-1)
}

const KILLING = /\b(?:dump_header|oom_kill_process|out_of_memory)\b/
const FAILING = /\bwarn_alloc/

/** Whether a line names the report's task, or its path through the kernel. */
function isNamed({ cause, comm }: Draft, { part }: Seen, { text }: Line): boolean {
  if (part === 'stack') return (cause === 'oom' ? KILLING : FAILING).test(text)
  return part === 'cpu' && comm !== null && text.includes(`omm: ${comm} `)
}

function take(stream: Stream, report: Draft, line: Line, seen: Seen, prose: number): void {
  if (stream.open.at(-1) !== report) stream.open = [...stream.open.filter((each) => each !== report), report]
  append(report, line, seen, prose)
  if (seen.part !== 'lost') stream.last = line
}

function begin(stream: Stream, seen: Seen, line: Line, prose: number): Placed {
  const finished = stream.open.filter((each) => isOver(each, seen, line, prose))
  stream.open = stream.open.filter((each) => !finished.includes(each))
  if (stream.open.length >= OVERLAPPING) finished.push(stream.open.shift()!)
  const begun = draft(seen.cause ?? null, line, prose)
  for (const each of claimed(stream.prelude, seen, line)) append(begun, each.line, each.seen, prose)
  stream.prelude = []
  stream.open.push(begun)
  take(stream, begun, line, seen, prose)
  return { held: true, begun, finished }
}

/**
 * What of the lines before it belongs to a report whose head is lost. Statistics stand right before the table of
 * processes; what else looks like them is the dump of a file.
 */
function claimed(prelude: readonly Entry[], { cause, part }: Seen, line: Line): readonly Entry[] {
  const above = prelude.at(-1)?.line
  if (cause || !above) return []
  const directly = line.origin?.kernel === true || above.last >= line.number - 1
  const withStatistics = directly && (part === 'protection' || part === 'taskTitle' || part === 'taskHead')
  return withStatistics ? prelude : prelude.filter(({ seen }) => seen.part !== 'stat')
}

/** Whether a report has ended where another one begins with `line`. */
function isOver(report: Draft, seen: Seen, line: Line, prose: number): boolean {
  if (report.cause === 'slubFailure' || isFar(report, line, prose)) return true
  const caller = line.origin?.caller ?? null
  if (report.caller !== null && caller !== null && report.caller !== caller && report.cause !== 'oom') return false
  // Without a head this line should have been the report's own. Kills never overlap: the kernel holds a lock.
  return !seen.cause || (report.cause === 'oom' && seen.cause === 'oom')
}
