import type { AnyRecord, LineRange } from './snapshot/record.ts'
import type { Source } from './text/source.ts'

/** What became of the lines of one source. Blank lines are in none. */
export interface Coverage {
  readonly source: number
  readonly lines: number
  /** Lines that no record holds and no heading explains. */
  readonly unrecognised: readonly LineRange[]
}

/** Which physical lines of a source were not understood. */
export function coverageOf(source: number, { text }: Source, records: readonly AnyRecord[]): Coverage {
  const lines = text.split('\n')
  // A final line feed ends the last line; it opens none.
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length
  const understood = new Uint8Array(count + 2)
  for (const record of records) {
    if (record.source !== source) continue
    for (const [first, last] of record.ranges) understood.fill(1, first, last + 1)
    if (record.headingLine !== null) understood[record.headingLine] = 1
  }
  const unrecognised: [number, number][] = []
  let open: [number, number] | undefined
  for (let number = 1; number <= count; number++) {
    if (understood[number] === 1) open = undefined
    else if (lines[number - 1]!.trim() !== '') {
      if (open) open[1] = number
      else unrecognised.push((open = [number, number]))
    }
  }
  return { source, lines: count, unrecognised }
}
