import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'
import { KIB } from '../../units.ts'

/** `key:12kB key: 34kB pages_scanned:56 all_unreclaimable? no`: sizes in bytes, what has no unit as a count. */
export interface Counters {
  readonly fields: ReadonlyMap<string, Figure>
  /** kswapd has given up. */
  readonly allUnreclaimable?: Quote
}

const COUNTER = /(?<![\w+-])([A-Za-z_][\w+-]*(?:\([a-z]+\))?)(?:[:=]\s*(-?\d+)\s*([kK]B)?|\?\s*(yes|no))/g
/** A counter that had been decremented below zero. */
const UNDERFLOW = 2 ** 63

/** Reads counters from `from` on. Unknown ones are kept: new kernels add some. */
export function readCounters(line: Line, from: number, problems: Problem[]): Counters {
  const fields = new Map<string, Figure>()
  let allUnreclaimable: Quote | undefined
  let inBytes = false
  for (const match of line.text.slice(from).matchAll(COUNTER)) {
    const [whole, key, digits, unit, answer] = match
    const start = from + match.index
    const end = start + whole.length
    if (answer !== undefined) {
      allUnreclaimable = quoteAt(line, end - answer.length, end)
      continue
    }
    inBytes ||= unit !== undefined
    // A line that was cut at its right edge: digits are missing, or only the unit; which, nobody can tell.
    if (unit === undefined && inBytes && key !== 'pages_scanned' && /^k?$/.test(line.text.slice(end))) {
      problems.push({ code: 'cut-off', span: spanOf(line, start, end), what: key! })
      continue
    }
    const at = line.text.indexOf(digits!, start + key!.length)
    const figure = readFigure(line, at, at + digits!.length, unit === undefined ? 1 : KIB)
    const span = spanOf(line, start, end)
    if (!figure || figure.value < 0 || figure.value >= UNDERFLOW)
      problems.push({ code: 'implausible', span, what: key! })
    else if (fields.has(key!)) {
      if (fields.get(key!)!.value !== figure.value) problems.push({ code: 'duplicate-key', span, what: key! })
    } else fields.set(key!, { ...figure, span })
  }
  return allUnreclaimable ? { fields, allUnreclaimable } : { fields }
}

/** `Node 0 active_anon:…` (mm/show_mem.c, show_free_areas), since 4.8. */
export interface NodeCounters extends Counters {
  readonly node: number
  readonly span: Span
}

export function readNode(line: Line, problems: Problem[]): NodeCounters | null {
  const match = /^Node\s*(\d+)\s*/.exec(line.text)
  if (!match) return null
  return { node: Number(match[1]), ...readCounters(line, match[0].length, problems), span: spanOf(line) }
}

/** `Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB` (mm/hugetlb.c, hugetlb_show_meminfo). */
export interface HugePool {
  readonly node?: number
  readonly total?: Figure
  readonly free?: Figure
  readonly surplus?: Figure
  /** Of one page, in bytes. */
  readonly size?: Figure
  readonly span: Span
}

export function readHugePool(line: Line, problems: Problem[]): HugePool {
  const node = /^Node\s*(\d+)/.exec(line.text)?.[1]
  const { fields } = readCounters(line, 0, problems)
  const [total, free, surplus, size] = ['total', 'free', 'surp', 'size'].map((key) => fields.get(`hugepages_${key}`))
  return {
    ...(node === undefined ? {} : { node: Number(node) }),
    ...(total && { total }),
    ...(free && { free }),
    ...(surplus && { surplus }),
    ...(size && { size }),
    span: spanOf(line),
  }
}
