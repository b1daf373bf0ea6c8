import type { Line } from '../text/line.ts'

/** The command whose output begins at `at`: the heading above, over blank lines; null where other text stands between. */
export function commandAbove(lines: readonly Line[], at: number): string | null {
  for (let above = at - 1; above >= 0 && above > at - 4; above--) {
    const { heading, text } = lines[above]!
    if (heading) return heading.command
    if (text !== '') return null
  }
  return null
}
