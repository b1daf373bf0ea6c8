import { Bar, BarChart, XAxis, YAxis, type BarShapeProps } from 'recharts'

interface Props {
  /** The height of each order's bar, in any unit. */
  readonly values: readonly number[]
  /** The order asked for: from it on blocks are of use. */
  readonly order: number
  readonly width: number
  readonly height: number
}

/** A bar for each order, as wide as the columns of the figures below it. */
export default function OrderBars({ values, order, width, height }: Props) {
  return (
    <BarChart
      width={width}
      height={height}
      data={values.map((value, each) => ({ each, value }))}
      margin={{ top: 2, right: 0, bottom: 0, left: 0 }}
      barCategoryGap="16%"
      accessibilityLayer={false}
    >
      <XAxis dataKey="each" type="category" hide />
      <YAxis type="number" domain={[0, Math.max(Number.MIN_VALUE, ...values)]} hide />
      <Bar
        dataKey="value"
        isAnimationActive={false}
        shape={(props: BarShapeProps) => (
          <OrderBar x={props.x} width={props.width} height={props.height} bottom={height} fits={props.index >= order} />
        )}
      />
    </BarChart>
  )
}

interface OrderBarProps {
  readonly x: number
  readonly width: number
  readonly height: number
  readonly bottom: number
  readonly fits: boolean
}

/** One block in a million is still a block: what is not zero is seen. */
function OrderBar({ x, width, height, bottom, fits }: OrderBarProps) {
  if (!(height > 0)) return null
  const tall = Math.max(2, height)
  return (
    <rect x={x} y={bottom - tall} width={width} height={tall} style={{ fill: fits ? 'var(--anon)' : 'var(--free)' }} />
  )
}
