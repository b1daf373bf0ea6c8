import { useMemo, useState } from 'react'
import type { Report } from '../../core/analyze.ts'
import type { Course } from '../../core/course/course.ts'
import { chosenOf, summaryOf } from '../../core/course/summary.ts'
import { courseWords, sayCourse, sayCourseOf, sayPlace } from '../../core/language/course-words.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Choice } from '../kit/Choice.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { TakeAlong } from '../share/TakeAlong.tsx'
import { CourseCharts } from './CourseCharts.tsx'
import { CourseTable } from './CourseTable.tsx'
import { MoreLines } from './MoreLines.tsx'
import styles from './Course.module.css'

/** What went up and down: snapshots, samples and exports over time, as lines or as a table. */
export function CoursePanel({ report }: { readonly report: Report }) {
  const { courses } = report
  const [chosen, setChosen] = useState(0)
  const course = courses[chosen] ?? courses[0]
  if (!course) return null
  return <CourseOf key={courses.indexOf(course)} course={course} courses={courses} onChoose={setChosen} />
}

interface Props {
  readonly course: Course
  readonly courses: readonly Course[]
  onChoose(index: number): void
}

const VIEWS = ['chart', 'table'] as const
/** How many lines the sentence speaks of. */
const TOLD = 3

function CourseOf({ course, courses, onChoose }: Props) {
  const t = useMessages().course
  const language = useLanguage()
  const [view, setView] = useState<(typeof VIEWS)[number]>('chart')
  const first = useMemo(() => [...chosenOf(course).values()].flat(), [course])
  const [shown, setShown] = useState<ReadonlySet<string>>(() => new Set(first.map(({ key }) => key)))
  const [listed, setListed] = useState<ReadonlySet<string>>(shown)
  // What moved most comes first, then what was asked for, in the order of the asking.
  const byKey = useMemo(() => new Map(course.tracks.map((track) => [track.key, track])), [course])
  const tracks = useMemo(() => [...listed].flatMap((key) => byKey.get(key) ?? []), [listed, byKey])
  const at = courses.indexOf(course)
  const drawn = tracks.filter(({ key }) => shown.has(key)).map((track) => course.tracks.indexOf(track))
  const toggle = (key: string) => {
    const next = new Set(shown)
    if (!next.delete(key)) next.add(key)
    setShown(next)
    setListed(new Set([...listed, key]))
  }
  const nameOf = (each: Course) =>
    `${sayPlace(each.from, each.axis, language)} – ${sayPlace(each.to, each.axis, language)}`
  return (
    <Panel
      id="course"
      title={courseWords[language].title}
      note={`${nameOf(course)} · ${courseWords[language].axis[course.axis]}`}
      tools={
        <>
          {courses.length > 1 && (
            <Choice
              label={t.which}
              options={courses.map((each, index) => `${index + 1} · ${nameOf(each)}`)}
              value={at}
              onChange={onChoose}
            />
          )}
          <Segmented
            label={t.view}
            options={VIEWS.map((value) => ({ value, label: t.views[value] }))}
            value={view}
            onChange={setView}
          />
          <TakeAlong
            of={courseWords[language].title}
            panel="course"
            {...(drawn.length > 0 ? { picture: { kind: 'course', course: at, tracks: drawn } as const } : {})}
            table={async (report, language) =>
              (await import('../../core/report/tables/course.ts')).courseValuesTable(
                report.courses.slice(at, at + 1),
                language,
              )
            }
          />
        </>
      }
    >
      <p className={styles.told} data-testid="course-told">
        {sayCourse(
          course,
          first.slice(0, TOLD).map((track) => sayCourseOf(track, summaryOf(track), language)),
          language,
        )}
      </p>
      {view === 'chart' ? (
        <CourseCharts course={course} tracks={tracks} shown={shown} onToggle={toggle} />
      ) : (
        <CourseTable course={course} tracks={tracks.filter(({ key }) => shown.has(key))} />
      )}
      <MoreLines tracks={course.tracks} listed={listed} shown={shown} onToggle={toggle} />
      {course.unplaced > 0 && <p className={styles.note}>{courseWords[language].unplaced(course.unplaced)}</p>}
      {course.outside > 0 && <p className={styles.note}>{courseWords[language].outside(course.outside)}</p>}
    </Panel>
  )
}
