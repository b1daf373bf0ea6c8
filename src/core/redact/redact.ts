import type { Report } from '../analyze.ts'
import { plain } from '../text/clean.ts'
import type { Line } from '../text/line.ts'
import { linesOf } from '../text/lines.ts'
import type { Source } from '../text/source.ts'
import { shapesIn } from './addresses.ts'
import { doubtsIn, type Doubt } from './doubts.ts'
import { tellingIn } from './file-names.ts'
import { groupsOfHeadings } from './headings.ts'
import type { Form, Kind, Place, Switches } from './kinds.ts'
import { namesOfLog } from './log-names.ts'
import { isPseudonym, keyOf, namer, shaped } from './pseudonyms.ts'
import { isTelling } from './standard.ts'
import { namesBefore, namesBeside, namesOfPrompt } from './surroundings.ts'
import { sweeper } from './sweep.ts'
import { namesOfRecord, namesOfTables } from './tables.ts'

/** A name that was replaced. Originals never leave the page: this is for the preview alone. */
export interface Replacement {
  readonly kind: Kind
  readonly original: string
  readonly pseudonym: string
  readonly count: number
}

/** A place of a redacted text that was changed. */
export interface Change {
  readonly from: number
  readonly to: number
  /** Index into `replaced`. */
  readonly name: number
}

/** A case without the names in it. */
export interface Redacted {
  readonly sources: readonly Source[]
  readonly replaced: readonly Replacement[]
  /** Of each source, in order. */
  readonly changes: readonly (readonly Change[])[]
  /** What the rules can't be sure of. */
  readonly doubtful: readonly Doubt[]
}

/**
 * Takes the names of the switched kinds out of a case. The same name becomes the same pseudonym everywhere; lines and figures
 * stay what they were, and pseudonyms have the form of what they stand for, so that the analysis stays the same.
 */
export function redact(sources: readonly Source[], report: Report, switches: Switches): Redacted {
  const texts = sources.map(({ text }) => masked(text))
  const places = placesIn(sources, texts, report).filter(({ kind }) => switches[kind])
  const named = new Map<string, Named>()
  const nameOf = (original: string, kind: Kind, form: Form): Named => {
    const key = keyOf(original, form)
    const known = named.get(key)
    if (known) return known
    const fresh: Named = { kind, form, original, pseudonym: '', index: -1, count: 0 }
    named.set(key, fresh)
    return fresh
  }
  const nameAt = ({ source, from, to, kind, form }: Place): Named | null => {
    const original = texts[source]!.slice(from, to).replace(/(?<!\s)\s*\n\s*/g, '')
    return isPseudonym(original) ? null : nameOf(original, kind, form)
  }
  // Figures of one name may stand in places of several kinds: who comes first names it.
  const found: Found[][] = sources.map(() => [])
  for (const place of places) {
    const name = nameAt(place)
    if (name) found[place.source]!.push({ from: place.from, to: place.to, name, swept: false })
  }
  const sweep = sweeper(
    [...named.values()].flatMap((name): (readonly [string, Named, boolean])[] =>
      isTelling(name.original) && name.form !== 'arguments' && name.form !== 'directory'
        ? spellings(name).map((each) => [each, name, name.form === 'host' || name.form === 'domain'] as const)
        : [],
    ),
  )
  texts.forEach((text, source) => sweep(text, (from, to, name) => found[source]!.push({ from, to, name, swept: true })))
  const fileNames = sources.map(({ name }): Found[] => {
    const inName: Found[] = []
    shapesIn(name, (from, to, kind, form) => {
      if (!switches[kind] || isPseudonym(name.slice(from, to))) return
      inName.push({ from, to, name: nameOf(name.slice(from, to), kind, form), swept: false })
    })
    sweep(name, (from, to, known) => inName.push({ from, to, name: known, swept: true }))
    // People call files after hosts, and a menu shows no list of doubts.
    const rest = switches.hosts && tellingIn(blanked(name, inName))
    if (rest) inName.push({ ...rest, name: nameOf(name.slice(rest.from, rest.to), 'hosts', 'file'), swept: false })
    return disjoint(inName)
  })
  const chosen = found.map(disjoint)
  const pseudonymOf = namer([...texts, ...sources.map(({ name }) => name)])
  const order: Named[] = []
  for (const { name } of [...chosen, ...fileNames].flat()) {
    if (name.index < 0) {
      name.index = order.push(name) - 1
      name.pseudonym = pseudonymOf(name.original, name.form)
    }
    name.count++
  }
  const written = sources.map((source, index) => write(source.text, chosen[index]!))
  const redacted = sources.map((source, index) => ({
    name: write(source.name, fileNames[index]!).text,
    text: written[index]!.text,
  }))
  return {
    sources: redacted,
    replaced: order.map(({ kind, original, pseudonym, count }) => ({ kind, original, pseudonym, count })),
    changes: written.map(({ changes }) => changes),
    doubtful: doubtsIn(
      redacted,
      report.coverage,
      order.map(({ original }) => original),
    ),
  }
}

interface Named {
  readonly kind: Kind
  readonly form: Form
  readonly original: string
  pseudonym: string
  /** In the order of appearance. */
  index: number
  count: number
}

interface Found {
  readonly from: number
  readonly to: number
  readonly name: Named
  readonly swept: boolean
}

/** Short and long ids are one name. */
const spellings = ({ original, form }: Named): string[] =>
  form === 'id' && original.length > 12 ? [original, original.slice(0, 12)] : [original]

/** Every place that a rule knows. What is surer comes first. */
function placesIn(sources: readonly Source[], texts: readonly string[], report: Report): Place[] {
  const places: Place[] = []
  const put = (place: Place) => {
    places.push(place)
  }
  sources.forEach((source, index) => {
    const text = texts[index]!
    const starts = startsOf(text)
    const lines = linesOf(source, index)
    const byNumber = new Map<number, Line[]>()
    for (const line of lines) {
      const same = byNumber.get(line.number)
      if (same) same.push(line)
      else byNumber.set(line.number, [line])
    }
    for (const record of report.records) {
      if (record.source !== index) continue
      const own: Line[] = []
      for (const [first, last] of record.ranges)
        for (let number = first; number <= last; number++) own.push(...(byNumber.get(number) ?? []))
      namesOfRecord(record, own, put)
    }
    namesOfTables(lines, put)
    for (const line of lines) {
      namesBefore(text, starts[line.number - 1] ?? 0, line, put)
      if (line.text === '') continue
      namesOfPrompt(line, put)
      namesOfLog(line, put)
      namesBeside(line, put)
    }
    groupsOfHeadings(lines, report.records, put)
    shapesIn(text, (from, to, kind, form) => put({ source: index, from, to, kind, form }))
  })
  return places
}

function startsOf(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

const ESCAPE =
  /(?:\x1b|\^\[)(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9])|&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});|#012|=3D|\\[nrt"]/gi

/** The text with blanks for its escapes, character by character: every offset stays what it was. */
function masked(text: string): string {
  const simple = plain(text)
  return /[\x1b&\\]|#012|=3D|\^\[/.test(simple)
    ? simple.replace(ESCAPE, (escape) =>
        (escape === '=3D' ? '=' : escape === '\\"' ? '"' : ' ').padStart(escape.length, ' '),
      )
    : simple
}

/** The text with blanks for what was found in it. */
const blanked = (text: string, found: readonly Found[]): string =>
  found.reduce((rest, { from, to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to), text)

/** Of places that overlap the one that begins first, of those the longest, and what a rule has found before what was swept. */
function disjoint(found: Found[]): Found[] {
  found.sort((a, b) => a.from - b.from || Number(a.swept) - Number(b.swept) || b.to - a.to)
  const kept: Found[] = []
  let end = 0
  for (const each of found) {
    if (each.from < end || each.to <= each.from) continue
    kept.push(each)
    end = each.to
  }
  return kept
}

/** Puts the pseudonyms in. Where blanks follow that align a column, they make up for the difference in length. */
function write(text: string, found: readonly Found[]): { text: string; changes: Change[] } {
  const out: string[] = []
  const changes: Change[] = []
  let at = 0
  let length = 0
  const add = (piece: string) => {
    out.push(piece)
    length += piece.length
  }
  for (const { from, to, name } of found) {
    add(text.slice(at, from))
    const original = text.slice(from, to)
    const pseudonym = shaped(name.pseudonym, original, name.form)
    changes.push({ from: length, to: length + pseudonym.length, name: name.index })
    add(pseudonym)
    // A name that a narrow page had broken: its line ends stay.
    const breaks = original.match(/(?<![^\S\n])[^\S\n]*\n[^\S\n]*/g)
    if (breaks) add(breaks.join(''))
    at = to + aligned(text, to, original.length - pseudonym.length, add)
  }
  add(text.slice(at))
  return { text: out.join(''), changes }
}

/** Pads where the pseudonym is shorter; else tells how many blanks to leave out. */
function aligned(text: string, at: number, shorter: number, add: (piece: string) => void): number {
  let end = at
  while (end < text.length && text.charCodeAt(end) === 32) end++
  const blanks = end - at
  if (blanks < 2 || end === text.length || text[end] === '\n') return 0
  if (shorter >= 0) {
    add(' '.repeat(shorter))
    return 0
  }
  return Math.min(blanks - 2, -shorter)
}
