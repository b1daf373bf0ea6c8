import type { DrawnPoint } from '../course/thin.ts'

/** Points that have room for a dot each. */
const DOTTED = 40

type Scale = (value: number) => number | undefined

/** A line as a path that is lifted where nobody measured; a point that stands alone is a dot. */
export function linePath(points: readonly DrawnPoint[], x: Scale, y: Scale) {
  const known = points.filter(({ value }) => value !== null).length
  const path: string[] = []
  const dots: (readonly [x: number, y: number, index: number])[] = []
  points.forEach(({ time, value, index }, at) => {
    if (value === null) return
    const [cx, cy] = [x(time) ?? 0, y(value) ?? 0]
    const starts = points[at - 1]?.value == null
    path.push(`${starts ? 'M' : 'L'}${cx.toFixed(1)} ${cy.toFixed(1)}`)
    if (known <= DOTTED || (starts && points[at + 1]?.value == null)) dots.push([cx, cy, index])
  })
  return { path: path.join(''), dots }
}
