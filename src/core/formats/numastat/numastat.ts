import type { Problem } from '../../problem.ts'
import { tokens, type Line, type Token } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import { MIB } from '../../units.ts'
import { countIn, sizeIn } from '../cell.ts'
import { defineFormat, type Parsed } from '../format.ts'

/** The figures of one node, by numastat's own names. */
export interface NumastatNode {
  readonly node: number
  readonly fields: ReadonlyMap<string, Figure>
}

/** `numastat`: its counters of allocations; with `-m` the memory, with `-p` the processes of each node, in bytes. */
export interface Numastat {
  readonly of: 'allocations' | 'memory' | 'processes'
  /** The process of `-p PID`. */
  readonly pid?: number
  readonly nodes: readonly NumastatNode[]
}

const COUNTER = /^(?:numa_hit|numa_miss|numa_foreign|interleave_hit|local_node|other_node)\s+\d/
const NODE_HEAD = /^node\d+(?:\s+node\d+)*$/
/** The columns of a section; with many nodes the table goes on below, in sections. */
const SECTION = /^(?:PID\s+)?Node \d+(?:\s+Node \d+)*(?:\s+Total)?$/
const TITLE = /^Per-node (numastat info|system memory usage|process memory usage) \(in MBs\)/
const RULE = /^-{5,}(?:\s+-{5,})*$/
/** numastat older than the kernel complains of each name that it does not know, before the table. */
const COMPLAINT = /^Token \S+ not in hash table\.$/
//               MemTotal | Active(anon) | 1234 (mysqld)
const ROW = /^((?:\d+ \(.{0,64}\)|[A-Za-z][\w()]*))\s+(\d+(?:\.\d+)?(?:\s+\d+(?:\.\d+)?)*)$/

const belongs = ({ text }: Line) =>
  SECTION.test(text) || NODE_HEAD.test(text) || RULE.test(text) || COMPLAINT.test(text) || ROW.test(text)

export const numastat = defineFormat({
  id: 'numastat',
  collect: 'numastat -m',
  role: 'selection',
  starts: ['Per-node', 'node', 'numa_', 'Node '],
  claim(lines, at) {
    const { text } = lines[at]!
    if (!TITLE.test(text) && !NODE_HEAD.test(text) && !SECTION.test(text) && !COUNTER.test(text)) return 0
    const counters = NODE_HEAD.test(text) || COUNTER.test(text)
    let end = at
    for (let next = at + (TITLE.test(text) ? 1 : 0); next < lines.length; next++) {
      const line = lines[next]!
      const fits = counters ? COUNTER.test(line.text) || (next === at && NODE_HEAD.test(line.text)) : belongs(line)
      if (fits) end = next + 1
      // A blank line parts the sections, and a title from its table.
      else if (line.text !== '' || counters || (next > end && end > at)) break
    }
    // The head of a section looks like a row itself: cut below it, the text is no table yet.
    return lines.slice(at, end).some(({ text: row }) => ROW.test(row) && !SECTION.test(row)) ? end - at : 0
  },
  read(lines): Parsed<Numastat> {
    const problems: Problem[] = []
    const nodes = new Map<number, Map<string, Figure>>()
    const title = TITLE.exec(lines[0]!.text)?.[1]
    const pid = /\bfor PID (\d+)/.exec(lines[0]!.text)?.[1]
    const of = title?.startsWith('process')
      ? 'processes'
      : title?.startsWith('system') || SECTION.test(lines[0]!.text)
        ? 'memory'
        : 'allocations'
    // `numastat -n` prints its counters as MB of pages.
    const sized = title !== undefined || SECTION.test(lines[0]!.text)
    let columns: readonly number[] = [0]
    for (const line of lines) {
      if (SECTION.test(line.text) || NODE_HEAD.test(line.text))
        columns = [...line.text.matchAll(/node ?(\d+)/gi)].map(([, node]) => Number(node))
      else if (!COMPLAINT.test(line.text) && ROW.test(line.text)) {
        const name = ROW.exec(line.text)![1]!
        const cells = tokens(line.text).slice(name.split(' ').length)
        columns.forEach((node, index) => {
          const fields = nodes.get(node) ?? new Map<string, Figure>()
          nodes.set(node, fields)
          const figure = read(line, cells[index], name, sized, problems)
          if (figure && !fields.has(name)) fields.set(name, figure)
        })
      }
    }
    return {
      data: {
        of,
        ...(pid === undefined ? {} : { pid: Number(pid) }),
        nodes: [...nodes].map(([node, fields]) => ({ node, fields })),
      },
      problems,
    }
  },
  subject: ({ of, pid }) => (of === 'memory' ? '' : pid === undefined ? of : `pid ${pid}`),
})

function read(line: Line, cell: Token | undefined, name: string, sized: boolean, problems: Problem[]) {
  if (!cell) return undefined
  return sized ? sizeIn(line, cell, { unit: MIB }, name, problems) : countIn(line, cell, name, problems)
}
