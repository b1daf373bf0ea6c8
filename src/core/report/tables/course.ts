import type { Report } from '../../analyze.ts'
import { coursesOf } from '../../course/course.ts'
import { summaryOf, trendOfTrack } from '../../course/summary.ts'
import { courseWords, sayPlace, sayTrack } from '../../language/course-words.ts'
import type { Language } from '../../language/say.ts'
import type { Table, Value } from './table.ts'

/** Every line over time in figures: sizes in bytes, the pace by seconds, or by steps where there are no times. */
export function courseTable(report: Report, language: Language): Table {
  const { title, head } = courseWords[language]
  const columns = ['line', 'unit', 'from', 'to', 'first', 'last', 'least', 'most', 'slope', 'points', 'gaps'] as const
  return {
    id: 'course',
    title,
    columns: columns.map((id) => ({ id, title: head[id] })),
    rows: coursesOf(report).flatMap((course) =>
      course.tracks.map((track): Value[] => {
        const { first, last, least, most, points, gaps } = summaryOf(track)
        const trend = trendOfTrack(track)
        const place = (at: number) => sayPlace(at, course.axis, language)
        const [from, to] = [place(track.times[0]!), place(track.times.at(-1)!)]
        const slope = trend?.slope ?? null
        return [sayTrack(track, language), track.unit, from, to, first, last, least, most, slope, points, gaps]
      }),
    ),
  }
}
