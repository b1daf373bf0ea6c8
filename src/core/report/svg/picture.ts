import type { Report } from '../../analyze.ts'
import type { Finding } from '../../findings/diagnose.ts'
import { speak } from '../../findings/speak.ts'
import { documentWords } from '../../language/document-words.ts'
import type { Side } from '../../comparison/side.ts'
import type { Course } from '../../course/course.ts'
import { sayPlace, sayStretch } from '../../language/course-words.ts'
import type { Language } from '../../language/say.ts'
import { terms } from '../../language/terms.ts'
import type { Moment } from '../../snapshot/moment.ts'
import { unmarked } from '../../text/markup.ts'
import { stampLine, type Stamp } from '../stamp.ts'
import { colourOfSeverity, colours } from './colours.ts'
import { drawBridge, type BridgePicture } from './bridge.ts'
import { drawCourse, type CoursePicture } from './course.ts'
import { drawFreeLists, type FreeListsPicture } from './free-lists.ts'
import { drawLedger, type LedgerPicture } from './ledger.ts'
import { pictureWords } from './picture-words.ts'
import { drawTimeline, type TimelinePicture } from './timeline.ts'
import { bar, moved, rule, shape, xml, type Drawing, type Shape } from './shape.ts'
import { FONTS, words, wrapped } from './words.ts'

/** What can be drawn: a chart with its figures, no pixels yet. */
export type Picture = LedgerPicture | FreeListsPicture | CoursePicture | BridgePicture | TimelinePicture

/** The chart alone, for a page that has its own headings. */
export function draw(picture: Picture, width: number, language: Language): Drawing {
  switch (picture.kind) {
    case 'ledger':
      return drawLedger(picture, width, language)
    case 'free-lists':
      return drawFreeLists(picture, width, language)
    case 'bridge':
      return drawBridge(picture, width, language)
    case 'timeline':
      return drawTimeline(picture, width, language)
    case 'course':
      return drawCourse(picture, width, language)
  }
}

const WIDTH = 960
const MARGIN = 28
const INNER = WIDTH - 2 * MARGIN

/**
 * A chart as an SVG file that explains itself: title, whose memory, when, the verdict, the figures, what the colours mean,
 * and what it was made from. Light, of a fixed size, with nothing that a style sheet, a script or a font file would have
 * to add.
 */
export function svgPicture(
  picture: Picture,
  { report, moment }: { readonly report: Report; readonly moment: Moment | null },
  language: Language,
  stamp: Stamp,
): string {
  const title = pictureWords[language].titles[picture.kind]
  const head = headOf(title, aboutOf(picture, report, moment, language), report, language)
  const chart = draw(picture, INNER, language)
  const height = Math.ceil(MARGIN + head.height + chart.height + 24 + 22)
  const foot = height - 18
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml(
    shape(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: WIDTH,
        height,
        viewBox: `0 0 ${WIDTH} ${height}`,
        'font-family': FONTS,
        lang: language === 'zh' ? 'zh-Hans' : 'en',
        role: 'img',
      },
      shape('title', {}, title),
      ...(stamp.reopen === null ? [] : [shape('metadata', {}, stamp.reopen)]),
      bar(0, 0, WIDTH, height, colours.panel),
      moved(MARGIN, MARGIN, head.shapes),
      moved(MARGIN, MARGIN + head.height, chart.shapes),
      rule(MARGIN, foot - 16, WIDTH - MARGIN, foot - 16, colours.line),
      words(MARGIN, foot, stampLine(stamp), { size: 10, fill: colours['ink-soft'], within: INNER }),
    ),
  )}\n`
}

function headOf(title: string, about: string, { findings: [verdict], partial }: Report, language: Language): Drawing {
  const shapes: Shape[] = [
    words(0, 16, title, { size: 18, bold: true, fill: colours.ink, within: INNER - 200 }),
    ...(verdict
      ? [
          words(INNER, 16, gradeOf(verdict, language), {
            size: 12,
            bold: true,
            fill: colourOfSeverity(verdict.severity),
            anchor: 'end',
            within: 190,
          }),
        ]
      : []),
    words(0, 38, about, { size: 12, fill: colours['ink-soft'], within: INNER }),
  ]
  const { noVerdict, noVerdictInPart } = documentWords[language]
  const said = verdict ? unmarked(speak(verdict, language).title) : partial ? noVerdictInPart : noVerdict
  const lines = wrapped(said, INNER - 16, 14, 2)
  const height = lines.length * 20
  shapes.push(bar(0, 52, 4, height + 4, verdict ? colourOfSeverity(verdict.severity) : colours['line-strong']))
  shapes.push(...lines.map((line, index) => words(16, 69 + index * 20, line, { size: 14, fill: colours.ink })))
  return { height: 52 + height + 4 + 20, shapes }
}

const gradeOf = ({ severity, confidence }: Finding, language: Language) =>
  `${terms[language].severity[severity]} · ${terms[language].confidence[confidence]}`

/** Whose memory, on which machine, when. */
function aboutOf(picture: Picture, { moments }: Report, moment: Moment | null, language: Language): string {
  const t = documentWords[language]
  return [
    picture.kind === 'ledger' ? t.scope(picture.ledger.scope) : null,
    ...(picture.kind === 'bridge'
      ? [
          t.scope(picture.bridge.scope),
          picture.sides.map((side) => sideName(side, moments.length, language)).join(' → '),
        ]
      : []),
    ...(picture.kind === 'timeline' ? timelineAbout(picture, language) : []),
    ...(picture.kind === 'course' ? courseAbout(picture.course, language) : []),
    moment?.host ?? null,
    moment?.machine.release?.value ?? null,
    moment && moments.length > 1 ? pictureWords[language].snapshot(moment.index + 1, moments.length) : null,
    moment && !/^#\d+$/.test(moment.label) ? moment.label : null,
  ]
    .filter((each) => each !== null)
    .join(' · ')
}

const sideName = ({ moment, failure }: Side, of: number, language: Language): string => {
  if (failure) return documentWords[language].record(failure.record)
  const number = pictureWords[language].snapshot(moment.index + 1, of)
  return /^#\d+$/.test(moment.label) ? number : `${number} (${moment.label})`
}

/** Whose log, and how many reports; one clock is said in the chart. */
const timelineAbout = ({ events }: TimelinePicture, language: Language): string[] => [
  ...[...new Set(events.flatMap(({ host }) => host ?? []))].slice(0, 3),
  pictureWords[language].reports(events.length),
]

/** Its machines, from when to when, how long. */
function courseAbout(course: Course, language: Language): string[] {
  const { axis, from, to, hosts } = course
  const stretch = sayStretch(course, language)
  return [
    ...hosts,
    ...(axis === 'number'
      ? [stretch]
      : [`${sayPlace(from, axis, language)} – ${sayPlace(to, axis, language)} (${stretch})`]),
  ]
}
