import { useXAxisScale, useYAxisScale, CartesianGrid, LineChart, XAxis, YAxis } from 'recharts'
import type { DrawnPoint } from '../../core/course/thin.ts'
import { linePath } from '../../core/figures/line-path.ts'

export interface DrawnLine {
  readonly key: string
  readonly colour: string
  readonly dash: string | undefined
  readonly points: readonly DrawnPoint[]
}

export interface Tick {
  readonly at: number
  readonly label: string
}

interface Props {
  readonly lines: readonly DrawnLine[]
  readonly from: number
  readonly to: number
  readonly times: readonly Tick[]
  readonly values: readonly Tick[]
  /** Whether the times stand below. */
  readonly last: boolean
  readonly width: number
  readonly height: number
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly height: number }
  readonly markers: readonly number[]
  readonly clip: string
}

/** Lines of one unit on the common axis of time. What they show stands in words and in a table beside them. */
export default function CourseLines({
  lines,
  from,
  to,
  times,
  values,
  last,
  width,
  height,
  plot,
  markers,
  clip,
}: Props) {
  const least = values[0]?.at ?? 0
  const most = values.at(-1)?.at ?? 1
  const text = { fontSize: 11, fill: 'var(--ink-soft)' }
  const labels = new Map([...times, ...values].map(({ at, label }) => [at, label]))
  return (
    <LineChart
      width={width}
      height={height}
      data={[{ at: from }, { at: to }]}
      margin={{ top: plot.top, right: plot.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--line)" />
      <XAxis
        type="number"
        dataKey="at"
        domain={[from, to]}
        ticks={times.map(({ at }) => at)}
        tickFormatter={(at: number) => (last ? (times.find((tick) => tick.at === at)?.label ?? '') : '')}
        allowDataOverflow
        interval={0}
        height={height - plot.top - plot.height}
        tick={text}
        tickLine={last}
        stroke="var(--line-strong)"
      />
      <YAxis
        type="number"
        domain={[least, most]}
        ticks={values.map(({ at }) => at)}
        tickFormatter={(at: number) => labels.get(at) ?? ''}
        allowDataOverflow
        interval={0}
        width={plot.left}
        tick={text}
        stroke="var(--line-strong)"
      />
      <Lines lines={lines} markers={markers} clip={clip} plot={plot} width={width} />
    </LineChart>
  )
}

type LinesProps = Pick<Props, 'lines' | 'markers' | 'clip' | 'plot' | 'width'>

function Lines({ lines, markers, clip, plot, width }: LinesProps) {
  const [x, y] = [useXAxisScale(), useYAxisScale()]
  if (!x || !y) return null
  return (
    <g>
      <clipPath id={clip}>
        <rect
          x={plot.left}
          y={0}
          width={Math.max(0, width - plot.left - plot.right)}
          height={plot.top + plot.height + 2}
        />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {markers.map((at) => (
          <line
            key={at}
            x1={x(at)}
            x2={x(at)}
            y1={plot.top}
            y2={plot.top + plot.height}
            style={{ stroke: 'var(--warning)', strokeDasharray: '3 3' }}
          />
        ))}
        {lines.map(({ key, colour, dash, points }) => {
          const drawn = linePath(points, x, y)
          return (
            <g key={key} data-track={key}>
              <path d={drawn.path} fill="none" style={{ stroke: colour, strokeWidth: 1.8 }} strokeDasharray={dash} />
              {drawn.dots.map(([cx, cy, index]) => (
                <circle key={index} cx={cx} cy={cy} r={2.6} style={{ fill: colour }} />
              ))}
            </g>
          )
        })}
      </g>
    </g>
  )
}
