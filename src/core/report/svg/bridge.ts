import type { Bridge, BridgeStep } from '../../comparison/bridge.ts'
import { comparisonLabels, sayChange } from '../../comparison/labels.ts'
import type { Pair } from '../../comparison/pairs.ts'
import { hueOf } from '../../figures/hues.ts'
import { sayBytes, type Language } from '../../language/say.ts'
import { terms } from '../../language/terms.ts'
import { colourOfHue, colours, HATCH_GROUND } from './colours.ts'
import { pictureWords } from './picture-words.ts'
import { bar, hatched, rule, shape, short, type Drawing, type Shape } from './shape.ts'
import { words } from './words.ts'

export interface BridgePicture {
  readonly kind: 'bridge'
  readonly bridge: Bridge
  readonly sides: Pair
}

/** Steps that are drawn; the rest is counted. */
const MOST = 16
const ROW = 26
const THICKNESS = 14
const POINT = 5
const NAMES = 210
const CHANGE = 96
const VALUES = 170

/** From the one total to the other, step by step, what changed most first; the bars show the changes alone. */
export function drawBridge({ bridge }: BridgePicture, width: number, language: Language): Drawing {
  const t = comparisonLabels[language]
  const { before, after, steps, scope, was } = bridge
  const moving = steps.filter(({ change }) => change !== 0)
  const shown = moving.filter(({ id }, index) => index < MOST || id === 'unaccounted')
  const total = after.bytes - before.bytes
  const ends = [0, total, ...steps.flatMap(({ from, to }) => [from, to])]
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const [left, right] = [NAMES + 16, width - CHANGE - VALUES]
  const at = (bytes: number) => (most === least ? left : left + ((bytes - least) / (most - least)) * (right - left))
  const shapes: Shape[] = [
    words(right + CHANGE, 12, t.change, { size: 11, fill: colours['ink-soft'], anchor: 'end' }),
    words(width, 12, `${t.before} → ${t.after}`, { size: 11, fill: colours['ink-soft'], anchor: 'end' }),
  ]
  let y = 18
  let joint = y
  const row = (name: string, bold: boolean, change: string, values: string, from: number, bars: readonly Shape[]) => {
    const line = y + ROW / 2 + 4.5
    if (y > 18) shapes.push(rule(at(from), joint, at(from), y + ROW / 2, colours['line-strong'], '2 2'))
    joint = y + ROW / 2
    shapes.push(
      ...bars,
      words(0, line, name, { bold, fill: colours.ink, within: NAMES }),
      ...(change === ''
        ? []
        : [words(right + CHANGE, line, change, { bold, fill: colours.ink, anchor: 'end', within: CHANGE - 8 })]),
      words(width, line, values, { size: 12, fill: colours['ink-soft'], anchor: 'end', within: VALUES - 10 }),
    )
    y += ROW
  }
  const mark = (bytes: number) => [bar(at(bytes) - 1.5, y + (ROW - THICKNESS) / 2, 3, THICKNESS, colours.ink)]
  row(t.total(was, 'before'), true, '', sayBytes(before.bytes), 0, mark(0))
  for (const step of shown) {
    const values = `${sayBytes(step.before)} → ${sayBytes(step.after)}`
    row(nameOf(step, language), false, sayChange(step.change, sayBytes), values, step.from, stepBar(step, y, at))
  }
  const change = total === 0 ? '' : sayChange(total, sayBytes)
  row(t.total(scope, 'after'), true, change, sayBytes(after.bytes), total, mark(total))
  const left0 = moving.length - shown.length
  if (left0 > 0) {
    shapes.push(words(0, y + 14, pictureWords[language].small(left0), { size: 12, fill: colours['ink-soft'] }))
    y += 20
  }
  return { height: y + 6, shapes }
}

const nameOf = ({ id, name }: BridgeStep, language: Language): string =>
  id === 'unaccounted' ? terms[language].unaccounted : (name ?? terms[language].account[id])

/** Its change alone, from where the one above ended: the hue says whose it is, the point which way it goes. */
function stepBar({ id, from, to }: BridgeStep, y: number, at: (bytes: number) => number): readonly Shape[] {
  const [x, end] = from < to ? [at(from), at(to)] : [at(to), at(from)]
  const top = y + (ROW - THICKNESS) / 2
  const hue = hueOf(id)
  if (hue === null) return hatched(x, top, Math.max(2, end - x), THICKNESS, colours.unaccounted, HATCH_GROUND)
  if (end - x < 2 * POINT) return [bar(x, top, Math.max(2, end - x), THICKNESS, colourOfHue(hue))]
  const [tail, neck, tip] = from < to ? [x, end - POINT, end] : [end, x + POINT, x]
  const half = THICKNESS / 2
  const d = `M${short(tail)} ${top}H${short(neck)}L${short(tip)} ${top + half}L${short(neck)} ${top + THICKNESS}H${short(tail)}z`
  return [shape('path', { d, fill: colourOfHue(hue) })]
}
