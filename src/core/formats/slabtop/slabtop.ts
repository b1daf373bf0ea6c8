import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { integer, size } from '../../text/number.ts'
import type { Figure, Span } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'

/** A row of slabtop, named as in slabinfo. */
export interface SlabtopCache {
  readonly name: string
  readonly activeObjects: number
  readonly totalObjects: number
  /** Rounded to hundredths of a KiB by slabtop. */
  readonly objectSize: Bytes
  readonly slabs: number
  readonly objectsPerSlab: number
  readonly cacheSize: Bytes
  readonly span: Span
}

/** `slabtop -o` (procps, src/slabtop.c): sums, and the caches that its sort order put on top. */
export interface Slabtop {
  readonly activeObjects?: Figure
  readonly totalObjects?: Figure
  readonly activeSlabs?: Figure
  readonly totalSlabs?: Figure
  readonly activeCaches?: Figure
  readonly totalCaches?: Figure
  readonly activeSize?: Figure
  readonly totalSize?: Figure
  readonly caches: readonly SlabtopCache[]
}

const SUMS = ['Objects', 'Slabs', 'Caches', 'Size'] as const
type Sum = `${'active' | 'total'}${(typeof SUMS)[number]}`

//                          Objects    (% used)      :   78255          /     81627          (95.9%)
const SUM = /^Active \/ Total \w+(?:\s*\([^)]*\))?\s*:\s*([\d.,]+[KMGT]?)(\s*\/\s*)([\d.,]+[KMGT]?)/
const SUM_LINE = /^(?:Active \/ Total \w+|Mini\w+ \/ Average \/ Maximum Object)\s*[(:]/
const HEAD = /^OBJS\s+ACTIVE\s+USE\b/
/** The head's and a row's end where a page wrapped them. */
const HEAD_REST = /^(?:SLABS\s+)?(?:OBJ\/SLAB\s+)?(?:CACHE\s+SIZE\s+)?NAME$/
const ROW_START = /^\d+\s+\d+\s+\d+%\s+[\d.,]+[KMGT]?(?:\s+\d+)*$/
const ROW_REST = /^(?:\d+\s+)*[\d.,]+[KMGT]\s+\S.*$/
const ROW = /^(\d+)\s+(\d+)\s+\d+%\s+([\d.,]+[KMGT]?)\s+(\d+)\s+(\d+)\s+([\d.,]+[KMGT]?)\s+(\S.*)$/
/** A row with a value that is none, or that is cut. */
const DAMAGED = /^\S+\s+\S+\s+\S+%/

type Part = 'sum' | 'head' | 'row' | 'start' | 'rest' | 'damaged'

function partOf(text: string, above: Part | null): Part | null {
  if (SUM_LINE.test(text)) return 'sum'
  if (HEAD.test(text)) return 'head'
  if (above === null || above === 'sum') return null
  if (ROW.test(text)) return 'row'
  if (above === 'start' && ROW_REST.test(text)) return 'rest'
  if (ROW_START.test(text)) return 'start'
  if (above === 'head' && HEAD_REST.test(text)) return 'head'
  return DAMAGED.test(text) && text.length < 120 ? 'damaged' : null
}

export const slabtop = defineFormat({
  id: 'slabtop',
  collect: 'sudo slabtop -o -s c | head -40',
  role: 'state',
  starts: ['Active / Total', 'OBJS'],
  claim(lines, at) {
    let above: Part | null = null
    let end = at
    let rows = 0
    for (let next = at, blanks = 0; next < lines.length && blanks < 3; next++) {
      const { text, heading } = lines[next]!
      if (text === '') {
        // Blanks stand between the sums and the rows, and after the rows.
        if (rows > 0) break
        blanks++
        continue
      }
      const part: Part | null = heading === null ? partOf(text, above) : null
      if (part === null || (rows > 0 && (part === 'sum' || part === 'head'))) break
      if (part === 'row' || part === 'start') rows++
      above = part
      end = next + 1
      blanks = 0
    }
    return above === null || (above === 'head' && !lines.slice(at, end).some(({ text }) => SUM_LINE.test(text)))
      ? 0
      : end - at
  },
  read(lines) {
    const sums: Partial<Record<Sum, Figure>> = {}
    const caches: SlabtopCache[] = []
    const problems: Problem[] = []
    let started: { line: Line; text: string } | null = null
    let above: Part | null = null
    for (const line of lines) {
      if (line.text === '') continue
      const part: Part | null = partOf(line.text, above)
      above = part
      if (part === 'sum') {
        const bad = readSum(line, sums)
        if (bad) problems.push({ code: 'not-a-number', span: spanOf(line), what: bad })
      } else if (part === 'start') started = { line, text: line.text }
      else if (part !== 'head') {
        const row: { line: Line; text: string } =
          part === 'rest' && started ? { ...started, text: `${started.text} ${line.text}` } : { line, text: line.text }
        const cache = cacheOf(row.text, spanOf(row.line))
        if (cache) caches.push(cache)
        else problems.push({ code: 'ragged-row', span: spanOf(row.line), what: row.text.split(/\s+/).at(-1)! })
        started = null
      }
    }
    if (started) problems.push({ code: 'cut-off', span: spanOf(started.line), what: started.text })
    return { data: { ...sums, caches }, problems }
  },
})

/** Keeps both numbers of a line; gives the name of one that is none. */
function readSum(line: Line, sums: Partial<Record<Sum, Figure>>): string | null {
  if (!line.text.startsWith('Active')) return null
  const match = SUM.exec(line.text)
  const name = SUMS.find((each) => line.text.startsWith(`Active / Total ${each}`))
  if (name === undefined) return null
  if (!match) return name
  const [whole, active, between, total] = match
  const from = whole.length - total!.length
  const used = sumAt(line, name, from - between!.length - active!.length, from - between!.length)
  const all = sumAt(line, name, from, whole.length)
  if (used) sums[`active${name}`] = used
  if (all) sums[`total${name}`] = all
  return used && all ? null : name
}

function sumAt(line: Line, name: (typeof SUMS)[number], from: number, to: number): Figure | null {
  const text = line.text.slice(from, to)
  const value = name === 'Size' ? size(text) : integer(text)
  return value === null || !Number.isSafeInteger(value) ? null : { value, span: spanOf(line, from, to) }
}

function cacheOf(text: string, span: Span): SlabtopCache | null {
  const row = ROW.exec(text)
  const [, total, active, each, slabs, objectsPerSlab, all, name] = row ?? []
  const objectSize = size(each ?? '')
  const cacheSize = size(all ?? '')
  const counts = [total, active, slabs, objectsPerSlab].map(Number)
  if (objectSize === null || cacheSize === null || !counts.every(Number.isSafeInteger)) return null
  return {
    name: name!,
    activeObjects: counts[1]!,
    totalObjects: counts[0]!,
    objectSize,
    slabs: counts[2]!,
    objectsPerSlab: counts[3]!,
    cacheSize,
    span,
  }
}
