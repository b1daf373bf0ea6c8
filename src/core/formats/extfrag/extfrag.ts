import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import { decimal } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** The index of one zone by order, as printed. */
export interface ZoneIndex {
  readonly node: number
  readonly zone: string
  readonly values: readonly number[]
  readonly span: Span
}

/** /sys/kernel/debug/extfrag (mm/vmstat.c, unusable_show and extfrag_show). */
export interface Extfrag {
  /** `unusable_index` (0 … 1) or `extfrag_index` (-1 where a block is there). */
  readonly index: 'unusable_index' | 'extfrag_index'
  readonly zones: readonly ZoneIndex[]
}

const ROW = /^Node\s*(\d+)\s*,\s*zone\s+(\w+)((?:\s+-?\d+\.\d{3})+)$/

export const extfrag = defineFormat({
  id: 'extfrag',
  collect: 'cat /sys/kernel/debug/extfrag/unusable_index',
  role: 'state',
  files: /(?:^|\/)extfrag\/(?:unusable_index|extfrag_index)$/,
  starts: ['Node'],
  claim(lines, at) {
    let end = at
    const seen = new Set<string>()
    for (; end < lines.length; end++) {
      const match = ROW.exec(lines[end]!.text)
      if (!match || seen.has(`${match[1]} ${match[2]}`)) break
      seen.add(`${match[1]} ${match[2]}`)
    }
    return end - at
  },
  read(lines, { path }) {
    const zones: ZoneIndex[] = []
    const problems: Problem[] = []
    for (const line of lines) {
      const [, node, zone, list] = ROW.exec(line.text)!
      const values = list!.trim().split(/\s+/).map(decimal)
      if (values.includes(null)) problems.push({ code: 'not-a-number', span: spanOf(line), what: zone! })
      else zones.push({ node: Number(node), zone: zone!, values: values.map(Number), span: spanOf(line) })
    }
    // Only the fragmentation index has -1: a block is there.
    const fragmentation = path?.endsWith('extfrag_index') ?? zones.some(({ values }) => values.includes(-1))
    return { data: { index: fragmentation ? 'extfrag_index' : 'unusable_index', zones }, problems }
  },
  subject: ({ index }) => index,
})
