import type { Report } from '../../analyze.ts'
import type { Course } from '../../course/course.ts'
import { summaryOf, trendOfTrack } from '../../course/summary.ts'
import { courseWords, sayPlace, sayTrack } from '../../language/course-words.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import type { TableEntry, Value } from './table.ts'

/** Lines over time: each summed up, and value by value. */
export function courseTables(report: Report, language: Language): TableEntry[] {
  const { courses } = report
  return courses.length === 0 ? [] : [courseTable(courses, language), courseValuesTable(courses, language)]
}

/** Every line over time in figures: sizes in bytes, the pace by seconds, or by steps where there are no times. */
function courseTable(courses: readonly Course[], language: Language): TableEntry {
  const { title, head } = courseWords[language]
  const columns = ['line', 'unit', 'from', 'to', 'first', 'last', 'least', 'most', 'slope', 'points', 'gaps'] as const
  return {
    id: 'course',
    title,
    make: () => ({
      columns: columns.map((id) => ({ id, title: head[id] })),
      rows: courses.flatMap((course) =>
        course.tracks.map((track): Value[] => {
          const { first, last, least, most, points, gaps } = summaryOf(track)
          const place = (at: number) => sayPlace(at, course.axis, language)
          const [from, to] = [place(track.times[0]!), place(track.times.at(-1)!)]
          const slope = trendOfTrack(track)?.slope ?? null
          return [sayTrack(track, language), track.unit, from, to, first, last, least, most, slope, points, gaps]
        }),
      ),
    }),
  }
}

/** A row for each value: that is what every spreadsheet can turn into a chart. */
export function courseValuesTable(courses: readonly Course[], language: Language): TableEntry {
  const { title, head } = courseWords[language]
  const { column } = tableWords[language]
  return {
    id: 'course-values',
    title: tableWords[language].title.record(title, column.value),
    make: () => ({
      columns: [
        { id: 'line', title: head.line },
        { id: 'unit', title: head.unit },
        { id: 'time', title: column.time },
        { id: 'at', title: column.at },
        { id: 'value', title: column.value },
      ],
      rows: courses.flatMap(({ axis, tracks }) =>
        tracks.flatMap((track) => {
          const name = sayTrack(track, language)
          return track.times.map((at, index): Value[] => [
            name,
            track.unit,
            sayPlace(at, axis, language),
            at,
            track.values[index] ?? null,
          ])
        }),
      ),
    }),
  }
}
