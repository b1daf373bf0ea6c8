import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** The free list of one zone: `free[order]` blocks of 2^order pages. */
export interface FreeList {
  readonly node: number
  readonly zone: string
  readonly free: readonly number[]
  readonly span: Span
}

/** /proc/buddyinfo (mm/vmstat.c, frag_show). */
export interface Buddyinfo {
  readonly zones: readonly FreeList[]
}

/** Scraped text loses blanks after the comma; the kernel right-aligns the zone's name. */
const ROW = /^Node\s*(\d+)(?:\s*,)?\s*zone\s+(\w+)\s+(\S.*)$/
/** Whole counts: extfrag's files print fractions in rows that begin alike. */
const COUNTS = /^\d+(?:\s|$)/
/** A row that a narrow page has wrapped goes on with counts alone. */
const REST = /^\d+(?:\s+\d+)*$/
/** The bounds of what kernels are built with (ARCH_FORCE_MAX_ORDER); rows of pagetypeinfo have six counts at most. */
const LEAST_ORDERS = 7
const MOST_ORDERS = 20

const rowOf = (text: string) => {
  const [, node, zone, counts] = ROW.exec(text) ?? []
  return counts === undefined ? null : { node: Number(node), zone: zone!, counts }
}
/** A row whose first count is damaged: any but the first of a table. */
const isDamagedRow = (counts: string) => /\s\d+(?:\s|$)/.test(counts) && !/[=.,:]/.test(counts)

export const buddyinfo = defineFormat({
  id: 'buddyinfo',
  collect: 'cat /proc/buddyinfo',
  role: 'state',
  starts: ['Node'],
  files: /(?:^|\/)buddyinfo$/,
  claim(lines, at, path) {
    const seen = new Set<string>()
    let end = at
    for (let next = at; next < lines.length && next - end < 2; next++) {
      const { text, heading } = lines[next]!
      const row = rowOf(text)
      if (row && (COUNTS.test(row.counts) || (end > at && isDamagedRow(row.counts)))) {
        // The same zone again is the next table, printed without anything between.
        if (seen.has(`${row.node} ${row.zone}`)) break
        seen.add(`${row.node} ${row.zone}`)
        end = next + 1
      } else if (end > at && next === end && REST.test(text) && text.split(/\s+/).length < MOST_ORDERS) end = next + 1
      // A blank between rows is a web page's.
      else if (next === at || text !== '' || heading !== null) break
    }
    const [first] = joinRows(lines.slice(at, Math.min(end, at + 4)))
    const orders = first ? countsOf(first).length : 0
    return orders >= LEAST_ORDERS || path?.endsWith('buddyinfo') ? end - at : 0
  },
  read(lines) {
    const zones: FreeList[] = []
    const problems: Problem[] = []
    for (const row of joinRows(lines)) {
      const { line, node, zone } = row
      const words = countsOf(row)
      const free = words.map(integer)
      const bad = free.findIndex((count) => count === null || count < 0 || !Number.isSafeInteger(count))
      if (bad >= 0) problems.push({ code: 'not-a-number', span: spanOf(line), what: words[bad]! })
      else zones.push({ node, zone, free: free.map(Number), span: spanOf(line) })
    }
    const orders = zones.reduce((most, { free }) => Math.max(most, free.length), 0)
    for (const { free, span, zone } of zones) {
      if (free.length < orders) problems.push({ code: 'ragged-row', span, what: zone })
    }
    return { data: { zones }, problems }
  },
})

interface Row {
  readonly line: Line
  readonly node: number
  readonly zone: string
  counts: string
}

/** Rows with what a wrap had parted from them. */
function joinRows(lines: readonly Line[]): Row[] {
  const rows: Row[] = []
  for (const line of lines) {
    const row = rowOf(line.text)
    const above = rows.at(-1)
    if (row) rows.push({ line, ...row })
    else if (above && line.text !== '') above.counts += ` ${line.text}`
  }
  return rows
}

const countsOf = ({ counts }: Row) => counts.split(/\s+/, MOST_ORDERS)
