import type { Progress } from '../text/progress.ts'
import { grouped } from '../lookup.ts'
import { pathsOf, resolved, type Heading } from '../text/heading.ts'
import type { Line } from '../text/line.ts'
import type { Format } from './format.ts'
import { formats, type FormatId } from './index.ts'
import { cutKernelLog } from './kernel-log/cut.ts'
import type { Segment } from './segment.ts'

type BlockFormat = Format<FormatId, unknown>
// The registry is a union of formats; for recognition only what all of them share matters.
const blocks = formats as unknown as readonly BlockFormat[]

/** A number that lines share whose first three characters are the same, and few others. */
const keyOf = (text: string) => (text.charCodeAt(0) << 10) ^ (text.charCodeAt(1) << 5) ^ text.charCodeAt(2)
/** The beginnings that could stand in a line, by the line's key. */
const beginnings = grouped(
  blocks.flatMap((format) => format.starts.map((literal) => ({ literal, format }))),
  ({ literal }) => keyOf(literal),
)
const shaped = blocks.filter((format) => format.shape !== undefined)
const commanded = blocks.filter((format) => format.commands !== undefined)
const marked = blocks.filter((format) => format.mark !== undefined)
const filed = blocks.filter((format) => format.files !== undefined)

/**
 * Finds every dump of a source by what it looks like. Reports of the kernel log are taken out first, wherever other
 * programs' lines stand between theirs; blocks are then looked for in what remains.
 */
export function cut(lines: readonly Line[], progress?: Progress): Segment[] {
  const { segments: reports, taken } = cutKernelLog(lines, progress)
  const rest = taken.size === 0 ? lines : lines.filter((line) => !taken.has(line))
  const segments: Segment[] = [...reports, ...cutBlocks(rest)]
  return segments.sort((a, b) => a.lines[0]!.number - b.lines[0]!.number)
}

/** What the last heading said about the lines below it. */
interface Announced {
  readonly line: Line
  /** Nothing but blanks stood below it so far. */
  readonly fresh: boolean
  /** The files it names of which no dump has been found yet. */
  readonly paths: readonly string[]
  /** All of them again, where the heading is a loop that prints them time after time. */
  readonly again: readonly string[]
}

function cutBlocks(lines: readonly Line[]): Segment[] {
  const segments: Segment[] = []
  let announced: Announced | null = null
  let loop: Heading | null = null
  let blanks = 0
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    const found = line.text === '' ? null : findAt(lines, at, announced)
    if (found) {
      const { format, count, path } = found
      segments.push({ format: format.id, lines: lines.slice(at, at + count), heading: announced?.line ?? null, path })
      // What follows a dump directly is under the same heading: `cat a b` prints both.
      announced = after(announced, path)
      blanks = 0
      at += count
      continue
    }
    if (line.heading) {
      if (isLoop(line.heading)) loop = line.heading
      const paths = announcedPaths(line.heading, loop)
      announced = { line, fresh: true, paths, again: isLoop(line.heading) ? paths : [] }
    } else if (line.text === '') {
      if (++blanks > 2) announced = null
    } else announced = withoutFailed(announced, line.text)
    if (line.text !== '') blanks = 0
    at++
  }
  return segments
}

interface Found {
  readonly format: BlockFormat
  readonly count: number
  readonly path: string | null
}

function findAt(lines: readonly Line[], at: number, announced: Announced | null): Found | null {
  const line = lines[at]!
  const heading = announced?.line.heading
  const paths = line.path === null ? (announced?.paths ?? []) : [heading ? resolved(heading, line.path) : line.path]
  return (
    (line.heading ? null : filedAt(lines, at, paths)) ??
    startingAt(lines, at, paths) ??
    (announced?.fresh && !line.heading ? commandedAt(lines, at, announced.line.heading!.command, paths) : null)
  )
}

/** A dump of one of the files that are named before it. */
function filedAt(lines: readonly Line[], at: number, paths: readonly string[]): Found | null {
  for (const path of paths) {
    for (const format of filed) {
      if (!format.files!.test(path)) continue
      const count = format.claim(lines, at, path)
      if (count > 0) return { format, count, path }
    }
  }
  return null
}

/** A dump that begins as only its format begins. */
function startingAt(lines: readonly Line[], at: number, paths: readonly string[]): Found | null {
  const { text } = lines[at]!
  const claimed = (format: BlockFormat): Found | null => {
    const path = pathFor(format, paths)
    const count = format.claim(lines, at, path)
    return count > 0 ? { format, count, path } : null
  }
  for (const { literal, format } of beginnings.get(keyOf(text)) ?? []) {
    const found = text.startsWith(literal) ? claimed(format) : null
    if (found) return found
  }
  for (const format of marked) {
    const found = format.mark!.test(text) ? claimed(format) : null
    if (found) return found
  }
  const below = lines[at + 1]?.text ?? ''
  const labelled = isLabelled(text)
  if (labelled || isLabelled(below)) {
    for (const format of shaped) {
      if (!(labelled ? format.shape!.test(text) : format.headed && format.shape!.test(below))) continue
      const found = claimed(format)
      if (found) return found
    }
  }
  return null
}

/** Whether the first word of a line ends with a colon, as the rows of some tables do. */
function isLabelled(text: string): boolean {
  const colon = text.indexOf(':')
  return colon > 0 && colon < 24
}

/** A dump that only the command above it can tell. */
function commandedAt(lines: readonly Line[], at: number, command: string, paths: readonly string[]): Found | null {
  for (const format of commanded) {
    if (!format.commands!.some((word) => command.includes(word))) continue
    const path = pathFor(format, paths)
    const count = format.claim(lines, at, path)
    if (count > 0) return { format, count, path }
  }
  return null
}

const isDirectory = (path: string) => path.endsWith('/')

/** Which of the files named above a dump is its own: one of its kind, else the directory that a script names. */
const pathFor = ({ files }: BlockFormat, paths: readonly string[]): string | null =>
  (files ? (paths.find((path) => files.test(path)) ?? paths.find(isDirectory)) : paths[0]) ?? null

/** What is still to come after the dump of one file; a pattern stands for any number of files. */
function after(announced: Announced | null, path: string | null): Announced | null {
  if (announced === null) return null
  const { paths } = announced
  const at = path === null || /[*?[{]|\/$/.test(path) ? -1 : paths.indexOf(path)
  const rest = at < 0 ? paths : paths.slice(at + 1)
  return { ...announced, fresh: false, paths: rest.length > 0 ? rest : announced.again }
}

/** `cat: memory.peak: No such file or directory` */
const FAILED = /^(?:cat|grep|head|tail|sort): ([^\s:]+):/

/** A line that is no dump ends what a heading announced, unless it says that one of the files is not there. */
function withoutFailed(announced: Announced | null, text: string): Announced | null {
  const failed = FAILED.exec(text)?.[1]
  if (announced === null || failed === undefined) return null
  return { ...announced, paths: announced.paths.filter((path) => !path.endsWith(failed)) }
}

const isLoop = ({ command }: Heading) => /\bdo\s/.test(command)

/**
 * The files below a heading. Where a loop printed the heading to name a directory (`for d in $groups; do echo "== $d"; cat
 * $d/memory.current; done`), the loop's body names the files in it.
 */
function announcedPaths(heading: Heading, loop: Heading | null): readonly string[] {
  const paths = pathsOf(heading)
  const [directory] = paths
  if (loop === null || loop === heading || directory === undefined || paths.length > 1) return paths
  const inside = pathsOf(loop).flatMap((path) => /^\$\{?\w+\}?\/(.+)$/.exec(path)?.[1] ?? [])
  return inside.length === 0 ? paths : inside.map((name) => `${directory.replace(/\/$/, '')}/${name}`)
}
