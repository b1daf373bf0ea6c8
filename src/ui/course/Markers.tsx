import type { Marker, MarkerKind } from '../../core/course/markers.ts'
import type { Axis } from '../../core/course/track.ts'
import { courseWords, sayMarker, sayPlace } from '../../core/language/course-words.ts'
import { showPanel } from '../../browser/panels.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { usePointing } from '../kit/pointing.ts'
import { PLOT } from './scale.ts'
import styles from './Course.module.css'

interface Props {
  readonly markers: readonly Marker[]
  readonly axis: Axis
  readonly window: { readonly from: number; readonly to: number }
  readonly width: number
  onZoom(from: number, to: number): void
}

/** Markers nearer than this are one button. */
const APART = 24

/** What happened, above the lines: each a button that opens its report or its line. */
export function Markers({ markers, axis, window, width, onZoom }: Props) {
  const t = useMessages().course
  const clusters = clustersOf(markers, window, width)
  if (clusters.length === 0) return null
  return (
    <div className={styles.markers} role="group" aria-label={t.events} style={{ height: 26 }}>
      {clusters.map(({ x, list }) => (
        <MarkerButton key={`${list[0]!.kind} ${list[0]!.at}`} list={list} x={x} axis={axis} onZoom={onZoom} />
      ))}
    </div>
  )
}

interface Cluster {
  readonly x: number
  readonly list: Marker[]
}

function clustersOf(markers: readonly Marker[], { from, to }: Props['window'], width: number): Cluster[] {
  const scale = (width - PLOT.left - PLOT.right) / (to - from)
  const clusters: Cluster[] = []
  for (const marker of markers) {
    if (marker.at < from || marker.at > to) continue
    const x = PLOT.left + (marker.at - from) * scale
    const open = clusters.at(-1)
    if (open && x - open.x < APART) open.list.push(marker)
    else clusters.push({ x, list: [marker] })
  }
  return clusters
}

const SHAPES: Readonly<Record<MarkerKind, string>> = {
  oom: 'M8 2 15 14H1Z',
  kill: 'M3 3l10 10M13 3 3 13',
  failure: 'M8 1 15 8 8 15 1 8Z',
  'drop-caches': 'M8 1.5C11 6 12.5 8 12.5 10a4.5 4.5 0 0 1-9 0C3.5 8 5 6 8 1.5Z',
  compact: 'M2 4h12M2 8h12M2 12h12',
  restart: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
}
const IS_FILLED: ReadonlySet<MarkerKind> = new Set(['oom', 'failure', 'drop-caches'])

interface ButtonProps {
  readonly list: readonly Marker[]
  readonly x: number
  readonly axis: Axis
  onZoom(from: number, to: number): void
}

function MarkerButton({ list, x, axis, onZoom }: ButtonProps) {
  const t = useMessages().course
  const language = useLanguage()
  const choose = useSession((session) => session.choose)
  const openReport = useSession((session) => session.openReport)
  const pin = useSession((session) => session.pin)
  const [first] = list
  const { kind, at, record, moment } = first!
  const spans = list.flatMap((marker) => marker.spans).slice(0, 200)
  const key = record === null ? `marker:${kind}:${at}` : `event:${record}`
  const pointing = usePointing(key, spans)
  const words = courseWords[language].marker
  const kinds = [...new Set(list.map((marker) => marker.kind))]
  const label =
    list.length === 1
      ? sayMarker(first!, axis, language)
      : `${t.severalEvents(list.length, kinds.map((each) => words[each]).join(', '))}, ${sayPlace(at, axis, language)}`
  const last = list.at(-1)!.at
  const open = () => {
    if (last > at) {
      onZoom(at, last)
      return
    }
    if (moment !== null) choose(moment)
    pin({ kind: 'figure', key, spans })
    if (record !== null && (kind === 'oom' || kind === 'failure')) {
      openReport(record)
      showPanel('reports')
    }
  }
  return (
    <button
      type="button"
      className={styles.marker}
      style={{ left: x }}
      data-marker={kind}
      data-count={list.length}
      data-at={at}
      aria-label={label}
      title={label}
      onClick={open}
      {...pointing}
    >
      <svg width="12" height="12" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d={SHAPES[kind]}
          fill={IS_FILLED.has(kind) ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.6"
        />
      </svg>
      {list.length > 1 && <small>{list.length}</small>}
    </button>
  )
}
