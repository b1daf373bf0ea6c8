import type { Problem, ProblemCode } from '../problem.ts'
import { KIB } from '../units.ts'
import { spanOf, type Line } from '../text/line.ts'
import { integer, isUnlimited, readFigure } from '../text/number.ts'
import type { Figure, Span } from '../text/source.ts'

/**
 * Files of one `key value` a line: memory.stat, vmstat, `/proc/PID/status`, what `sysctl` prints. Keys are read as the
 * kernel names them, known or not.
 */
export interface Entry {
  readonly key: string
  readonly value: string
  /** Where the value stands in the line. */
  readonly from: number
  readonly unit: string
}

const ENTRY = /^([A-Za-z_][\w.()/-]*)(\s*[:=]\s*|\s+)(\S+)(?:\s+(kB))?$/

/** The entry that a line is, or null. */
export function entryOf(text: string): Entry | null {
  const match = ENTRY.exec(text)
  if (!match) return null
  const [, key, separator, value, unit = ''] = match
  return { key: key!, value: value!, from: key!.length + separator!.length, unit }
}

/** Which lines belong to a keyed file. */
export interface Keys {
  /** Whether the file has such a key. A key nobody knows is kept where it stands between known ones, or after them. */
  knows(key: string): boolean
  /** Whether the key begins another file, printed below without anything between. */
  ends?(key: string): boolean
}

/**
 * How many lines from `at` on are one keyed file. A file begins with a key that it knows; it ends where its first key comes
 * again, where `grep` names another file, and at a line that is none of its own. One damaged line is bridged, so are blanks
 * that a web page put between the lines.
 */
export function entriesFrom(lines: readonly Line[], at: number, { knows, ends }: Keys): number {
  const first = entryOf(lines[at]!.text)
  if (first === null || !knows(first.key)) return 0
  const { path } = lines[at]!
  let end = at + 1
  let bridged = 0
  for (let next = end; next < lines.length && bridged < 3; next++) {
    const { text, heading, path: from } = lines[next]!
    if (heading !== null || from !== path) break
    const entry = entryOf(text)
    if (entry !== null && (entry.key === first.key || ends?.(entry.key))) break
    if (entry !== null && (knows(entry.key) || (bridged === 0 && /^-?\d+$/.test(entry.value)))) {
      end = next + 1
      bridged = 0
    } else if (text === '') bridged++
    else if (isDamaged(text) && knows(keyIn(text))) end = next + 1
    else break
  }
  return end - at
}

const keyIn = (text: string) => /^[A-Za-z_][\w.()/-]*/.exec(text)?.[0] ?? ''
/** A key whose value was lost, or is no number. */
const isDamaged = (text: string) => text.length < 80 && /^\S+(?:\s+\S+){0,2}$/.test(text)

/** How the values of a keyed file are read. */
export interface Values {
  /** Keys of limits: the kernel's "no limit" is read as absent. */
  isLimit?(key: string): boolean
  /** Keys that may be below zero. */
  isSigned?(key: string): boolean
  /** The name a key is kept under; the key itself where absent. */
  nameOf?(line: Line, key: string): string
}

/** Reads the entries of a keyed file: sizes in bytes (kB scaled), everything else as printed. */
export function readEntries(lines: readonly Line[], { isLimit, isSigned, nameOf }: Values = {}) {
  const fields = new Map<string, Figure>()
  const problems: Problem[] = []
  const report = (code: ProblemCode, span: Span, what: string) => problems.push({ code, span, what })
  for (const line of lines) {
    if (line.text === '') continue
    const entry = entryOf(line.text)
    if (entry === null) {
      const key = keyIn(line.text)
      report(
        key === line.text ? 'cut-off' : key === '' ? 'unknown-line' : 'not-a-number',
        spanOf(line),
        key || line.text,
      )
      continue
    }
    const { from, value, unit } = entry
    const key = nameOf?.(line, entry.key) ?? entry.key
    const figure = readFigure(line, from, from + value.length, unit === 'kB' ? KIB : 1)
    const kept = fields.get(key)
    if (figure === null) report('not-a-number', spanOf(line, from, from + value.length), key)
    else if (isLimit?.(key) && isUnlimited(figure.value)) continue
    else if (isImplausible(figure.value, isSigned?.(key) ?? false)) report('implausible', figure.span, key)
    else if (kept === undefined) fields.set(key, figure)
    else if (kept.value !== figure.value) report('duplicate-key', figure.span, key)
  }
  return { fields: fields as ReadonlyMap<string, Figure>, problems }
}

/** Counters are unsigned longs; one beyond 2^63 is a negative number that went round (mm/vmstat.c folds per-CPU parts). */
export const isImplausible = (value: number, signed = false): boolean =>
  !(value < 2 ** 63) || (signed ? value < -(2 ** 63) : value < 0)

/** The entry's value where it is one whole number. */
export const isCount = (entry: Entry | null): entry is Entry => entry !== null && integer(entry.value) !== null
