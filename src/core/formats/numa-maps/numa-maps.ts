import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import type { Span } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { processOf } from '../process.ts'

/** A mapping with its policy and where its pages are; counts in pages of `kernelpagesize_kB`. */
export interface NumaMapping {
  readonly address: string
  /** `default`, `bind:0-1`, `prefer:0`, `interleave:0-3` */
  readonly policy: string
  readonly file?: string
  /** `heap`, `stack`, `huge` */
  readonly flags?: readonly string[]
  /** `anon`, `mapped`, `dirty`, `N0`, `kernelpagesize_kB`, … */
  readonly fields: ReadonlyMap<string, number>
  readonly span: Span
}

/** /proc/PID/numa_maps (fs/proc/task_mmu.c, show_numa_map). */
export interface NumaMaps {
  readonly mappings: readonly NumaMapping[]
}

const ROW = /^([0-9a-f]{5,16})\s+((?:default|local|prefer|bind|interleave|weighted interleave)\S*)(?:\s+(\S.*))?$/

export const numaMaps = defineFormat({
  id: 'numaMaps',
  collect: 'cat /proc/<pid>/numa_maps',
  role: 'state',
  starts: [],
  mark: /^[0-9a-f]{5,16}\s.*(?:kernelpagesize_kB=|default (?:file=|heap|stack))/,
  files: /^\/proc\/[^/]+\/numa_maps$/,
  claim(lines, at) {
    let end = at
    while (end < lines.length && ROW.test(lines[end]!.text)) end++
    return end - at
  },
  read(lines) {
    const mappings: NumaMapping[] = []
    const problems: Problem[] = []
    for (const line of lines) {
      const [, address, policy, rest = ''] = ROW.exec(line.text) ?? []
      if (address === undefined) continue
      const fields = new Map<string, number>()
      const flags: string[] = []
      let file: string | undefined
      for (const word of rest === '' ? [] : rest.split(/\s+/)) {
        const equals = word.indexOf('=')
        const key = word.slice(0, equals)
        const value = word.slice(equals + 1)
        if (equals < 0) flags.push(word)
        else if (key === 'file') file = value
        else if (/^\d{1,15}$/.test(value)) fields.set(key, Number(value))
        else problems.push({ code: 'not-a-number', span: spanOf(line), what: key })
      }
      mappings.push({
        address,
        policy: policy!,
        ...(file !== undefined && { file }),
        ...(flags.length > 0 && { flags }),
        fields,
        span: spanOf(line),
      })
    }
    return { data: { mappings }, problems }
  },
  subject: (_, { path }) => processOf(path),
})
