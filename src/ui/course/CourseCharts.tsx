import { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Course } from '../../core/course/course.ts'
import { overviewOf } from '../../core/course/thin.ts'
import { units, type Track } from '../../core/course/track.ts'
import { useMessages } from '../../i18n/report.ts'
import { PanelBoundary } from '../frame/PanelBoundary.tsx'
import { Markers } from './Markers.tsx'
import { UnitChart, type Cursor } from './UnitChart.tsx'
import { PLOT } from './scale.ts'
import styles from './Course.module.css'

const CourseBrush = lazy(() => import('../charts/CourseBrush.tsx'))

interface Props {
  readonly course: Course
  /** Those that stand in the legends. */
  readonly tracks: readonly Track[]
  readonly shown: ReadonlySet<string>
  onToggle(key: string): void
}

/** Steps of the brush. */
const STEPS = 200
/** A few points need no second look. */
const BRUSHED = 6

/** A chart for each unit on one axis of time, what happened above them, and a brush below. */
export function CourseCharts({ course, tracks, shown, onToggle }: Props) {
  const t = useMessages().course
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [[start, end], setBrush] = useState<readonly [number, number]>([0, STEPS])
  const [cursor, setCursor] = useState<Cursor | null>(null)
  // A single moment still has an axis.
  const whole = useMemo(() => {
    const margin = course.to > course.from ? 0 : 1
    return { from: course.from - margin, to: course.to + margin }
  }, [course])
  const at = (step: number) => whole.from + ((whole.to - whole.from) * step) / STEPS
  const window = { from: at(start), to: at(end) }
  const drawn = units.filter((unit) => tracks.some((track) => track.unit === unit))
  const active = drawn.filter((unit) => tracks.some((track) => track.unit === unit && shown.has(track.key)))
  const [lead] = tracks.filter(({ key }) => shown.has(key))
  const overview = useMemo(
    () => (lead ? overviewOf(lead, whole.from, whole.to, STEPS + 1).map((value) => ({ value })) : []),
    [lead, whole],
  )
  const isBrushed = tracks.some(({ times }) => times.length >= BRUSHED)
  return (
    <div ref={box} className={styles.charts} data-testid="course">
      {width > 0 && (
        <>
          <Markers markers={course.markers} axis={course.axis} window={window} width={width} onZoom={zoomTo} />
          {active.length === 0 && <p className={styles.note}>{t.nothing}</p>}
          {drawn.map((unit) => (
            <UnitChart
              key={unit}
              course={course}
              unit={unit}
              tracks={tracks.filter((track) => track.unit === unit)}
              shown={shown}
              window={window}
              width={width}
              last={unit === active.at(-1)}
              cursor={cursor}
              onCursor={setCursor}
              onToggle={onToggle}
            />
          ))}
          {isBrushed && active.length > 0 && (
            <div className={styles.brush} data-testid="course-brush">
              <PanelBoundary>
                <Suspense fallback={null}>
                  <CourseBrush
                    overview={overview}
                    start={start}
                    end={end}
                    width={width}
                    left={PLOT.left}
                    right={PLOT.right}
                    label={t.brush}
                    onChange={(from, to) => setBrush([Math.min(from, to - 1), Math.max(to, from + 1)])}
                  />
                </Suspense>
              </PanelBoundary>
              {(start > 0 || end < STEPS) && (
                <button type="button" className={styles.whole} onClick={() => setBrush([0, STEPS])}>
                  {t.whole}
                </button>
              )}
            </div>
          )}
        </>
      )}
    </div>
  )

  function zoomTo(from: number, to: number) {
    const step = (time: number) => ((time - whole.from) / (whole.to - whole.from)) * STEPS
    setBrush([Math.max(0, Math.floor(step(from)) - 1), Math.min(STEPS, Math.ceil(step(to)) + 1)])
  }
}

/** The width of an element, kept up to date. */
function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}
