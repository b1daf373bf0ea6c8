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
const ROW = /^Node\s*(\d+)\s*,\s*zone\s+(\w+)\s+((?:\S+\s+)*\S+)$/
/** A row that a narrow page has wrapped goes on with counts alone. */
const REST = /^\d+(?:\s+\d+)*$/

const isRow = (text: string) => {
  const counts = ROW.exec(text)?.[3]
  return counts !== undefined && /^\d/.test(counts)
}

export const buddyinfo = defineFormat({
  id: 'buddyinfo',
  collect: 'cat /proc/buddyinfo',
  role: 'state',
  starts: ['Node'],
  claim(lines, at) {
    const seen = new Set<string>()
    let end = at
    while (end < lines.length) {
      const { text } = lines[end]!
      if (isRow(text)) {
        const [, node, zone] = ROW.exec(text)!
        // The same zone again is the next table, printed without anything between.
        if (seen.has(`${node} ${zone}`)) break
        seen.add(`${node} ${zone}`)
      } else if (!(end > at && REST.test(text) && text.split(/\s+/).length < 12)) break
      end++
    }
    return end - at
  },
  read(lines) {
    const zones: FreeList[] = []
    const problems: Problem[] = []
    for (const { line, rest } of joinRows(lines)) {
      const [, node, zone, counts] = ROW.exec(line.text)!
      const words = [counts!, ...rest.map((each) => each.text)].join(' ').split(/\s+/)
      const free = words.map(integer)
      const bad = free.findIndex((count) => count === null || count < 0)
      if (bad >= 0) problems.push({ code: 'not-a-number', span: spanOf(line), what: words[bad]! })
      else zones.push({ node: Number(node), zone: zone!, free: free.map((count) => count ?? 0), span: spanOf(line) })
    }
    const orders = Math.max(0, ...zones.map((each) => each.free.length))
    for (const { free, span, zone } of zones) {
      if (free.length < orders) problems.push({ code: 'ragged-row', span, what: zone })
    }
    return { data: { zones }, problems }
  },
})

/** Rows with the lines that a wrap had parted from them. */
function joinRows(lines: readonly Line[]): { line: Line; rest: Line[] }[] {
  const rows: { line: Line; rest: Line[] }[] = []
  for (const line of lines) {
    if (isRow(line.text)) rows.push({ line, rest: [] })
    else rows.at(-1)?.rest.push(line)
  }
  return rows
}
