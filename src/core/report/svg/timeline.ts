import { lanesOf, type LaneName } from '../../figures/deaths.ts'
import { PARTS, SINGLE, stripsOf, whenOf, type LogEvent, type Strip } from '../../figures/events.ts'
import { density, timelinesOf, type Timeline } from '../../figures/timeline.ts'
import { documentWords } from '../../language/document-words.ts'
import { kindEn, kindZh } from '../../language/kinds.ts'
import { sayBytes, sayCount, type Language } from '../../language/say.ts'
import { colours } from './colours.ts'
import { pictureWords } from './picture-words.ts'
import { rule, shape, short, type Drawing, type Shape } from './shape.ts'
import { words } from './words.ts'

export interface TimelinePicture {
  readonly kind: 'timeline'
  readonly events: readonly LogEvent[]
  readonly by: 'limit' | 'victim'
}

const NAMES = 240
const KILLS = 60
const SIZE = 112
const ROW = 30
const TALL = 20
const HEAD = 24

/** When the kernel's reports fell: a line for each clock, a lane for each limit or victim, worst first. */
export function drawTimeline({ events, by }: TimelinePicture, width: number, language: Language): Drawing {
  const t = pictureWords[language]
  const lanes = lanesOf(events, by)
  const { lines, undated } = timelinesOf(events)
  const [left, right] = [NAMES + 12, width - KILLS - SIZE - 12]
  const shapes: Shape[] = []
  const soft = { size: 11, fill: colours['ink-soft'] } as const
  let y = 0
  for (const line of lines) {
    const strips = stripsOf(line, lanes)
    shapes.push(
      words(0, y + 12, t.clock(line.clock, line.host), { bold: true, fill: colours.ink, within: width - 130 }),
    )
    shapes.push(words(width - SIZE, y + 12, t.kills, { ...soft, anchor: 'end' }))
    shapes.push(words(width, y + 12, t.dead, { ...soft, anchor: 'end' }))
    y += HEAD
    const single = line.marks.length <= SINGLE
    const highest = Math.max(1, ...strips.flatMap(({ marks }) => parts(marks)))
    for (const strip of strips) {
      shapes.push(...stripShapes(strip, { y, left, right, width, single, highest }, language))
      y += ROW
    }
    const [first, last] = [line.marks[0]?.item, line.marks.at(-1)?.item]
    if (first) shapes.push(words(left, y + 8, whenOf(first), soft))
    if (last && line.span > 0) shapes.push(words(right, y + 8, whenOf(last), { ...soft, anchor: 'end' }))
    y += 28
  }
  if (undated.length > 0) {
    shapes.push(words(0, y + 8, t.undated(undated.length), { size: 12, fill: colours['ink-soft'] }))
    y += 20
  }
  return { height: y, shapes }
}

interface Place {
  readonly y: number
  readonly left: number
  readonly right: number
  readonly width: number
  readonly single: boolean
  /** What the highest bar counts. */
  readonly highest: number
}

function stripShapes(strip: Strip<LogEvent>, place: Place, language: Language): Shape[] {
  const { y, left, right, width, single, highest } = place
  const base = y + TALL
  const at = (share: number) => short(left + 4 + share * (right - left - 8))
  const kills = strip.lanes.reduce((sum, lane) => sum + lane.kills, 0)
  const sizes = strip.lanes.flatMap(({ rss }) => rss ?? [])
  const path = single
    ? [...new Set(strip.marks.map((mark) => `M${at(mark.at)} ${y + 3}V${base}`))]
    : parts(strip.marks).flatMap((count, part) =>
        count === 0
          ? []
          : [`M${at((part + 0.5) / PARTS)} ${base}v${-short(Math.max(2, (count / highest) * (TALL - 2)))}`],
      )
  return [
    words(0, base - 4, stripName(strip, language), { fill: colours.ink, within: NAMES }),
    rule(left, base, right, base, colours['line-strong']),
    shape('path', { d: path.join(''), stroke: colours.critical, 'stroke-width': single ? 2 : 4, fill: 'none' }),
    ...(kills > 0 ? [words(width - SIZE, base - 4, `${sayCount(kills)} ×`, { fill: colours.ink, anchor: 'end' })] : []),
    ...(sizes.length > 0
      ? [
          words(width, base - 4, sayBytes(sizes.reduce((sum, size) => sum + size, 0)), {
            size: 12,
            fill: colours['ink-soft'],
            anchor: 'end',
          }),
        ]
      : []),
  ]
}

const parts = (marks: Timeline<LogEvent>['marks']) =>
  density(
    marks.map(({ at }) => at),
    PARTS,
  )

function stripName({ lanes }: Strip<LogEvent>, language: Language): string {
  const [lane, ...others] = lanes
  if (!lane || others.length > 0) return pictureWords[language].others(lanes.length)
  const name = laneName(lane.name, language)
  return lane.host === null ? name : `${name} · ${lane.host}`
}

function laneName(name: LaneName, language: Language): string {
  if (name.kind === 'limit') return name.limit.path ?? documentWords[language].constraint[name.limit.scope]
  if (name.kind === 'victim') return name.name ?? '—'
  return (language === 'zh' ? kindZh : kindEn)(name.of)
}
