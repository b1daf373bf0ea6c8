import type { Problem, ProblemCode } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { integer, readFigure } from '../../text/number.ts'
import type { Figure, Span } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** The free list of one migrate type in a zone: `free[order]` blocks, not pages as the file's head has it. */
export interface TypeList {
  readonly node: number
  readonly zone: string
  readonly type: string
  readonly free: readonly number[]
  /** Orders at which the kernel stopped counting (`>100000`, since 5.5): there are more than `free` says. */
  readonly capped?: readonly number[]
  readonly span: Span
}

/** How many page blocks of a zone are of each migrate type. */
export interface TypeBlocks {
  readonly node: number
  readonly zone: string
  readonly fields: ReadonlyMap<string, number>
  readonly span: Span
}

/** /proc/pagetypeinfo (mm/vmstat.c, pagetypeinfo_show). */
export interface Pagetypeinfo {
  readonly pageBlockOrder?: Figure
  readonly pagesPerBlock?: Figure
  readonly lists: readonly TypeList[]
  readonly blocks: readonly TypeBlocks[]
  /** Page blocks that hold pages of another type too; only with page_owner. */
  readonly mixedBlocks?: readonly TypeBlocks[]
}

const SETTING = /^(Page block order|Pages per block)\s*:\s*(\S+)$/
const LISTS = /^Free pages count per migrate type at order\b/
const BLOCKS = /^Number of (?:blocks type|(mixed) blocks)\s+([A-Z]\w+(?:\s+[A-Z]\w+)*)$/
const LIST_ROW = /^Node\s*(\d+)\s*,\s*zone\s+(\w+)\s*,\s*type\s+(\w+)(?:\s+(\S.*))?$/
const BLOCK_ROW = /^Node\s*(\d+)\s*,\s*zone\s+(\w+)\s+(\d.*)$/
/** What a narrow page wrapped: the rest of a row or of the orders, the rest of the types. */
const REST = /^>?\d+(?:\s+>?\d+)*$/
const TYPES_REST = /^[A-Z]\w+(?:\s+[A-Z]\w+)*$/

/** What a line is to this file; `rest` belongs to the line above. */
type Part = 'setting' | 'lists' | 'blocks' | 'list' | 'block' | 'rest'

function partOf(text: string, under: Part | null): Part | null {
  if (SETTING.test(text)) return 'setting'
  if (LISTS.test(text)) return 'lists'
  if (BLOCKS.test(text)) return 'blocks'
  if (LIST_ROW.test(text)) return 'list'
  if ((under === 'blocks' || under === 'block') && BLOCK_ROW.test(text)) return 'block'
  if (under === null || under === 'setting' || text.length > 120) return null
  return (under === 'blocks' ? TYPES_REST : REST).test(text) ? 'rest' : null
}

/** More than any kernel is built with: what is longer is no row of orders or types. */
const MOST_ORDERS = 64

export const pagetypeinfo = defineFormat({
  id: 'pagetypeinfo',
  collect: 'cat /proc/pagetypeinfo',
  role: 'state',
  starts: [
    'Page block order',
    'Pages per block',
    'Free pages count per',
    'Number of blocks',
    'Number of mixed',
    'Node',
  ],
  files: /(?:^|\/)pagetypeinfo$/,
  claim(lines, at) {
    const seen = new Set<string>()
    let under: Part | null = null
    let table = ''
    let end = at
    /** Where heads stand whose rows are still to come: the next node's, or the next file's. */
    let heads = -1
    for (let next = at, blanks = 0; next < lines.length && blanks < 3; next++) {
      const { text, heading } = lines[next]!
      if (text === '') {
        blanks++
        continue
      }
      const part: Part | null = heading === null ? partOf(text, under) : null
      if (part === null) break
      if (part === 'list' || part === 'block') {
        const [, ...row] = (part === 'list' ? LIST_ROW : BLOCK_ROW).exec(text)!
        const key = `${part === 'list' ? '' : table} ${row.slice(0, part === 'list' ? 3 : 2).join(' ')}`
        // The same row again is of the next file, and so are the heads above it.
        if (seen.has(key)) return (heads >= 0 ? heads : next) - at
        seen.add(key)
        heads = -1
      } else if (part === 'setting' || part === 'lists') heads = heads < 0 ? next : heads
      else if (part === 'blocks') table = text.slice(0, 16)
      if (part !== 'rest') under = part
      blanks = 0
      end = next + 1
    }
    return seen.size > 0 ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const settings: { pageBlockOrder?: Figure; pagesPerBlock?: Figure } = {}
    const lists: TypeList[] = []
    const blocks: TypeBlocks[] = []
    const mixedBlocks: TypeBlocks[] = []
    let orders = 0
    let types: readonly string[] = []
    let table = blocks
    for (const { part, line, text } of rowsOf(lines)) {
      const report = (code: ProblemCode, what: string) => problems.push({ code, span: spanOf(line), what })
      if (part === 'setting') {
        const value = readFigure(line, text.lastIndexOf(' ') + 1, text.length)
        if (value === null || value.value < 0) report('not-a-number', text.slice(0, text.indexOf(':')))
        else settings[text.startsWith('Page block') ? 'pageBlockOrder' : 'pagesPerBlock'] ??= value
      } else if (part === 'lists') orders = text.match(/\d+/g)?.length ?? 0
      else if (part === 'blocks') {
        const [, mixed, names] = BLOCKS.exec(text)!
        table = mixed === undefined ? blocks : mixedBlocks
        types = names!.split(/\s+/)
      } else {
        const [, node, zone, ...rest] = (part === 'list' ? LIST_ROW : BLOCK_ROW).exec(text)!
        const place = { node: Number(node), zone: zone!, span: spanOf(line) }
        const words = rest.at(-1)?.split(/\s+/, MOST_ORDERS) ?? []
        const counts = words.map((word) => integer(word.replace(/^>/, '')))
        const bad = counts.findIndex((count) => count === null || count < 0)
        const wanted = part === 'list' ? orders : types.length
        if (bad >= 0) report('not-a-number', words[bad]!)
        else if (part === 'list') lists.push({ ...place, type: rest[0]!, ...listOf(words, counts as number[]) })
        else
          table.push({
            ...place,
            fields: new Map(types.slice(0, counts.length).map((type, at) => [type, counts[at]!])),
          })
        if (bad < 0 && wanted > 0 && counts.length !== wanted) report('ragged-row', zone!)
      }
    }
    return { data: { ...settings, lists, blocks, ...(mixedBlocks.length > 0 && { mixedBlocks }) }, problems }
  },
})

interface Row {
  readonly part: Exclude<Part, 'rest'>
  readonly line: Line
  /** The row with the lines that a wrap had parted from it. */
  text: string
}

function rowsOf(lines: readonly Line[]): Row[] {
  const rows: Row[] = []
  for (const line of lines) {
    const part: Part | null = partOf(line.text, rows.at(-1)?.part ?? null)
    if (part === 'rest') rows.at(-1)!.text += ` ${line.text}`
    else if (part !== null) rows.push({ part, line, text: line.text })
  }
  return rows
}

function listOf(words: readonly string[], free: readonly number[]): Pick<TypeList, 'free' | 'capped'> {
  const capped = words.flatMap((word, order) => (word.startsWith('>') ? [order] : []))
  return { free, ...(capped.length > 0 && { capped }) }
}
