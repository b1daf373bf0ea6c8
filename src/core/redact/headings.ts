import { cgroupOf } from '../formats/cgroup-path.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Line } from '../text/line.ts'
import { putCgroupPath, putSegment } from './cgroup.ts'
import { putIn, type Put } from './place.ts'

/** A file of a control group with the groups above it, relative to where the shell was: `batch/memory.max`. */
const RELATIVE = /(?<![\w./@\\:$}-])(?:\.\/)?(?:[\w.@\\:-]+\/)+(?=(?:memory|cgroup|hugetlb|io|cpu|pids)\.[\w.{])/g
const WORD = /[^\s/"'={},;()[\]#$*<>]+/g

const OF_CGROUPS: ReadonlySet<string> = new Set(['cgroupFile', 'memoryStat', 'pressure'])

/** Names of control groups in prompts and heads of files, where the dumps below are read by them. */
export function groupsOfHeadings(lines: readonly Line[], records: readonly AnyRecord[], put: Put): void {
  const known = new Set<string>()
  for (const { context, kind } of records) {
    if (!OF_CGROUPS.has(kind)) continue
    const cgroup = cgroupOf(context.path)
    if (cgroup === null || cgroup === '/') continue
    const line = {
      source: 0,
      number: 0,
      last: 0,
      text: cgroup,
      indent: 0,
      from: 0,
      map: null,
      origin: null,
      path: null,
      heading: null,
    }
    putCgroupPath(line, 0, cgroup.length, ({ from, to, form }) => {
      if (form === 'group') known.add(cgroup.slice(from, to))
    })
  }
  for (const line of lines) {
    if (line.heading === null) continue
    for (const { 0: path, index } of line.text.matchAll(RELATIVE)) {
      if (!/^(?:\.\/)?(?:proc|sys|dev|etc)\//.test(path)) putCgroupPath(line, index, index + path.length, put)
    }
    if (known.size === 0) continue
    for (const { 0: word, index } of line.text.matchAll(WORD)) {
      if (known.has(word)) putIn(line, index, index + word.length, 'cgroups', 'group', put)
      else if (known.has(word.replace(/\.(?:service|scope|slice)$/, ''))) putSegment(line, word, index, put)
    }
  }
}
