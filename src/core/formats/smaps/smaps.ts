import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import type { Span } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { processOf } from '../process.ts'
import { isField, isFirstField, MAPPING_LINE, mappingOf, readField } from './fields.ts'

/** A mapping of a process: sizes in bytes by the kernel's keys. */
export interface Mapping {
  readonly range: string
  readonly permissions: string
  /** A file, `[heap]`, `[stack]`, `/SYSV00000000 (deleted)`; absent for anonymous memory. */
  readonly name?: string
  readonly fields: ReadonlyMap<string, number>
  readonly span: Span
}

/** /proc/PID/smaps (fs/proc/task_mmu.c, show_smap). */
export interface Smaps {
  readonly mappings: readonly Mapping[]
}

export const smaps = defineFormat({
  id: 'smaps',
  collect: 'sudo cat /proc/<pid>/smaps',
  role: 'state',
  starts: [],
  mark: MAPPING_LINE,
  files: /^\/proc\/[^/]+\/smaps$/,
  claim(lines, at) {
    const first = mappingOf(lines[at]!.text)
    if (first === null || first.name === '[rollup]' || !isFirstField(lines[at + 1]?.text ?? '')) return 0
    let end = at + 1
    for (; end < lines.length; end++) {
      const mapping = mappingOf(lines[end]!.text)
      // The first mapping again is the next file.
      if (mapping ? mapping.range === first.range || mapping.name === '[rollup]' : !isField(lines[end]!.text)) break
    }
    return end - at
  },
  read(lines) {
    const mappings: Mapping[] = []
    const problems: Problem[] = []
    let fields = new Map<string, number>()
    for (const line of lines) {
      const mapping = mappingOf(line.text)
      if (mapping) {
        fields = new Map()
        const { range, permissions, name } = mapping
        mappings.push({ range, permissions, ...(name !== null && { name }), fields, span: spanOf(line) })
      } else {
        const problem = readField(line, fields)
        if (problem) problems.push(problem)
      }
    }
    return { data: { mappings }, problems }
  },
  subject: (_, { path }) => processOf(path),
})
