import type { Report } from '../analyze.ts'
import type { Course } from '../course/course.ts'
import { chosenOf, summaryOf, trendOfTrack } from '../course/summary.ts'
import type { Track } from '../course/track.ts'
import {
  courseWords,
  sayCourse,
  sayCourseOf,
  sayMarker,
  sayPlace,
  saySlope,
  sayTrack,
  sayValue,
} from '../language/course-words.ts'
import type { Language } from '../language/say.ts'
import { harmless, printable } from './cited-lines.ts'
import type { Block, Row } from './blocks.ts'

/** Lines of which the sentence speaks, and events that are listed; the rest is in `--json`. */
const TOLD = 3
const EVENTS = 10

/** What went up and down: of each course a sentence, its lines in figures, what happened meanwhile. */
export function courseBlocks(report: Report, language: Language): Block[] {
  const { courses } = report
  if (courses.length === 0) return []
  return [
    { kind: 'heading', level: 2, words: courseWords[language].title },
    ...courses.flatMap((course) => blocksOf(course, language)),
  ]
}

function blocksOf(course: Course, language: Language): Block[] {
  const words = courseWords[language]
  const tracks = [...chosenOf(course).values()].flat()
  if (tracks.length === 0) return []
  const place = (at: number) => sayPlace(at, course.axis, language)
  const told = tracks.slice(0, TOLD).map((track) => sayCourseOf(track, summaryOf(track), language))
  const notes = [
    ...course.markers.slice(0, EVENTS).map((marker) => sayMarker(marker, course.axis, language)),
    ...(course.markers.length > EVENTS ? [`… +${course.markers.length - EVENTS}`] : []),
  ]
  const { head } = words
  return [
    {
      kind: 'words',
      words: harmless(
        plain(
          words.stretch(
            place(course.from),
            place(course.to),
            words.axis[course.axis],
            sayCourse(course, told, language),
          ),
        ),
      ),
    },
    {
      kind: 'table',
      columns: [
        { title: head.line },
        ...(['first', 'last', 'change', 'least', 'most', 'slope', 'points', 'gaps'] as const).map((each) => ({
          title: head[each],
          right: true,
        })),
      ],
      rows: tracks.map((track) => rowOf(track, course, language)),
      picture: { kind: 'course', course, tracks },
    },
    ...(notes.length > 0 ? [{ kind: 'figures', lines: notes.map(printable) } as const] : []),
    ...(course.unplaced > 0 ? [{ kind: 'words', words: words.unplaced(course.unplaced) } as const] : []),
    ...(course.outside > 0 ? [{ kind: 'words', words: words.outside(course.outside) } as const] : []),
  ]
}

/** Names of columns are no markup. */
const plain = (words: string) => words.replace(/`|\*\*/g, '')

function rowOf(track: Track, course: Course, language: Language): Row {
  const { first, last, change, least, most, points, gaps } = summaryOf(track)
  const trend = trendOfTrack(track)
  const say = (value: number) => sayValue(value, track.unit)
  return {
    cells: [
      printable(sayTrack(track, language)),
      say(first),
      say(last),
      `${change > 0 ? '+' : ''}${say(change)}`,
      say(least),
      say(most),
      trend ? saySlope(trend.slope, track, course, language) : '',
      String(points),
      String(gaps),
    ],
  }
}
