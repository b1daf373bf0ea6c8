import type { Problem } from '../problem.ts'
import { spanOf, type Line } from '../text/line.ts'
import { readFigure } from '../text/number.ts'
import type { Figure } from '../text/source.ts'

/** Directories of sysfs with a value a file, as `grep . DIRECTORY/*` prints them: `/sys/kernel/mm/ksm/run:1`. */

/** How many lines from `at` on `grep` took from files whose paths match. */
export function linesOfFiles(lines: readonly Line[], at: number, files: RegExp): number {
  let end = at
  const seen = new Set<string>()
  while (end < lines.length) {
    const { path } = lines[end]!
    if (path === null || !files.test(path) || seen.has(path)) break
    seen.add(path)
    end++
  }
  return end - at
}

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Reads whole numbers by file name; what is no number goes to `other`, and where nobody wants it is a problem. */
export function readValues(
  lines: readonly Line[],
  path: string | null,
  other?: (name: string, line: Line) => boolean,
): { fields: ReadonlyMap<string, Figure>; problems: Problem[] } {
  const fields = new Map<string, Figure>()
  const problems: Problem[] = []
  for (const line of lines) {
    const name = nameOf(line.path ?? path ?? '')
    const figure = readFigure(line, 0, line.text.length)
    if (figure) fields.set(name, figure)
    else if (!other?.(name, line)) problems.push({ code: 'not-a-number', span: spanOf(line), what: name })
  }
  return { fields, problems }
}
