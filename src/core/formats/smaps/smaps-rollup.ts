import type { Line } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { MEMINFO_KEYS } from '../meminfo/keys.ts'
import { isKnown as isStatusKey } from '../process-status/keys.ts'
import { processOf } from '../process.ts'
import { entriesFrom, entryOf, readEntries } from '../keyed.ts'
import { MAPPING_LINE, mappingOf } from './fields.ts'

/** /proc/PID/smaps_rollup (fs/proc/task_mmu.c, show_smaps_rollup; since 4.14): sums over all mappings, in bytes. */
export interface SmapsRollup {
  readonly fields: ReadonlyMap<string, Figure>
}

const KEY =
  /^(?:Rss|Pss(?:_\w+)?|(?:Shared|Private)_(?:Clean|Dirty|Hugetlb)|Referenced|Anonymous|KSM|LazyFree|AnonHugePages|\w+PmdMapped|Swap(?:Pss)?|Locked)$/
/** Fields that only smaps has, once a mapping. */
const MAPPING_KEY = /^(?:Size|KernelPageSize|MMUPageSize|THPeligible|ProtectionKey|VmFlags)\b/
const knows = (key: string) => KEY.test(key)
/** A field of a single mapping, of meminfo or of a process's status, printed right below. */
const ends = (key: string) => !knows(key) && (MAPPING_KEY.test(key) || isStatusKey(key) || meminfoKeys.has(key))
const meminfoKeys: ReadonlySet<string> = new Set(MEMINFO_KEYS)
/** A mapping of smaps has some 25 lines. */
const MAPPING = 30
const isHead = (text: string) => mappingOf(text)?.name === '[rollup]'

export const smapsRollup = defineFormat({
  id: 'smapsRollup',
  collect: 'cat /proc/<pid>/smaps_rollup',
  role: 'state',
  starts: ['Rss:', 'Pss:', 'Pss_', 'Private_', 'Shared_'],
  mark: MAPPING_LINE,
  files: /^\/proc\/[^/]+\/smaps_rollup$/,
  claim(lines, at) {
    const headed = isHead(lines[at]!.text)
    if (headed && lines[at + 1] === undefined) return 0
    const count = entriesFrom(lines, headed ? at + 1 : at, { knows, ends })
    if (headed) return count > 0 ? count + 1 : 0
    // Without the head, two of its keys at least, and none around them that only a single mapping has.
    return count > 1 && /\bkB$/.test(lines[at]!.text) && !isInMapping(lines, at, at + count) ? count : 0
  },
  read(lines) {
    const { fields, problems } = readEntries(lines.filter(({ text }) => !isHead(text)))
    return { data: { fields }, problems }
  },
  subject: (_, { path }) => processOf(path),
})

function isInMapping(lines: readonly Line[], at: number, end: number): boolean {
  if (MAPPING_KEY.test(lines[end]?.text ?? '')) return true
  let above = at - 1
  while (above > at - MAPPING && knows(entryOf(lines[above]?.text ?? '')?.key ?? '')) above--
  return MAPPING_KEY.test(lines[above]?.text ?? '')
}
