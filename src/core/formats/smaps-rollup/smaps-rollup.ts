import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { processOf } from '../process-status/process.ts'
import { entriesFrom, readEntries } from '../keyed.ts'
import { mappingOf, PERMISSIONS } from '../smaps/fields.ts'

/** /proc/PID/smaps_rollup (fs/proc/task_mmu.c, show_smaps_rollup; since 4.14): sums over all mappings, in bytes. */
export interface SmapsRollup {
  readonly fields: ReadonlyMap<string, Figure>
}

const KEY =
  /^(?:Rss|Pss(?:_\w+)?|(?:Shared|Private)_(?:Clean|Dirty|Hugetlb)|Referenced|Anonymous|KSM|LazyFree|AnonHugePages|\w+PmdMapped|Swap(?:Pss)?|Locked)$/
const knows = (key: string) => KEY.test(key)
const isHead = (text: string) => mappingOf(text)?.name === '[rollup]'

export const smapsRollup = defineFormat({
  id: 'smapsRollup',
  collect: 'cat /proc/<pid>/smaps_rollup',
  role: 'state',
  starts: ['Rss:', 'Pss:', 'Pss_', 'Private_', 'Shared_'],
  marks: PERMISSIONS,
  files: /^\/proc\/[^/]+\/smaps_rollup$/,
  claim(lines, at) {
    const headed = isHead(lines[at]!.text)
    if (headed && lines[at + 1] === undefined) return 0
    const count = entriesFrom(lines, headed ? at + 1 : at, { knows })
    if (headed) return count > 0 ? count + 1 : 0
    // Without the head, two of its keys at least: one line can be a part of a smaps that somebody quoted.
    return count > 1 && /\bkB$/.test(lines[at]!.text) ? count : 0
  },
  read(lines) {
    const { fields, problems } = readEntries(lines.filter(({ text }) => !isHead(text)))
    return { data: { fields }, problems }
  },
  subject: (_, { path }) => processOf(path),
})
