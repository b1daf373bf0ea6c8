import { colours, HATCH_GROUND } from './colours.ts'
import { bar, hatched, type Drawing, type Shape } from './shape.ts'
import { widthOf, words } from './words.ts'

/** What colours mean. `hatched` is a swatch as well. */
export interface Entry {
  readonly swatches: readonly string[]
  readonly label: string
}

const SIZE = 12
const SWATCH = 10
const ROW = 20

/** Swatches and their words in as few lines as they need. */
export function legend(entries: readonly Entry[], width: number): Drawing {
  if (entries.length === 0) return { height: 0, shapes: [] }
  const shapes: Shape[] = []
  let x = 0
  let y = 0
  for (const { swatches, label } of entries) {
    const wide = swatches.length * (SWATCH + 2) + 4 + widthOf(label, SIZE)
    if (x > 0 && x + wide > width) {
      x = 0
      y += ROW
    }
    for (const [index, swatch] of swatches.entries()) {
      const at = x + index * (SWATCH + 2)
      if (swatch === 'hatched') shapes.push(...hatched(at, y + 3, SWATCH, SWATCH, colours.unaccounted, HATCH_GROUND))
      else shapes.push(bar(at, y + 3, SWATCH, SWATCH, swatch))
    }
    shapes.push(
      words(x + swatches.length * (SWATCH + 2) + 4, y + 12, label, {
        size: SIZE,
        fill: colours['ink-soft'],
        within: width - swatches.length * (SWATCH + 2) - 4,
      }),
    )
    x += wide + 20
  }
  return { height: y + ROW, shapes }
}
