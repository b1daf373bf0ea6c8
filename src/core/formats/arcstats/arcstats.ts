import type { Problem } from '../../problem.ts'
import { spanOf, tokens } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { summaryFrom, summaryRow } from './summary.ts'

/** /proc/spl/kstat/zfs/arcstats (OpenZFS module/zfs/arc.c): sizes in bytes, events as counts, by ZFS's own names. */
export interface Arcstats {
  readonly fields: ReadonlyMap<string, Figure>
}

/** `6 1 0x01 91 4368 5266997922 97951858082072`: the head that every kstat has (module/os/linux/spl/spl-kstat.c). */
const KSTAT = /^\d+\s+\d+\s+0x[0-9a-f]+\s+\d+\s+\d+\s+\d+\s+\d+$/
const COLUMNS = /^name\s+type\s+data$/
const ROW = /^[a-z][\w-]*\s+\d+\s+-?\d+$/

export const arcstats = defineFormat({
  id: 'arcstats',
  collect: 'cat /proc/spl/kstat/zfs/arcstats',
  role: 'state',
  files: /(?:^|\/)arcstats$/,
  // The head begins with the kstat's number.
  starts: [
    'ARC size',
    'ARC Size',
    'name ',
    ...Array.from({ length: 100 }, (_, number) => `${number} 1 0x`),
    'c_max ',
    'size ',
  ],
  claim(lines, at) {
    const summary = summaryFrom(lines, at)
    if (summary > 0) return summary
    let end = at
    if (KSTAT.test(lines[end]!.text)) end++
    if (end < lines.length && COLUMNS.test(lines[end]!.text)) end++
    const first = end
    while (end < lines.length && ROW.test(lines[end]!.text)) end++
    const rows = end - first
    // A `grep` of a few rows has no head: two of the cache's own names tell it.
    const headed = first > at
    return rows > 0 && (headed || rows > 1) ? end - at : 0
  },
  read(lines) {
    const fields = new Map<string, Figure>()
    const problems: Problem[] = []
    for (const line of lines) {
      const told = summaryRow(line, problems)
      if (told && !fields.has(told.key)) fields.set(told.key, told.figure)
      if (!ROW.test(line.text)) continue
      const [name, , value] = tokens(line.text)
      const figure = readFigure(line, value!.from, value!.to)
      if (figure && !fields.has(name!.text)) fields.set(name!.text, figure)
      else problems.push({ code: figure ? 'duplicate-key' : 'not-a-number', span: spanOf(line), what: name!.text })
    }
    return { data: { fields }, problems }
  },
})
