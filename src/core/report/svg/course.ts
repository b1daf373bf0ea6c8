import type { Course } from '../../course/course.ts'
import { placesApart } from '../../course/markers.ts'
import { summaryOf } from '../../course/summary.ts'
import { thin } from '../../course/thin.ts'
import { units, type Track } from '../../course/track.ts'
import { linePath } from '../../figures/line-path.ts'
import { timeTicks, valueTicks } from '../../figures/scale.ts'
import { strokesOf, type Stroke } from '../../figures/strokes.ts'
import { courseWords, sayCourseOf } from '../../language/course-words.ts'
import type { Language } from '../../language/say.ts'
import { colourOfHue, colours } from './colours.ts'
import { moved, rule, shape, short, type Drawing, type Shape } from './shape.ts'
import { words } from './words.ts'

export interface CoursePicture {
  readonly kind: 'course'
  readonly course: Course
  readonly tracks: readonly Track[]
}

const LEFT = 76
const HEIGHT = 150
const HEAD = 22
const LEGEND = 17
const TICKS = 22
const MARKS = 28

/** Lines over time: a chart for each unit on one axis, each line named with where it began and ended, events dashed across. */
export function drawCourse({ course, tracks }: CoursePicture, width: number, language: Language): Drawing {
  const margin = course.to > course.from ? 0 : 1
  const window = { from: course.from - margin, to: course.to + margin }
  const inner = width - LEFT - 8
  const x = (time: number) => LEFT + ((time - window.from) / (window.to - window.from)) * inner
  const drawn = units.flatMap((unit) => {
    const list = tracks.filter((track) => track.unit === unit)
    return list.length > 0 ? [{ unit, list }] : []
  })
  const marks = markShapes(course, x, width, language)
  const shapes: Shape[] = [...marks.shapes]
  let y = marks.height
  for (const { unit, list } of drawn) {
    const strokes = strokesOf(list)
    const top = y + HEAD + list.length * LEGEND + 6
    shapes.push(words(0, y + 14, courseWords[language].unit[unit], { bold: true, fill: colours.ink }))
    list.forEach((track, index) => {
      const at = y + HEAD + index * LEGEND
      shapes.push(swatch(0, at + 7, strokes.get(track.key)!))
      shapes.push(
        words(26, at + 11, sayCourseOf(track, summaryOf(track), language), {
          size: 12,
          fill: colours['ink-soft'],
          within: width - 26,
        }),
      )
    })
    shapes.push(moved(0, top, plot(list, strokes)))
    y = top + HEIGHT + 14
  }
  for (const { at, label } of timeTicks(window.from, window.to, inner, course.axis)) {
    const anchor = x(at) > width - 40 ? 'end' : 'middle'
    shapes.push(words(x(at), y + 4, label, { size: 11, fill: colours['ink-soft'], anchor }))
  }
  shapes.push(words(0, y + TICKS + 4, courseWords[language].axis[course.axis], { size: 11, fill: colours['ink-soft'] }))
  return { height: y + TICKS + 12, shapes }

  function plot(list: readonly Track[], strokes: ReadonlyMap<string, Stroke>): Shape[] {
    const lines = list.map((track) => ({ track, points: thin(track, window.from, window.to, inner) }))
    let [least, most] = [Infinity, -Infinity]
    for (const { points } of lines) {
      for (const { value } of points) {
        if (value === null) continue
        least = Math.min(least, value)
        most = Math.max(most, value)
      }
    }
    const ticks = valueTicks(least, most, list[0]!.unit)
    const [low, high] = [ticks[0]!.at, ticks.at(-1)!.at]
    const height = (value: number) => HEIGHT - ((value - low) / (high - low)) * HEIGHT
    return [
      ...timeTicks(window.from, window.to, inner, course.axis).map(({ at }) =>
        rule(x(at), 0, x(at), HEIGHT, colours.line),
      ),
      ...ticks.flatMap(({ at, label }) => [
        rule(LEFT, height(at), LEFT + inner, height(at), colours.line),
        words(LEFT - 8, height(at) + 4, label, { size: 11, fill: colours['ink-soft'], anchor: 'end' }),
      ]),
      ...placesApart(course.markers, (2 * (window.to - window.from)) / inner).map((at) =>
        rule(x(at), 0, x(at), HEIGHT, colours.warning, '3 3'),
      ),
      ...lines.flatMap(({ track, points }) => {
        const { hue, dash } = strokes.get(track.key)!
        const { path, dots } = linePath(points, x, height)
        const colour = colourOfHue(hue)
        return [
          shape('path', {
            d: path,
            fill: 'none',
            stroke: colour,
            'stroke-width': 1.8,
            ...(dash === undefined ? {} : { 'stroke-dasharray': dash }),
          }),
          ...dots.map(([cx, cy]) => shape('circle', { cx: short(cx), cy: short(cy), r: 2.6, fill: colour })),
        ]
      }),
    ]
  }
}

function swatch(x: number, y: number, { hue, dash }: Stroke): Shape {
  return shape('line', {
    x1: x,
    x2: x + 18,
    y1: y,
    y2: y,
    stroke: colourOfHue(hue),
    'stroke-width': 2.5,
    ...(dash === undefined ? {} : { 'stroke-dasharray': dash }),
  })
}

/** Marks nearer than this are told as one. */
const APART = 110

/** What happened, above the lines: a mark for each, and words as far as there is room for them. */
function markShapes(
  { markers, from, to }: Course,
  x: (time: number) => number,
  width: number,
  language: Language,
): Drawing {
  if (markers.length === 0) return { height: 0, shapes: [] }
  const told: { readonly at: number; readonly said: string; count: number }[] = []
  for (const { at, kind, detail } of markers) {
    const name = courseWords[language].marker[kind]
    const open = told.at(-1)
    if (open && x(at) - open.at < APART) open.count++
    else told.push({ at: x(at), said: detail === null ? name : `${name}: ${detail}`, count: 1 })
  }
  return {
    height: MARKS,
    shapes: [
      ...placesApart(markers, (2 * (to - from)) / width).map((at) =>
        shape('path', { d: `M${short(x(at) - 4)} 16h8l-4 6z`, fill: colours.warning }),
      ),
      ...told.map(({ at, said, count }, index) => {
        const room = (told[index + 1]?.at ?? width) - at
        const style = { size: 11, fill: colours.warning } as const
        const whole = count > 1 ? `${said} ×${count}` : said
        // At the right edge the words stand before their mark.
        return room < APART
          ? words(at, 12, whole, { ...style, anchor: 'end', within: APART })
          : words(at - 4, 12, whole, { ...style, within: room - 8 })
      }),
    ],
  }
}
