import type { Line } from '../text/line.ts'

/** Claims the tables of a tool that prints a head and under it a row a thing: nothing where either is missing. */
export const rowsUnder =
  (head: RegExp, row: RegExp) =>
  (lines: readonly Line[], at: number): number => {
    if (!head.test(lines[at]!.text)) return 0
    let end = at + 1
    while (end < lines.length && row.test(lines[end]!.text)) end++
    return end > at + 1 ? end - at : 0
  }
