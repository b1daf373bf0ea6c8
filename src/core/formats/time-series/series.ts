import type { Line } from '../../text/line.ts'
import { spanOf } from '../../text/line.ts'
import type { Figure, PackedSpans, Span } from '../../text/source.ts'

/** What the values of a series count. Shares are percent, as printed. */
export type SeriesUnit = 'bytes' | 'bytes/s' | 'percent' | 'count'

/** One quantity over time. Moments at which it was not measured are left out. */
export interface Series {
  /** As its column or its labels name it. */
  readonly name: string
  readonly unit: SeriesUnit
  /** Seconds; since 1970 where the source tells the day, else since the midnight before the first one. */
  readonly times: readonly number[]
  readonly values: readonly number[]
  /** Where each value stands. */
  readonly places: PackedSpans
  /** The points before which the source has a cell without a value. */
  readonly holes: Uint32Array
  /** The first and the last value with their places: evidence for what lies between. */
  readonly first: Figure
  readonly last: Figure
}

export interface SeriesDraft {
  readonly name: string
  readonly unit: SeriesUnit
  readonly times: number[]
  readonly values: number[]
  readonly places: number[]
  readonly holes: number[]
  first?: Figure
  last?: Figure
}

export const draft = (name: string, unit: SeriesUnit): SeriesDraft => ({
  name,
  unit,
  times: [],
  values: [],
  places: [],
  holes: [],
})

export function addPoint(series: SeriesDraft, time: number, figure: Figure): void {
  const { line, from, to } = figure.span
  series.times.push(time)
  series.values.push(figure.value)
  series.places.push(line, from, to)
  series.first ??= figure
  series.last = figure
}

/** Notes that a cell held no value. */
export function addHole(series: SeriesDraft): void {
  const next = series.times.length
  if (next > 0 && series.holes.at(-1) !== next) series.holes.push(next)
}

/** The drafts that got a value. */
export const finished = (drafts: Iterable<SeriesDraft>): Series[] =>
  [...drafts].flatMap(({ first, last, places, holes, ...rest }) =>
    first && last
      ? [
          {
            ...rest,
            places: Uint32Array.from(places),
            holes: Uint32Array.from(holes.filter((each) => each < rest.times.length)),
            first,
            last,
          },
        ]
      : [],
  )

/** That the machine started again, at a time on the scale of the series. */
export interface Boot {
  readonly time: number
  readonly span: Span
}

export const bootAt = (line: Line, time: number): Boot => ({ time, span: spanOf(line) })
