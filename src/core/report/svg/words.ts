import { printable } from '../cited-lines.ts'
import { shape, short, type Shape } from './shape.ts'

/** What every program that shows an SVG has one of, letters and Chinese alike. */
export const FONTS =
  "system-ui, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif"

export interface Style {
  readonly size?: number
  readonly bold?: boolean
  readonly fill: string
  readonly anchor?: 'start' | 'middle' | 'end'
  /** The room there is: what is longer ends in an ellipsis, and says the whole when pointed at. */
  readonly within?: number
}

/** Words at a place; `y` is their baseline. */
export function words(x: number, y: number, said: string, style: Style): Shape {
  const { size = 13, bold = false, fill, anchor = 'start', within } = style
  const whole = printable(said)
  const fitted = within === undefined ? whole : fit(whole, within, size, bold)
  return shape(
    'text',
    {
      x: short(x),
      y: short(y),
      fill,
      'font-size': size,
      ...(bold ? { 'font-weight': 600 } : {}),
      ...(anchor === 'start' ? {} : { 'text-anchor': anchor }),
    },
    ...(fitted === whole ? [] : [shape('title', {}, whole)]),
    fitted,
  )
}

/** The words in lines of a width, at most `most`; the last ends in an ellipsis where there are more. */
export function wrapped(said: string, width: number, size: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of printable(said).match(PIECES) ?? []) {
    if (widthOf(line + piece.trimEnd(), size) <= width || line === '') line += piece
    else {
      lines.push(line.trimEnd())
      line = piece
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  if (lines.length <= most) return lines.map((each) => fit(each, width, size))
  const kept = lines.slice(0, most)
  return [...kept.slice(0, -1), fit(`${kept.at(-1)!} …`, width, size)].map((each) => fit(each, width, size))
}

/** A line may end after a blank, and between Chinese characters unless a mark follows. */
const PIECES =
  /[\u2e80-\ud7ff\uf900-\ufaff][\u3000-\u303f\uff00-\uffef]*|[^\s\u2e80-\ud7ff\uf900-\ufaff]+[\u3000-\u303f\uff00-\uffef]*\s*|\s+/g

function fit(text: string, width: number, size: number, bold = false): string {
  if (widthOf(text, size, bold) <= width) return text
  const characters = [...text]
  let at = 0
  for (let used = size; at < characters.length; at++) {
    used += widthOf(characters[at]!, size, bold)
    if (used > width) break
  }
  return `${characters.slice(0, at).join('').trimEnd()}…`
}

/** About as wide as the widest of the usual fonts would make it: nothing here can measure, and nothing may run over. */
export function widthOf(text: string, size: number, bold = false): number {
  let sum = 0
  for (const character of text) sum += isWide(character.codePointAt(0)!) ? 1 : (WIDTHS[character] ?? 0.64)
  return sum * size * (bold ? 1.1 : 1)
}

/** East Asian characters and pictures fill a square (Unicode UAX #11). */
const isWide = (code: number) =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xd7ff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  code >= 0x1f300

const CLASSES: readonly (readonly [width: number, characters: string])[] = [
  [0.32, " ijlI.,:;'|!\u202f"],
  [0.4, 'ft()[]/\\-·r'],
  [0.55, 'Jcskvxyz"*_?'],
  [0.72, 'ABCEFKLPRSTVXYZ'],
  [0.79, 'DGHNOQU'],
  [0.87, 'Mw'],
  [1, 'Wm@%—…'],
]
/** By their advance in DejaVu Sans, which is wide; what is not listed is a digit or as wide as one. */
const WIDTHS: Readonly<Record<string, number>> = Object.fromEntries(
  CLASSES.flatMap(([width, characters]) => [...characters].map((character) => [character, width])),
)
