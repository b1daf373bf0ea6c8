import type { AnyRecord, LineRange } from './snapshot/record.ts'
import type { Line } from './text/line.ts'

/** What became of the lines of one source. Blank lines are in none. */
export interface Coverage {
  readonly source: number
  readonly lines: number
  /** Lines that no record holds and no heading explains. */
  readonly unrecognised: readonly LineRange[]
}

/** Which physical lines of a source were not understood. */
export function coverageOf(source: number, lines: readonly Line[], records: readonly AnyRecord[]): Coverage {
  const count = lines.at(-1)?.last ?? 0
  const understood = new Uint8Array(count + 2)
  for (const record of records) {
    if (record.source !== source) continue
    for (const [first, last] of record.ranges) understood.fill(1, first, last + 1)
    if (record.headingLine !== null) understood[record.headingLine] = 1
  }
  for (const line of lines) if (line.text === '') understood[line.number] ||= 2
  const unrecognised: [number, number][] = []
  let open: [number, number] | undefined
  for (let number = 1; number <= count; number++) {
    if (understood[number] === 0) {
      if (open) open[1] = number
      else unrecognised.push((open = [number, number]))
    } else if (understood[number] === 1) open = undefined
  }
  return { source, lines: count, unrecognised }
}
