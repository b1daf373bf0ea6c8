import type { Figure } from '../../text/source.ts'

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
  /** The first and the last value with their places: evidence for what lies between. */
  readonly first: Figure
  readonly last: Figure
}

export interface SeriesDraft {
  readonly name: string
  readonly unit: SeriesUnit
  readonly times: number[]
  readonly values: number[]
  first?: Figure
  last?: Figure
}

export const draft = (name: string, unit: SeriesUnit): SeriesDraft => ({ name, unit, times: [], values: [] })

export function addPoint(series: SeriesDraft, time: number, figure: Figure): void {
  series.times.push(time)
  series.values.push(figure.value)
  series.first ??= figure
  series.last = figure
}

/** The drafts that got a value. */
export const finished = (drafts: Iterable<SeriesDraft>): Series[] =>
  [...drafts].flatMap(({ first, last, ...rest }) => (first && last ? [{ ...rest, first, last }] : []))
