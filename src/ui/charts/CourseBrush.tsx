import { Brush, Line, LineChart } from 'recharts'

interface Props {
  /** The course of one line in equal stretches of time; null where it has no value. */
  readonly overview: readonly { readonly value: number | null }[]
  readonly start: number
  readonly end: number
  readonly width: number
  readonly left: number
  readonly right: number
  readonly label: string
  onChange(start: number, end: number): void
}

const HEIGHT = 36

/** The whole stretch in small, and two handles to look at a part of it. */
export default function CourseBrush({ overview, start, end, width, left, right, label, onChange }: Props) {
  return (
    <LineChart
      width={width}
      height={HEIGHT + 4}
      data={overview}
      margin={{ top: 2, right, bottom: 2, left }}
      accessibilityLayer={false}
    >
      <Brush
        height={HEIGHT}
        startIndex={start}
        endIndex={end}
        travellerWidth={8}
        tickFormatter={() => ''}
        ariaLabel={label}
        fill="var(--sunken)"
        stroke="var(--ink-faint)"
        onChange={({ startIndex, endIndex }) => onChange(startIndex, endIndex)}
      >
        <LineChart>
          <Line dataKey="value" dot={false} isAnimationActive={false} stroke="var(--ink-faint)" connectNulls={false} />
        </LineChart>
      </Brush>
    </LineChart>
  )
}
