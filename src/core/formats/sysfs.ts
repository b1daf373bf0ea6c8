import type { Problem } from '../problem.ts'
import { spanOf, type Line } from '../text/line.ts'
import { readFigure } from '../text/number.ts'
import type { Figure } from '../text/source.ts'
import { isImplausible } from './keyed.ts'

/** Directories of sysfs with a value a file, as `grep . DIRECTORY/*` prints them: `/sys/kernel/mm/ksm/run:1`. */

/** `grep: /sys/kernel/mm/hugepages/hugepages-2048kB/demote: Permission denied` */
const COMPLAINT = /^grep: \S+: /

/** Whether a line is what `grep` says of a file that it could not read. */
export const isComplaint = (line: Line): boolean => COMPLAINT.test(line.text)

/** How many lines from `at` on `grep` took from files whose paths match; its complaints stand between them. */
export function linesOfFiles(lines: readonly Line[], at: number, files: RegExp): number {
  let end = at
  const seen = new Set<string>()
  for (let next = at; next < lines.length; next++) {
    const { path } = lines[next]!
    if (isComplaint(lines[next]!)) continue
    if (path === null || !files.test(path) || seen.has(path)) break
    seen.add(path)
    end = next + 1
  }
  return end - at
}

/** Claims the lines of such files, and under a prompt that names one file alone the one line that it holds. */
export const valuesOf =
  (files: RegExp, value: RegExp) =>
  (lines: readonly Line[], at: number, path: string | null): number =>
    lines[at]!.path !== null
      ? linesOfFiles(lines, at, files)
      : files.test(path ?? '') && value.test(lines[at]!.text)
        ? 1
        : 0

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/**
 * Reads whole numbers by file name (or by what `nameIn` makes of a path); what is no number goes to `other`, and where
 * nobody wants it is a problem.
 */
export function readValues(
  lines: readonly Line[],
  path: string | null,
  other?: (name: string, line: Line) => boolean,
  nameIn: (path: string) => string = nameOf,
): { fields: ReadonlyMap<string, Figure>; problems: Problem[] } {
  const fields = new Map<string, Figure>()
  const problems: Problem[] = []
  for (const line of lines) {
    if (isComplaint(line)) continue
    const name = nameIn(line.path ?? path ?? '')
    const figure = readFigure(line, 0, line.text.length)
    // What a setting gains or loses can be below zero (KSM's general_profit).
    if (figure && isImplausible(figure.value, true))
      problems.push({ code: 'implausible', span: figure.span, what: name })
    else if (figure) fields.set(name, figure)
    else if (!other?.(name, line)) problems.push({ code: 'not-a-number', span: spanOf(line), what: name })
  }
  return { fields, problems }
}
