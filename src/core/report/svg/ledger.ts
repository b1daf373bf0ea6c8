import { hueOf, type Hue } from '../../figures/hues.ts'
import { stepName, stepNote } from '../../figures/step-words.ts'
import { waterfall, waterfallByOwner, type Step } from '../../figures/waterfall.ts'
import { documentWords } from '../../language/document-words.ts'
import { sayBytes, sayPercent, type Language } from '../../language/say.ts'
import { terms, type Owner } from '../../language/terms.ts'
import type { Ledger } from '../../ledger/account.ts'
import type { CgroupBook } from '../../ledger/cgroup.ts'
import { colourOfHue, colours, HATCH_GROUND } from './colours.ts'
import { legend, type Entry } from './legend.ts'
import { groupWords } from '../group-words.ts'
import { bar, hatched, moved, rule, type Drawing, type Shape } from './shape.ts'
import { unmarked } from '../../text/markup.ts'
import { widthOf, words } from './words.ts'

export interface LedgerPicture {
  readonly kind: 'ledger'
  readonly ledger: Ledger
  /** The control group that the book is of. */
  readonly group: CgroupBook | null
  readonly by: 'account' | 'owner'
}

const ROW = 24
/** A row with a note under its name. */
const TALL = 38
const THICKNESS = 14
const THINNEST = 2
const SIZE = 92
const SHARE = 58
const GAP = 16

/** A ledger lying on its side: names left, bars in the middle, bytes and shares right. */
export function drawLedger({ ledger, group, by }: LedgerPicture, width: number, language: Language): Drawing {
  const steps = by === 'owner' ? waterfallByOwner(ledger) : waterfall(ledger)
  const shown = steps.filter(({ bytes, kind }) => bytes !== 0 || kind === 'total' || kind === 'residual')
  const names = Math.min(width * 0.36, Math.max(180, ...shown.map((step) => nameWidth(step, ledger, language))))
  const bars = width - names - SIZE - SHARE - GAP
  const most = Math.max(1, ...shown.map(({ to }) => to))
  const at = (bytes: number) => names + GAP + (bytes / most) * (bars - GAP)
  const shapes: Shape[] = []
  let y = 0
  let joint = 0
  for (const step of shown) {
    const height = stepNote(step, ledger, language) === null ? ROW : TALL
    const middle = y + height / 2
    if (step.kind !== 'total')
      shapes.push(rule(at(step.from), joint, at(step.from), middle, colours['line-strong'], '2 2'))
    joint = middle
    shapes.push(...rowShapes(step, ledger, { y, height, names, width, at }, language))
    y += height
  }
  y += 8
  for (const line of besideLines(ledger, group, steps.length - shown.length, language)) {
    shapes.push(words(0, y + 14, line, { size: 12, fill: colours['ink-soft'], within: width }))
    y += 18
  }
  const key = legend(entriesOf(shown, language), width)
  return { height: y + 10 + key.height, shapes: [...shapes, moved(0, y + 10, key.shapes)] }
}

const NAME = 13
const NOTE = 11

const nameWidth = (step: Step, ledger: Ledger, language: Language) =>
  Math.max(
    widthOf(stepName(step, ledger, language), NAME, isHeavy(step, ledger)),
    widthOf(stepNote(step, ledger, language) ?? '', NOTE),
  )

/** The total and what is truly missing stand out. */
const isHeavy = ({ kind }: Step, { residual }: Ledger) =>
  kind === 'total' || (kind === 'residual' && residual.verdict !== 'rounding')

interface Place {
  readonly y: number
  readonly height: number
  readonly names: number
  readonly width: number
  at(bytes: number): number
}

function rowShapes(step: Step, ledger: Ledger, { y, height, names, width, at }: Place, language: Language): Shape[] {
  const note = stepNote(step, ledger, language)
  const heavy = isHeavy(step, ledger)
  const hue = hueOf(step.id)
  const x = at(step.from)
  const wide = step.bytes === 0 ? 0 : Math.max(THINNEST, at(step.to) - x)
  const top = y + (height - THICKNESS) / 2
  const line = y + (note === null ? height / 2 + 4.5 : 16)
  const alarm = step.kind === 'residual' && heavy
  return [
    words(0, line, stepName(step, ledger, language), { size: NAME, bold: heavy, fill: colours.ink, within: names }),
    ...(note === null
      ? []
      : [words(0, y + 31, note, { size: NOTE, fill: colours[alarm ? 'unaccounted' : 'ink-soft'], within: names })]),
    ...(hue === null
      ? wide > 0
        ? hatched(x, top, wide, THICKNESS, colours.unaccounted, HATCH_GROUND)
        : []
      : [bar(x, top, wide, THICKNESS, colourOfHue(hue))]),
    words(width - SHARE, y + height / 2 + 4.5, sayBytes(step.bytes), { bold: heavy, fill: colours.ink, anchor: 'end' }),
    words(width, y + height / 2 + 4.5, sayPercent(step.share), {
      size: 12,
      fill: colours['ink-soft'],
      anchor: 'end',
    }),
  ]
}

/** What stands beside a book: usage, working set and limit of a group, what lies outside the total, what is empty. */
function besideLines(ledger: Ledger, group: CgroupBook | null, empty: number, language: Language): string[] {
  const t = documentWords[language]
  return [
    ...(group ? [unmarked(groupWords(group, language))] : []),
    ...ledger.above.map(
      ({ id, name, bytes }) => `${t.outside(name ?? terms[language].account[id])} ${sayBytes(bytes)}`,
    ),
    ...(empty > 0 ? [t.empty(empty)] : []),
  ]
}

/** Whose memory a hue stands for. */
const FAMILIES: readonly (readonly [Owner, readonly Hue[]])[] = [
  ['processes', ['anon', 'shmem', 'hugetlb']],
  ['cache', ['file-cache', 'buffers', 'swap-cache']],
  ['kernel', ['slab', 'kernel']],
  ['devices', ['devices']],
  ['free', ['free']],
]

function entriesOf(steps: readonly Step[], language: Language): Entry[] {
  const used = new Set(steps.map(({ id }) => hueOf(id)))
  const { owner, unaccounted } = terms[language]
  return [
    ...FAMILIES.flatMap(([id, hues]) => {
      const swatches = hues.filter((hue) => used.has(hue)).map(colourOfHue)
      return swatches.length > 0 ? [{ swatches, label: owner[id] }] : []
    }),
    ...(steps.some(({ id, bytes }) => id === 'unaccounted' && bytes !== 0)
      ? [{ swatches: ['hatched'], label: unaccounted }]
      : []),
  ]
}
