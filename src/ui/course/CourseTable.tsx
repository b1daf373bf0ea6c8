import type { Course } from '../../core/course/course.ts'
import { summaryOf, trendOfTrack } from '../../core/course/summary.ts'
import { spansAt, spansOf, type Track } from '../../core/course/track.ts'
import { courseWords, sayExactly, sayPlace, saySlope, sayTrack, sayValue } from '../../core/language/course-words.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { useFirst } from '../kit/useFirst.tsx'
import table from '../kit/Table.module.css'
import styles from './Course.module.css'

interface Props {
  readonly course: Course
  readonly tracks: readonly Track[]
}

/** The same as the charts in figures: each line summed up, then value by value. */
export function CourseTable({ course, tracks }: Props) {
  const t = useMessages().course
  const head = courseWords[useLanguage()].head
  if (tracks.length === 0) return <p className={styles.note}>{t.nothing}</p>
  return (
    <div className={styles.tables}>
      <div className={table.scroll}>
        <table className={[table.table, table.stack].join(' ')} data-testid="course-summary">
          <caption>{t.summary}</caption>
          <thead>
            <tr>
              <th scope="col">{head.line}</th>
              {(['first', 'last', 'change', 'least', 'most', 'slope', 'points', 'gaps'] as const).map((each) => (
                <th key={each} scope="col" className={table.figure}>
                  {head[each]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tracks.map((track) => (
              <SummaryRow key={track.key} course={course} track={track} />
            ))}
          </tbody>
        </table>
      </div>
      <Values course={course} tracks={tracks} />
    </div>
  )
}

function SummaryRow({ course, track }: { readonly course: Course; readonly track: Track }) {
  const language = useLanguage()
  const t = courseWords[language].head
  const pointing = usePointing(`course:${track.key}`, spansOf(track, 20))
  const { first, last, change, least, most, points, gaps } = summaryOf(track)
  const trend = trendOfTrack(track)
  const cell = (label: string, value: number, sign = '') => (
    <td className={table.figure} data-label={label} title={sayExactly(value, track.unit)}>
      {sign}
      {sayValue(value, track.unit)}
    </td>
  )
  return (
    <tr
      data-track={sayTrack(track, 'en')}
      data-first={first}
      data-last={last}
      data-least={least}
      data-most={most}
      {...pointing}
    >
      <th scope="row">{sayTrack(track, language)}</th>
      {cell(t.first, first)}
      {cell(t.last, last)}
      {cell(t.change, change, change > 0 ? '+' : '')}
      {cell(t.least, least)}
      {cell(t.most, most)}
      <td className={table.figure} data-label={t.slope}>
        {trend ? saySlope(trend.slope, track, course, language) : ''}
      </td>
      <td className={table.figure} data-label={t.points}>
        {points}
      </td>
      <td className={table.figure} data-label={t.gaps}>
        {gaps}
      </td>
    </tr>
  )
}

/** A row for each moment at which one of the lines was measured. */
function Values({ course, tracks }: Props) {
  const t = useMessages().course
  const language = useLanguage()
  const byTime = new Map<number, (number | undefined)[]>()
  tracks.forEach((track, column) =>
    track.times.forEach((time, index) => {
      const row = byTime.get(time) ?? byTime.set(time, []).get(time)!
      row[column] = index
    }),
  )
  const rows = [...byTime].sort(([a], [b]) => a - b)
  const { shown, more } = useFirst(rows)
  return (
    <div className={table.scroll}>
      <table className={table.table} data-testid="course-values">
        <caption>{t.values}</caption>
        <thead>
          <tr>
            <th scope="col">{t.time}</th>
            {tracks.map((track) => (
              <th key={track.key} scope="col" className={table.figure}>
                {sayTrack(track, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(([time, indices]) => (
            <ValueRow key={time} time={sayPlace(time, course.axis, language)} tracks={tracks} indices={indices} />
          ))}
        </tbody>
      </table>
      {more}
    </div>
  )
}

interface ValueRowProps {
  readonly time: string
  readonly tracks: readonly Track[]
  readonly indices: readonly (number | undefined)[]
}

function ValueRow({ time, tracks, indices }: ValueRowProps) {
  const spans = tracks.flatMap((track, column) => {
    const index = indices[column]
    return index === undefined ? [] : spansAt(track, index)
  })
  const pointing = usePointing(`course at ${time}`, spans)
  return (
    <tr {...pointing}>
      <th scope="row">{time}</th>
      {tracks.map((track, column) => {
        const index = indices[column]
        const value = index === undefined ? undefined : track.values[index]
        return (
          <td
            key={track.key}
            className={table.figure}
            title={value === undefined ? undefined : sayExactly(value, track.unit)}
          >
            {value === undefined ? '' : sayValue(value, track.unit)}
          </td>
        )
      })}
    </tr>
  )
}
