import { useId } from 'react'
import { Bar, BarChart, XAxis, YAxis, type BarShapeProps } from 'recharts'
import type { Step } from '../../core/figures/waterfall.ts'
import { colourOf } from '../ledger/colours.ts'

/** A step with the place of its row: bars stand beside real HTML rows, whatever height their words need. */
export interface PlacedStep {
  readonly step: Step
  readonly top: number
  readonly height: number
}

interface Props {
  readonly rows: readonly PlacedStep[]
  readonly width: number
  readonly height: number
}

const THICKNESS = 14
/** A bar narrower than this would not be seen. */
const THINNEST = 2

/** The bars of a ledger: range bars from where each account begins to where it ends. The rows beside them say it in words. */
export default function LedgerBars({ rows, width, height }: Props) {
  const hatch = useId()
  const most = Math.max(1, ...rows.map(({ step }) => step.to))
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={height}
      data={rows}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" style={{ fill: 'color-mix(in srgb, var(--unaccounted) 14%, var(--panel))' }} />
          <line x1="0" y1="0" x2="0" y2="6" style={{ stroke: 'var(--unaccounted)', strokeWidth: 2.2 }} />
        </pattern>
      </defs>
      <XAxis type="number" domain={[0, most]} hide allowDataOverflow />
      <YAxis type="category" dataKey={(row: PlacedStep) => row.step.key} hide />
      <Bar
        dataKey={({ step }: PlacedStep) => [step.from, step.to]}
        isAnimationActive={false}
        shape={(props: BarShapeProps) => (
          <RangeBar
            x={props.x}
            width={props.width}
            row={rows[props.index]}
            before={rows[props.index - 1]}
            hatch={hatch}
          />
        )}
      />
    </BarChart>
  )
}

interface RangeBarProps {
  readonly x: number
  readonly width: number
  readonly row: PlacedStep | undefined
  readonly before: PlacedStep | undefined
  readonly hatch: string
}

function RangeBar({ x, width, row, before, hatch }: RangeBarProps) {
  if (!row) return null
  const { step, top, height } = row
  const thickness = step.kind === 'part' ? THICKNESS - 6 : THICKNESS
  const y = top + (height - thickness) / 2
  const colour = colourOf(step.id)
  const joins = before !== undefined && step.kind !== 'part' && step.kind !== 'total'
  return (
    <g>
      {joins && (
        <line
          x1={x}
          x2={x}
          y1={before.top + before.height / 2}
          y2={top + height / 2}
          style={{ stroke: 'var(--line-strong)', strokeDasharray: '2 2' }}
        />
      )}
      <rect
        x={x}
        y={y}
        width={step.bytes === 0 ? 0 : Math.max(THINNEST, width)}
        height={thickness}
        fill={colour === null ? `url(#${hatch})` : undefined}
        style={
          colour === null
            ? { stroke: 'var(--unaccounted)', strokeWidth: 1 }
            : { fill: colour, fillOpacity: step.kind === 'part' ? 0.55 : 1 }
        }
      />
    </g>
  )
}
