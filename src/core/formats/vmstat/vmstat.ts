import type { Line } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { entriesFrom, entryOf, isCount, readEntries } from '../keyed.ts'
import { FAMILIES, isForeign, knows } from './keys.ts'

/**
 * /proc/vmstat (mm/vmstat.c, vmstat_text) by the kernel's own names, as printed: `nr_*` are pages that are in use now,
 * the rest counts events since boot.
 */
export interface Vmstat {
  readonly fields: ReadonlyMap<string, Figure>
}

/** Fewer lines than these are an excerpt, or a part of another file. */
const WHOLE = 40

export const vmstat = defineFormat({
  id: 'vmstat',
  collect: 'cat /proc/vmstat',
  role: 'state',
  starts: FAMILIES,
  files: /(?:^|\/)vmstat$/,
  claim(lines, at, path) {
    const { text } = lines[at]!
    const isNamed = path?.endsWith('vmstat') ?? false
    // A name of the list in prose, or before a colon in another file, is none of its counters.
    if (!isNamed && (/[:=]/.test(text) || !isCount(entryOf(text)))) return 0
    const count = entriesFrom(lines, at, { knows, ends: isForeign })
    return isNamed || !isPartOfAnother(lines, at, count) ? count : 0
  },
  read(lines) {
    const { fields, problems } = readEntries(lines)
    return { data: { fields }, problems }
  },
  // A node's own counters: /sys/devices/system/node/node1/vmstat.
  subject: (_, { path }) => /\/(node\d+)\/vmstat$/.exec(path ?? '')?.[1]?.replace('node', 'node ') ?? '',
})

/** Whether the lines around tell that a few counters are those of memory.events or memory.stat. */
function isPartOfAnother(lines: readonly Line[], at: number, count: number): boolean {
  return [lines[at - 1], lines[at + count]].some((line) => {
    if (line === undefined || line.path !== lines[at]!.path) return false
    const entry = entryOf(line.text)
    return count < WHOLE && isCount(entry) && isForeign(entry.key)
  })
}
