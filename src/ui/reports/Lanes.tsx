import { useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Lane } from '../../core/figures/deaths.ts'
import { density, type Timeline } from '../../core/figures/timeline.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { sayDuration } from './duration.ts'
import { PARTS, SINGLE, stripsOf, whenOf, type LogEvent } from '../../core/figures/events.ts'
import { limitName } from './events.ts'
import styles from './Reports.module.css'

type Mark = Timeline<LogEvent>['marks'][number]

interface Props {
  readonly line: Timeline<LogEvent>
  /** Of all clocks, worst first. */
  readonly lanes: readonly Lane<LogEvent>[]
  readonly chosen: string
  onChoose(id: string): void
}

/** The reports of one clock: all of them above, then lane by lane. A click takes the nearest, arrow keys step through. */
export function Lanes({ line, lanes, chosen, onChoose }: Props) {
  const t = useMessages()
  const { marks, span } = line
  const [pointed, setPointed] = useState<LogEvent | null>(null)
  const strips = useMemo(() => namedStrips(line, lanes, t), [line, lanes, t])
  const single = marks.length <= SINGLE
  const highest = Math.max(1, ...strips.flatMap((strip) => partsOf(strip.marks)))
  const at = marks.findIndex(({ item }) => item.id === chosen)
  const current = pointed ?? marks[at]?.item ?? null
  const first = marks[0]?.item
  const last = marks.at(-1)?.item
  if (!first || !last) return null
  const step = (event: KeyboardEvent) => {
    const to = { ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1 }[event.key]
    const far = { PageUp: at + 10, PageDown: at - 10, Home: 0, End: marks.length - 1 }[event.key]
    const next = marks[Math.max(0, Math.min(marks.length - 1, to ?? far ?? -1))]
    if ((to ?? far) === undefined || !next) return
    event.preventDefault()
    setPointed(null)
    onChoose(next.item.id)
  }
  return (
    <figure className={styles.clock} data-testid="timeline" data-clock={line.clock}>
      <figcaption>
        <b>{t.deaths.clock(line.clock, line.host)}</b>{' '}
        <span>
          {span > 0 ? t.deaths.span(sayDuration(span)) : t.deaths.same}
          {!single && span > 0 && ` · ${t.deaths.density(sayDuration(span / PARTS))}`}
        </span>
      </figcaption>
      <div
        className={styles.all}
        role="slider"
        tabIndex={0}
        aria-label={t.deaths.steps}
        aria-valuemin={1}
        aria-valuemax={marks.length}
        aria-valuenow={at + 1}
        aria-valuetext={current ? sayEvent(current, t) : ''}
        onKeyDown={step}
      >
        <Drawing marks={marks} chosen={chosen} single={single} onPoint={setPointed} onChoose={onChoose} />
      </div>
      <div className={styles.ends}>
        <span>{whenOf(first)}</span>
        <span>{span > 0 ? whenOf(last) : ''}</span>
      </div>
      {strips.length > 1 &&
        strips.map((strip) => {
          const kills = strip.lanes.reduce((sum, lane) => sum + lane.kills, 0)
          const sizes = strip.lanes.flatMap(({ rss }) => rss ?? [])
          return (
            <div key={strip.key} className={styles.lane} data-lane={strip.name} data-kills={kills}>
              <span className={styles.laneName} title={strip.name}>
                <bdi>{strip.name}</bdi>
              </span>
              <Drawing
                marks={strip.marks}
                chosen={chosen}
                single={single}
                highest={highest}
                onPoint={setPointed}
                onChoose={onChoose}
              />
              <span className={styles.laneKills}>{kills > 0 ? `${sayCount(kills)} ×` : ''}</span>
              <span className={styles.laneSize} title={t.deaths.total}>
                {sizes.length > 0 ? sayBytes(sizes.reduce((sum, size) => sum + size, 0)) : ''}
              </span>
            </div>
          )
        })}
      <p className={styles.pointed} data-testid="pointed">
        {current ? sayEvent(current, t) : ' '}
      </p>
    </figure>
  )
}

interface DrawingProps {
  readonly marks: readonly Mark[]
  readonly chosen: string
  readonly single: boolean
  /** What the highest bar of all lanes counts. */
  readonly highest?: number
  onPoint(event: LogEvent | null): void
  onChoose(id: string): void
}

const WIDTH = 1000
const HEIGHT = 24
const INSET = 4

/** Marks or bars in two paths, whatever number of reports there is. It is seen and pointed at; words and keys are elsewhere. */
function Drawing({ marks, chosen, single, highest, onPoint, onChoose }: DrawingProps) {
  const path = useMemo(() => {
    if (single) return [...new Set(marks.map(({ at }) => `M${xOf(at)} 5V${HEIGHT - 1}`))].join('')
    const parts = partsOf(marks)
    const most = highest ?? Math.max(1, ...parts)
    return parts
      .map((count, part) => {
        const tall = count === 0 ? 0 : Math.max(2, (count / most) * (HEIGHT - 3))
        return count === 0 ? '' : `M${xOf((part + 0.5) / PARTS)} ${HEIGHT - 1}v${-tall.toFixed(2)}`
      })
      .join('')
  }, [marks, single, highest])
  const here = marks.find(({ item }) => item.id === chosen)
  const nearest = (event: MouseEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return nearestTo(marks, (((event.clientX - left) / width) * WIDTH - INSET) / (WIDTH - 2 * INSET))
  }
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-density={single ? undefined : true}
      data-marks={marks.length}
      onPointerMove={(event) => onPoint(nearest(event))}
      onPointerLeave={() => onPoint(null)}
      onClick={(event) => {
        const event0 = nearest(event)
        if (event0) onChoose(event0.id)
      }}
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className={styles.base} />
      <path d={path} className={single ? styles.marks : styles.bars} />
      {here && <path d={`M${xOf(here.at)} 1V${HEIGHT}`} className={styles.chosen} />}
    </svg>
  )
}

const xOf = (at: number) => (INSET + at * (WIDTH - 2 * INSET)).toFixed(1)

const partsOf = (marks: readonly Mark[]) =>
  density(
    marks.map(({ at }) => at),
    PARTS,
  )

/** Marks are in the order of time. */
function nearestTo(marks: readonly Mark[], at: number): LogEvent | null {
  let [low, high] = [0, marks.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (marks[middle]!.at < at) low = middle + 1
    else high = middle
  }
  const [before, after] = [marks[low - 1], marks[low]]
  return (before && after && at - before.at < after.at - at ? before : (after ?? before))?.item ?? null
}

/** The lanes of one clock, named. */
function namedStrips(line: Timeline<LogEvent>, lanes: readonly Lane<LogEvent>[], t: Words) {
  const hosts = new Set(lanes.map(({ host }) => host)).size > 1
  return stripsOf(line, lanes).map((strip) => {
    const [lane, ...others] = strip.lanes
    return lane && others.length === 0
      ? { ...strip, key: lane.key, name: [hosts ? lane.host : null, laneName(lane, t)].filter(Boolean).join(' · ') }
      : { ...strip, key: 'others', name: t.deaths.others(sayCount(strip.lanes.length)) }
  })
}

type Words = ReturnType<typeof useMessages>

function laneName({ name }: Lane<LogEvent>, t: Words): string {
  if (name.kind === 'limit') return limitName(name.limit, t)
  return name.kind === 'victim' ? (name.name ?? t.deaths.nobody) : t.kind(name.of)
}

/** `OOM report 3 · Mar 14 02:41:09 · /kubepods/a · nginx, 128 MiB` */
function sayEvent(event: LogEvent, t: Words): string {
  const [death] = event.deaths
  return [
    t.record(event.id),
    whenOf(event),
    event.limit && limitName(event.limit, t),
    [death?.name, death?.rss != null && sayBytes(death.rss)].filter(Boolean).join(', '),
  ]
    .filter(Boolean)
    .join(' · ')
}
