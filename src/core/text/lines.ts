import { cleanPiece, decodeQuotedPrintable, isQuotedPrintable, plain } from './clean.ts'
import { habitsOf, stripHabit, type Habit } from './habit.ts'
import { headingOf } from './heading.ts'
import { unwrapJson } from './json.ts'
import { STEP, type Progress } from './progress.ts'
import type { Line, Origin } from './line.ts'
import { isStamped, lengthOf, quoteIn, widthOf } from './page.ts'
import { cutPiece, joinPieces, type Piece } from './piece.ts'
import { stripPrefix } from './prefix.ts'
import type { Source } from './source.ts'

/** A row beyond this is no line of any tool we read; its tail is left unread, so that no pattern meets megabytes at once. */
const LONGEST = 64 * 1024

/** The lines of a source, seen through quoting, escapes and log prefixes. Blank lines are kept: they part tables. */
export function linesOf(source: Source, index: number, progress?: Progress): Line[] {
  const text = plain(source.text)
  const numbered = isNumbered(text)
  const soft = isQuotedPrintable(text)
  const width = soft ? null : widthOf(text)
  const habits = habitsOf(text)
  const out: Line[] = []
  let number = 0
  let from = 0
  while (from <= text.length) {
    let end = endOfLine(text, from)
    const first = ++number
    if (number % STEP === 0) progress?.(from / text.length)
    let piece: Piece = { text: text.slice(from, Math.min(end, from + LONGEST)), from, map: null }
    if (soft) {
      const parts = [piece]
      while (end < text.length && parts.at(-1)!.text.trimEnd().endsWith('=')) {
        const next = end + 1
        end = endOfLine(text, next)
        number++
        parts.push({ text: text.slice(next, end), from: next, map: null })
      }
      piece = decodeQuotedPrintable(parts)
    }
    if (width !== null && lengthOf(piece.text) === width) {
      const parts = [cutPiece(piece, 0, width)]
      for (let last = width; last === width && end < text.length;) {
        const next = end + 1
        const stop = endOfLine(text, next)
        const rest = text.slice(next, Math.min(stop, next + LONGEST))
        if (rest.trim() === '' || isStamped(rest)) break
        const quote = quoteIn(rest)
        last = lengthOf(rest)
        parts.push({ text: rest.slice(quote, last), from: next + quote, map: null })
        end = stop
        number++
      }
      piece = joinPieces(parts)
    }
    if (numbered) piece = cutPiece(piece, NUMBER.exec(piece.text)?.[0].length ?? 0)
    emit(cleanPiece(piece), habits, index, first, number, out)
    from = end + 1
  }
  return withoutSpacing(out)
}

/** Lines that follow each other with a blank between: from how many on it is the page that put the blanks there. */
const SPACED = 6

/** Closes up what a mail program or a page has spaced: in a run of lines with blanks between, every second blank is theirs. */
function withoutSpacing(lines: Line[]): Line[] {
  const surplus = new Set<Line>()
  const isBlank = (at: number) => lines[at]?.text === ''
  const first = lines.findIndex(({ text }) => text !== '')
  let blanks: Line[] = []
  let gaps = 0
  let start = 0
  const close = (end: number) => {
    // A short text may be spaced as a whole.
    const isWhole = gaps > 0 && start === first && end >= lines.length
    if (gaps >= SPACED - 1 || isWhole) for (const each of blanks) surplus.add(each)
    blanks = []
    gaps = 0
  }
  for (let at = 0; at < lines.length; at++) {
    let gap = 0
    while (isBlank(at + 1 + gap)) gap++
    if (isBlank(at) || gap % 2 === 0) {
      close(at + 1 + gap)
      start = at + 1 + gap
    } else {
      gaps++
      for (const each of lines.slice(at + 1, at + 1 + (gap + 1) / 2)) blanks.push(each)
    }
    at += gap
  }
  close(lines.length)
  return surplus.size === 0 ? lines : lines.filter((each) => !surplus.has(each))
}

const endOfLine = (text: string, from: number) => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** `cat -n`, `grep -n`, a copied editor pane: numbers that count up before every line. */
const NUMBER = /^\s*\d+(?::|[ |]\s?)\s?/

function isNumbered(text: string): boolean {
  let expected = -1
  let seen = 0
  for (const line of text.slice(0, 4000).split('\n').slice(0, 40)) {
    const match = /^\s*(\d+)(?::|[ |])/.exec(line)
    if (!match) {
      if (line.trim() === '') continue
      return false
    }
    const value = Number(match[1])
    if (expected >= 0 && value !== expected) return false
    expected = value + 1
    seen++
  }
  return seen >= 4
}

/** Strips the prefixes of one physical line and appends what it holds: one line, or several where a logger folded them. */
function emit(whole: Piece, habits: readonly Habit[], source: number, number: number, last: number, out: Line[]) {
  const habit = habits.length > 0 ? stripHabit(whole.text, habits) : null
  const piece = habit ? cutPiece(whole, habit.at, habit.end) : whole
  const { at, origin, path: outer } = stripPrefix(piece.text)
  let path = outer
  let message = cutPiece(piece, at)
  let from = habit ? merge(habit.origin, origin) : origin
  const unwrapped = message.text.includes('{"') ? unwrapJson(cutPiece(message, leading(message.text))) : null
  if (unwrapped) {
    const inner = stripPrefix(unwrapped.message.text)
    message = cutPiece(unwrapped.message, inner.at)
    from = merge(merge(from, { ...unwrapped, program: null, uptime: null, caller: null }), inner.origin)
    path = inner.path ?? outer
  }
  const [first, ...folded] = unfold(message)
  if (first) out.push(line(first, source, number, last, from, path))
  for (const part of folded) {
    const inner = stripPrefix(part.text)
    out.push(line(cutPiece(part, inner.at), source, number, last, merge(from, inner.origin), inner.path))
  }
}

function merge(outer: Origin | null, inner: Origin | null): Origin | null {
  if (outer === null || inner === null) return inner ?? outer
  return {
    kernel: outer.kernel || inner.kernel,
    time: inner.time ?? outer.time,
    host: inner.host ?? outer.host,
    program: inner.program ?? outer.program,
    uptime: inner.uptime ?? outer.uptime,
    caller: inner.caller ?? outer.caller,
  }
}

/** rsyslog writes a line feed inside a message as `#012`, /dev/kmsg as `\x0a`; JSON loggers keep it. */
const FOLD = /#012|\n|\\x0a/g

function unfold(piece: Piece): Piece[] {
  if (!piece.text.includes('#012') && !piece.text.includes('\n') && !piece.text.includes('\\x0a')) return [piece]
  const parts: Piece[] = []
  let at = 0
  for (const match of piece.text.matchAll(FOLD)) {
    parts.push(cutPiece(piece, at, match.index))
    at = match.index + match[0].length
  }
  if (at < piece.text.length) parts.push(cutPiece(piece, at))
  return parts
}

function line(
  piece: Piece,
  source: number,
  number: number,
  last: number,
  origin: Origin | null,
  path: string | null,
): Line {
  const indent = leading(piece.text)
  const end = FENCE.test(piece.text) ? indent : trailing(piece.text)
  const { text, from, map } = cutPiece(piece, Math.min(indent, end), end)
  return {
    source,
    number,
    last,
    text,
    indent,
    from,
    map,
    origin,
    path,
    heading: path === null ? headingOf(text) : null,
  }
}

/** A Markdown fence is as good as a blank line. */
const FENCE = /^ *(?:```+|~~~+)[\w-]* *\r?$/

function leading(text: string): number {
  let at = 0
  while (text.charCodeAt(at) === 32) at++
  return at
}

function trailing(text: string): number {
  let at = text.length
  while (at > 0 && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 13)) at--
  return at
}
