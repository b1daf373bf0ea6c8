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
 * again, where `grep` names another file, and at a line that is none of its own. Damaged lines are bridged, so are blanks
 * that a web page put between the lines.
 */
export function entriesFrom(lines: readonly Line[], at: number, { knows, ends }: Keys): number {
  const first = entryOf(lines[at]!.text)
  if (first === null || !knows(first.key)) return 0
  const { path } = lines[at]!
  const isOther = (entry: Entry | null) => entry !== null && (entry.key === first.key || ends?.(entry.key) === true)
  const isOwn = (entry: Entry | null) => entry !== null && knows(entry.key) && !isOther(entry)
  let end = at + 1
  let blanks = 0
  for (let next = end; next < lines.length && blanks < 3; next++) {
    const { text, heading, path: from } = lines[next]!
    const entry = entryOf(text)
    if (heading !== null || from !== path || isOther(entry)) break
    if (text === '') blanks++
    else {
      const isDamaged = blanks === 0 && DAMAGED.test(text) && text.length < 80
      const isBridged = isDamaged && (knows(keyIn(text)) || isOwn(entryOf(lines[next + 1]?.text ?? '')))
      if (!isOwn(entry) && !isBridged && !(blanks === 0 && isCount(entry))) break
      end = next + 1
      blanks = 0
    }
  }
  return end - at
}

const keyIn = (text: string) => /^[A-Za-z_][\w.()/-]*/.exec(text)?.[0] ?? ''
/** What a line can look like that lost its value, or its key, or was broken in two. */
const DAMAGED = /^\S+(?:\s+\S+){0,3}$/

/** How the values of a keyed file are read. */
export interface Values {
  /** Keys of limits: the kernel's "no limit" is read as absent. */
  isLimit?(key: string): boolean
}

/** Reads the entries of a keyed file: sizes in bytes (kB scaled), everything else as printed. */
export function readEntries(lines: readonly Line[], { isLimit }: Values = {}) {
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
    const { key, from, value, unit } = entry
    const figure = readFigure(line, from, from + value.length, unit === 'kB' ? KIB : 1)
    const kept = fields.get(key)
    if (figure === null) report('not-a-number', spanOf(line, from, from + value.length), key)
    else if (isLimit?.(key) && isUnlimited(figure.value)) continue
    else if (isImplausible(figure.value)) report('implausible', figure.span, key)
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
