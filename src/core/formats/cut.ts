import type { Line } from '../text/line.ts'
import type { Format } from './format.ts'
import { formats, type FormatId } from './index.ts'
import { cutKernelLog } from './kernel-log/cut.ts'
import type { Segment } from './segment.ts'

type BlockFormat = Format<FormatId, unknown>
// The registry is a union of formats; for recognition only what all of them share matters.
const blocks = formats as unknown as readonly BlockFormat[]

/** First three characters of a line → the beginnings that could stand there. */
const beginnings = new Map<string, { literal: string; format: BlockFormat }[]>()
for (const format of blocks) {
  for (const literal of format.starts) {
    const key = literal.slice(0, 3)
    const list = beginnings.get(key) ?? []
    list.push({ literal, format })
    beginnings.set(key, list)
  }
}
const shaped = blocks.filter((format) => format.shape !== undefined)
const commanded = blocks.filter((format) => format.commands !== undefined)

/**
 * Finds every dump of a source by what it looks like. Reports of the kernel log are taken out first, wherever other
 * programs' lines stand between theirs; blocks are then looked for in what remains.
 */
export function cut(lines: readonly Line[]): Segment[] {
  const reports = cutKernelLog(lines)
  const taken = new Set(reports.flatMap((report) => report.lines))
  const rest = taken.size === 0 ? lines : lines.filter((line) => !taken.has(line))
  const segments: Segment[] = [...reports, ...cutBlocks(rest)]
  return segments.sort((a, b) => a.lines[0]!.number - b.lines[0]!.number)
}

function cutBlocks(lines: readonly Line[]): Segment[] {
  const segments: Segment[] = []
  let heading: Line | null = null
  let blanks = 0
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    const found = line.text === '' ? null : line.heading ? commandedAt(lines, at + 1, line) : startingAt(lines, at)
    const first = found && line.heading && !found.own ? at + 1 : at
    if (found) {
      if (first > at) heading = line
      segments.push({ format: found.format.id, lines: lines.slice(first, first + found.count), heading })
      at = first + found.count
      // What follows a dump directly is under the same heading: `cat a b` prints both.
      blanks = 0
      continue
    }
    if (line.heading) heading = line
    else if (line.text === '') {
      if (++blanks > 2) heading = null
    } else heading = null
    if (line.text !== '') blanks = 0
    at++
  }
  return segments
}

interface Found {
  readonly format: BlockFormat
  readonly count: number
  /** The dump begins with the heading line itself (`# name <active_objs>`). */
  readonly own?: boolean
}

function startingAt(lines: readonly Line[], at: number): Found | null {
  const { text } = lines[at]!
  for (const { literal, format } of beginnings.get(text.slice(0, 3)) ?? []) {
    if (!text.startsWith(literal)) continue
    const count = format.claim(lines, at)
    if (count > 0) return { format, count }
  }
  const colon = shaped.length > 0 ? text.indexOf(':') : -1
  if (colon > 0 && colon < 24) {
    for (const format of shaped) {
      if (!format.shape!.test(text)) continue
      const count = format.claim(lines, at)
      if (count > 0) return { format, count }
    }
  }
  return null
}

function commandedAt(lines: readonly Line[], at: number, heading: Line): Found | null {
  const own = startingAt(lines, at - 1)
  if (own) return { ...own, own: true }
  const { command } = heading.heading!
  for (const format of commanded) {
    if (!format.commands!.some((word) => command.includes(word))) continue
    const count = at < lines.length ? format.claim(lines, at) : 0
    if (count > 0) return { format, count }
  }
  return null
}
