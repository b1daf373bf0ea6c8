import { printable } from '../cited-lines.ts'

/** An element of a picture: written as XML into a file, drawn by React on paper. */
export interface Shape {
  readonly tag: 'svg' | 'g' | 'rect' | 'line' | 'path' | 'circle' | 'text' | 'title' | 'desc' | 'metadata'
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children: readonly (Shape | string)[]
}

/** A part of a picture and how high it became. */
export interface Drawing {
  readonly height: number
  readonly shapes: readonly Shape[]
}

export const shape = (tag: Shape['tag'], attributes: Shape['attributes'], ...children: Shape['children']): Shape => ({
  tag,
  attributes,
  children,
})

/** Shapes, elsewhere. */
export const moved = (x: number, y: number, shapes: readonly Shape[]): Shape =>
  shape('g', { transform: `translate(${short(x)} ${short(y)})` }, ...shapes)

/** A rectangle with sharp edges; what is not nothing is seen. */
export const bar = (x: number, y: number, width: number, height: number, fill: string): Shape =>
  shape('rect', { x: short(x), y: short(y), width: short(width), height: short(height), fill })

/** A line. */
export const rule = (x1: number, y1: number, x2: number, y2: number, stroke: string, dashes?: string): Shape =>
  shape('line', {
    x1: short(x1),
    y1: short(y1),
    x2: short(x2),
    y2: short(y2),
    stroke,
    ...(dashes === undefined ? {} : { 'stroke-dasharray': dashes }),
  })

/** A hatched rectangle, line by line: patterns need ids, and not every program that shows an SVG knows them. */
export function hatched(x: number, y: number, width: number, height: number, ink: string, ground: string): Shape[] {
  const lines: string[] = []
  for (let at = HATCH / 2; at < width + height; at += HATCH) {
    // From the lower edge up to the right, cut where the rectangle ends.
    const from = Math.max(0, at - height)
    const to = Math.min(width, at)
    if (to > from) lines.push(`M${short(x + from)} ${short(y + at - from)}L${short(x + to)} ${short(y + at - to)}`)
  }
  return [
    shape('rect', {
      x: short(x),
      y: short(y),
      width: short(width),
      height: short(height),
      fill: ground,
      stroke: ink,
    }),
    shape('path', { d: lines.join(''), stroke: ink, 'stroke-width': 1.6, fill: 'none' }),
  ]
}

const HATCH = 6

/** Two digits behind the point are more than any screen shows. */
export const short = (value: number): number => Math.round(value * 100) / 100

/** The XML of a picture. What came from the paste can't act in it: no markup, no control characters. */
export function xml({ tag, attributes, children }: Shape): string {
  const head = `${tag}${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')}`
  if (children.length === 0) return `<${head}/>`
  return `<${head}>${children.map((each) => (typeof each === 'string' ? escaped(each) : xml(each))).join('')}</${tag}>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 has no place for control characters, halves of pairs and the two last of the plane, not even escaped. */
const escaped = (text: string): string =>
  printable(text)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!)
