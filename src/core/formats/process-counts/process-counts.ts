import { spanOf } from '../../text/line.ts'
import type { Span } from '../../text/source.ts'
import { commandAbove } from '../command.ts'
import { defineFormat } from '../format.ts'

/** How many processes there are of one name. */
export interface ProcessCount {
  readonly span: Span
  readonly name: string
  readonly count: number
}

/** `ps -eo comm | sort | uniq -c`: the way to count processes by name. */
export interface ProcessCounts {
  readonly programs: readonly ProcessCount[]
}

const ROW = /^(\d+)\s+(\S.*)$/
const COUNTS = /\bps\s[^|]*\|.*\buniq\s+-c\b/

export const processCounts = defineFormat({
  id: 'processCounts',
  collect: 'ps -eo comm= | sort | uniq -c | sort -nr | head -n 20',
  role: 'state',
  starts: [],
  commands: ['uniq -c'],
  claim(lines, at) {
    if (!COUNTS.test(commandAbove(lines, at) ?? '')) return 0
    let end = at
    while (end < lines.length && lines[end]!.heading === null && ROW.test(lines[end]!.text)) end++
    return end - at
  },
  read: (lines) => ({
    data: {
      programs: lines.map((line) => {
        const [, count, name] = ROW.exec(line.text)!
        return { span: spanOf(line), name: name!, count: Number(count) }
      }),
    },
    problems: [],
  }),
})
