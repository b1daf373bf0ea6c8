import type { Figure } from '../../text/source.ts'
import { groupOf, versionOf } from '../cgroup-path.ts'
import { defineFormat } from '../format.ts'
import { entriesFrom, entryOf, isCount, readEntries } from '../keyed.ts'
import { isEvent, isOwnEvent, isSize, isV1, isV2, MEMORY_STAT_STARTS } from './keys.ts'

/** memory.stat of a control group, v1 or v2: sizes in bytes, events as counts, by the kernel's own keys. */
export interface MemoryStat {
  readonly version: 1 | 2
  /** The file, as a prompt or `grep` named it. */
  readonly path?: string
  readonly fields: ReadonlyMap<string, Figure>
}

/** The keys of memory.events, vmstat and cgroup.stat, which a script prints right below. */
const ELSEWHERE = /^(?:low|high|max|oom\w*|nr_\w+|some|full)$/

export const memoryStat = defineFormat({
  id: 'memoryStat',
  collect: 'cat /sys/fs/cgroup/<group>/memory.stat',
  role: 'state',
  files: /(?:^|\/)memory\.stat$/,
  starts: MEMORY_STAT_STARTS,
  claim(lines, at, path) {
    const count = entriesFrom(lines, at, {
      knows: (key) => isSize(key) || isEvent(key),
      ends: (key) => ELSEWHERE.test(key),
    })
    if (path?.endsWith('memory.stat')) return count
    // Most events alone can be vmstat's, and a lone `file 3` is prose: two keys that only this file has tell it.
    let own = 0
    for (let index = at; index < at + count && own < 2; index++) {
      const entry = entryOf(lines[index]!.text)
      if (isCount(entry) && (isSize(entry.key) || isOwnEvent(entry.key))) own++
    }
    return own === 2 ? count : 0
  },
  read(lines, { path }) {
    // hierarchical_memory_limit without a limit is PAGE_COUNTER_MAX in bytes.
    const { fields, problems } = readEntries(lines, { isLimit: (key) => key.endsWith('_limit') })
    const keys = [...fields.keys()]
    const version = keys.some(isV1) ? 1 : keys.some(isV2) ? 2 : (versionOf(path) ?? 2)
    return { data: { version, ...(path !== null && { path }), fields }, problems }
  },
  subject: ({ fields }, { path }) => groupOf(path, fields.values().next().value?.span),
})
