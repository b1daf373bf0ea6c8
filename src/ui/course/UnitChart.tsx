import { lazy, Suspense, useId, useMemo } from 'react'
import type { Course } from '../../core/course/course.ts'
import { timeTicks, valueTicks } from '../../core/figures/scale.ts'
import { strokesOf, type Stroke } from '../../core/figures/strokes.ts'
import { summaryOf } from '../../core/course/summary.ts'
import { placesApart } from '../../core/course/markers.ts'
import { nearest, thin } from '../../core/course/thin.ts'
import { spansAt, type Track, type TrackUnit } from '../../core/course/track.ts'
import {
  courseWords,
  sayCourse,
  sayCourseOf,
  sayExactly,
  sayPlace,
  sayTrack,
  sayValue,
} from '../../core/language/course-words.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { PanelBoundary } from '../frame/PanelBoundary.tsx'
import { colourOfHue } from '../ledger/colours.ts'
import { PLOT } from './scale.ts'
import styles from './Course.module.css'

const CourseLines = lazy(() => import('../charts/CourseLines.tsx'))

/** The point that the pointer or the keyboard is on. */
export interface Cursor {
  readonly key: string
  readonly index: number
  readonly time: number
}

interface Props {
  readonly course: Course
  readonly unit: TrackUnit
  /** Those that stand in the legend. */
  readonly tracks: readonly Track[]
  readonly shown: ReadonlySet<string>
  readonly window: { readonly from: number; readonly to: number }
  readonly width: number
  /** Whether the times stand below. */
  readonly last: boolean
  readonly cursor: Cursor | null
  onCursor(cursor: Cursor | null): void
  onToggle(key: string): void
}

const TICKS = 20

/** The lines of one unit, their legend, and the values at the cursor. */
export function UnitChart(props: Props) {
  const { course, unit, tracks, shown, window, width, last, cursor, onToggle } = props
  const t = useMessages().course
  const language = useLanguage()
  const id = useId()
  const words = courseWords[language]
  const strokes = useMemo(() => strokesOf(tracks), [tracks])
  const drawn = tracks.filter(({ key }) => shown.has(key))
  const inner = Math.max(1, width - PLOT.left - PLOT.right)
  const lines = drawn.map((track) => ({
    key: track.key,
    colour: colourOfHue(strokes.get(track.key)!.hue),
    dash: strokes.get(track.key)!.dash,
    points: thin(track, window.from, window.to, inner),
  }))
  const seen = lines.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []))
  let [least, most] = [Infinity, -Infinity]
  for (const value of seen) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  const values = seen.length > 0 ? valueTicks(least, most, unit) : []
  const sentence = sayCourse(
    course,
    drawn.map((track) => sayCourseOf(track, summaryOf(track), language)),
    language,
  )
  const height = PLOT.top + PLOT.height + (last ? TICKS : 6)
  return (
    <figure className={styles.unit} data-unit={unit} aria-label={t.chart(words.unit[unit])} aria-describedby={id}>
      <figcaption>
        <b>{words.unit[unit]}</b>
        <ul className={styles.legend} aria-label={t.lines(words.unit[unit])}>
          {tracks.map((track) => (
            <li key={track.key}>
              <button type="button" aria-pressed={shown.has(track.key)} onClick={() => onToggle(track.key)}>
                <Swatch stroke={strokes.get(track.key)!} />
                {sayTrack(track, language)}
              </button>
            </li>
          ))}
        </ul>
        <span id={id} className="unseen">
          {drawn.length > 0 ? sentence : ''}
        </span>
      </figcaption>
      {drawn.length > 0 && seen.length > 0 && (
        <div className={styles.plot} style={{ height }}>
          <div aria-hidden="true" className={styles.drawing}>
            <PanelBoundary>
              <Suspense fallback={null}>
                <CourseLines
                  lines={lines}
                  from={window.from}
                  to={window.to}
                  times={timeTicks(window.from, window.to, inner, course.axis)}
                  values={values}
                  last={last}
                  width={width}
                  height={height}
                  plot={PLOT}
                  markers={placesApart(course.markers, (2 * (window.to - window.from)) / inner)}
                  clip={`${id}clip`}
                />
              </Suspense>
            </PanelBoundary>
          </div>
          {cursor && cursor.time >= window.from && cursor.time <= window.to && (
            <div
              className={styles.hair}
              style={{
                left: PLOT.left + ((cursor.time - window.from) / (window.to - window.from)) * inner,
                top: PLOT.top,
                height: PLOT.height,
              }}
            />
          )}
          <Pad {...props} drawn={drawn} strokes={strokes} inner={inner} values={values} />
        </div>
      )}
    </figure>
  )
}

function Swatch({ stroke: { hue, dash } }: { readonly stroke: Stroke }) {
  return (
    <svg width="18" height="8" aria-hidden="true">
      <line
        x1="0"
        y1="4"
        x2="18"
        y2="4"
        style={{ stroke: colourOfHue(hue), strokeWidth: 2.5 }}
        strokeDasharray={dash}
      />
    </svg>
  )
}

interface PadProps extends Props {
  readonly drawn: readonly Track[]
  readonly strokes: ReadonlyMap<string, Stroke>
  readonly inner: number
  readonly values: readonly { readonly at: number }[]
}

/** Where the pointer moves over the lines; a slider for the keyboard: left and right by points, up and down by lines. */
function Pad({ course, unit, drawn, strokes, window, inner, values, cursor, onCursor }: PadProps) {
  const t = useMessages().course
  const language = useLanguage()
  const point = useSession((session) => session.point)
  const pin = useSession((session) => session.pin)
  const choose = useSession((session) => session.choose)
  const active = drawn.find(({ key }) => key === cursor?.key)
  const index = active && cursor ? Math.min(cursor.index, active.times.length - 1) : 0
  const go = (track: Track, to: number) => {
    const at = Math.max(0, Math.min(track.times.length - 1, to))
    onCursor({ key: track.key, index: at, time: track.times[at]! })
    point({ kind: 'figure', key: `course:${track.key}:${at}`, spans: spansAt(track, at) })
  }
  const leave = () => {
    onCursor(null)
    point(null)
  }
  const open = () => {
    if (!active) return
    const moment = active.moments?.[index]
    if (moment !== undefined) choose(moment)
    pin({ kind: 'figure', key: `course:${active.key}:${index}`, spans: spansAt(active, index) })
  }
  const followPointer = (event: React.PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const time = window.from + ((event.clientX - box.left) / inner) * (window.to - window.from)
    const [low, high] = [values[0]!.at, values.at(-1)!.at]
    const height = ((box.bottom - event.clientY) / box.height) * (high - low) + low
    const near = drawn.map((track) => ({ track, index: nearest(track, time) }))
    // The moment nearest to the pointer, then the line nearest to it there.
    const moment = Math.min(...near.map((each) => Math.abs(each.track.times[each.index]! - time)))
    const there = near.filter((each) => Math.abs(each.track.times[each.index]! - time) <= moment + 1e-6)
    const distance = (each: (typeof near)[number]) => Math.abs(each.track.values[each.index]! - height)
    const best = there.sort((a, b) => distance(a) - distance(b))[0]
    if (best && (best.track.key !== cursor?.key || best.index !== cursor.index)) go(best.track, best.index)
  }
  const turn = (event: React.KeyboardEvent) => {
    const track = active ?? drawn[0]!
    const line = drawn.indexOf(track)
    const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key]
    if (step !== undefined) go(track, (active ? index : step > 0 ? -1 : track.times.length) + step)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const next = drawn[(line + (event.key === 'ArrowUp' ? drawn.length - 1 : 1)) % drawn.length]!
      go(next, nearest(next, cursor?.time ?? window.from))
    } else if (event.key === 'Enter' || event.key === ' ') open()
    else return
    event.preventDefault()
  }
  const rows = active && cursor ? rowsAt(drawn, cursor.time, (window.to - window.from) / inner) : []
  const moment = active?.moments?.[index]
  const place = cursor
    ? `${sayPlace(cursor.time, course.axis, language)}${moment === undefined || course.axis === 'number' ? '' : ` · ${t.snapshot(moment + 1)}`}`
    : ''
  const side = cursor && cursor.time > (window.from + window.to) / 2 ? 'right' : 'left'
  const share = cursor ? (cursor.time - window.from) / (window.to - window.from) : 0
  return (
    <div
      className={styles.pad}
      style={{ left: PLOT.left, top: PLOT.top, width: inner, height: PLOT.height }}
      role="slider"
      tabIndex={0}
      aria-label={t.cursor(courseWords[language].unit[unit])}
      aria-valuemin={0}
      aria-valuemax={(active ?? drawn[0]!).times.length - 1}
      aria-valuenow={index}
      aria-valuetext={
        active
          ? `${place}: ${rows.map(({ track, value }) => `${sayTrack(track, language)} ${value === null ? t.none : sayValue(value, unit)}`).join(', ')}`
          : ''
      }
      onPointerMove={followPointer}
      onPointerLeave={leave}
      onBlur={leave}
      onClick={open}
      onKeyDown={turn}
    >
      {rows.length > 0 && (
        <div
          className={styles.tip}
          data-testid="course-tip"
          style={
            side === 'left' ? { left: `calc(${share * 100}% + 10px)` } : { right: `calc(${(1 - share) * 100}% + 10px)` }
          }
        >
          <b>{place}</b>
          <table>
            <tbody>
              {rows.map(({ track, value }) => (
                <tr key={track.key} data-active={track.key === active?.key || undefined}>
                  <td>
                    <Swatch stroke={strokes.get(track.key)!} />
                  </td>
                  <th scope="row">{sayTrack(track, language)}</th>
                  <td>{value === null ? t.none : sayValue(value, unit)}</td>
                  <td>{value === null || unit !== 'bytes' ? '' : sayExactly(value, unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

/** The value of each line at a time; null for one that was not measured near it. */
function rowsAt(drawn: readonly Track[], time: number, pixel: number) {
  return drawn.map((track) => {
    const index = nearest(track, time)
    const distance = Math.abs(track.times[index]! - time)
    const step = Math.abs((track.times[index + 1] ?? track.times[index - 1] ?? time) - track.times[index]!)
    return { track, value: distance <= Math.max(4 * pixel, step * 0.6) ? track.values[index]! : null }
  })
}
