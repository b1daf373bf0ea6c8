import type { Problem } from '../../problem.ts'
import type { Line } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import { sizeIn } from '../cell.ts'

/**
 * The same sizes as `arc_summary` prints them, rounded (OpenZFS cmd/arc_summary): `ARC size (current):   9.8 %   29.9 MiB`, in
 * the older script `Target Size: (Adaptive)   100.00%   8.00   GiB`.
 */
const ROW =
  /^(ARC size|Target size|Min size|Max size)\b[^\d%]{0,80}(?:[\d.,]+ ?%|\d+:\d+)?\s+(\d[\d.]*\s+(?:Bytes|[KMGTP]iB))$/i
const NAMES: Readonly<Record<string, string>> = {
  'arc size': 'size',
  'target size': 'c',
  'min size': 'c_min',
  'max size': 'c_max',
}
/** Rows below the sizes: breakdowns, in the same shape. */
const OTHER = /^[A-Z][\w ()/-]{2,50}:\s+\S/

/** How many lines from `at` on tell of the cache's sizes, up to the last that we know. */
export function summaryFrom(lines: readonly Line[], at: number): number {
  if (!/^ARC size\b/i.test(lines[at]!.text)) return 0
  let end = at
  for (let next = at; next < lines.length && next < at + 12; next++) {
    const { text, heading } = lines[next]!
    if (ROW.test(text)) end = next + 1
    else if (next > end || heading || !OTHER.test(text)) break
  }
  return end - at
}

/** The size that a row prints, by the name of the kstat that it was made from. */
export function summaryRow(line: Line, problems: Problem[]): { readonly key: string; readonly figure: Figure } | null {
  const [, name, digits] = ROW.exec(line.text) ?? []
  if (name === undefined) return null
  const from = line.text.lastIndexOf(digits!)
  const text = digits!.replace(/\s+/g, '').replace(/bytes/i, 'B')
  const figure = sizeIn(line, { text, from, to: from + digits!.length }, { unit: 1 }, name, problems)
  return figure ? { key: NAMES[name.toLowerCase()]!, figure } : null
}
