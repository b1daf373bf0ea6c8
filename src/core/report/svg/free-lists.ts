import type { ZoneFree } from '../../allocation/free-lists.ts'
import { bytesOfOrder, orderHeights } from '../../figures/free-lists.ts'
import { documentWords } from '../../language/document-words.ts'
import { sayBytes, type Language } from '../../language/say.ts'
import { short as shortCount, shortBytes } from '../../language/short.ts'
import { colours, TINT } from './colours.ts'
import { legend } from './legend.ts'
import { pictureWords } from './picture-words.ts'
import { bar, moved, rule, type Drawing, type Shape } from './shape.ts'
import { widthOf, words } from './words.ts'

export interface FreeListsPicture {
  readonly kind: 'free-lists'
  readonly zones: readonly ZoneFree[]
  /** The order asked for, or null where nothing was. */
  readonly order: number | null
  /** What the height of a bar is. */
  readonly units: 'bytes' | 'blocks'
}

/** Narrower than this the figures under the bars would touch. */
const NARROWEST = 400
const GAP = 32
const HEIGHT = 90
const HEAD = 24
/** Three lines of figures: order, blocks, bytes. */
const FIGURES = 52
const CELL = HEAD + HEIGHT + FIGURES + 20
const LABEL = 46
/** A machine of many nodes has more zones than a picture can show. */
const MOST = 24

/** The free lists by order, a histogram for each zone: bars, and under them order, blocks and bytes in figures. */
export function drawFreeLists(picture: FreeListsPicture, width: number, language: Language): Drawing {
  const t = pictureWords[language]
  const columns = Math.max(1, Math.min(picture.zones.length, Math.floor((width + GAP) / (NARROWEST + GAP))))
  const each = (width - GAP * (columns - 1)) / columns
  const shown = picture.zones.slice(0, MOST)
  const shapes = shown.map((zone, index) =>
    moved(
      (index % columns) * (each + GAP),
      Math.floor(index / columns) * CELL,
      zoneShapes(zone, picture, each, language),
    ),
  )
  let y = Math.ceil(shown.length / columns) * CELL
  const left = picture.zones.length - shown.length
  if (left > 0) {
    shapes.push(words(0, y + 12, documentWords[language].more(left), { size: 12, fill: colours['ink-soft'] }))
    y += 24
  }
  const key = legend(
    [
      ...(picture.order === null ? [] : [{ swatches: [colours.anon], label: t.serves(picture.order) }]),
      { swatches: [colours.free], label: picture.order === null ? t.freeBlocks : t.tooSmall },
      { swatches: [], label: t.heights[picture.units] },
    ],
    width,
  )
  return { height: y + key.height, shapes: [...shapes, moved(0, y, key.shapes)] }
}

function zoneShapes(zone: ZoneFree, { order, units }: FreeListsPicture, width: number, language: Language): Shape[] {
  const t = pictureWords[language]
  const heights = orderHeights(zone, units)
  const most = Math.max(Number.MIN_VALUE, ...heights)
  const step = (width - LABEL) / zone.free.length
  const bottom = HEAD + HEIGHT
  const fits = (at: number) => order !== null && at >= order
  const ink = (at: number) => colours[fits(at) ? 'ink' : 'ink-soft']
  const label = (y: number, said: string) =>
    words(0, y, said, { size: 11, fill: colours['ink-soft'], within: LABEL - 4 })
  const figure = (at: number, y: number, said: string, fill: string) =>
    words(LABEL + (at + 0.5) * step, y, said, { size: 11, fill, anchor: 'middle' })
  const name = documentWords[language].node(zone.node, zone.zone)
  return [
    words(0, 12, name, { bold: true, fill: colours.ink, within: width / 2 }),
    words(width, 12, freeWords(zone, language), {
      size: 12,
      fill: colours['ink-soft'],
      anchor: 'end',
      within: width - widthOf(name, 13, true) - 12,
    }),
    ...(order !== null && order < zone.free.length
      ? [bar(LABEL + order * step, HEAD, (zone.free.length - order) * step, HEIGHT + FIGURES, TINT)]
      : []),
    ...heights.flatMap((height, at) =>
      height > 0
        ? [
            bar(
              LABEL + at * step + step * 0.08,
              bottom - Math.max(2, (height / most) * (HEIGHT - 4)),
              step * 0.84,
              Math.max(2, (height / most) * (HEIGHT - 4)),
              colours[fits(at) ? 'anon' : 'free'],
            ),
          ]
        : [],
    ),
    rule(LABEL, bottom, width, bottom, colours['line-strong']),
    label(bottom + 15, documentWords[language].order),
    label(bottom + 31, t.blocks),
    label(bottom + 47, t.bytes),
    ...zone.free.flatMap((count, at) => [
      figure(at, bottom + 15, String(at), colours.ink),
      figure(at, bottom + 31, shortCount(count), ink(at)),
      figure(at, bottom + 47, shortBytes(bytesOfOrder(zone, at)), ink(at)),
    ]),
  ]
}

function freeWords({ freeBytes, largestFreeOrder, pageSize }: ZoneFree, language: Language): string {
  const t = pictureWords[language]
  const largest =
    largestFreeOrder < 0 ? t.noBlock : t.largest(largestFreeOrder, sayBytes(pageSize * 2 ** largestFreeOrder))
  return `${t.free(sayBytes(freeBytes))} · ${largest}`
}
