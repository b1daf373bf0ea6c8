import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import type { Figure, Span } from '../../text/source.ts'
import { MIB, type Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** One NUMA node. */
export interface NumactlNode {
  readonly span: Span
  readonly node: number
  /** The processors on it; empty for memory alone. */
  readonly cpus?: readonly number[]
  readonly size?: Figure<Bytes>
  readonly free?: Figure<Bytes>
}

/** `numactl --hardware`. */
export interface Numactl {
  readonly nodes: readonly NumactlNode[]
  /** How far each node's memory is from each node's processors, in tenths of a local access. */
  readonly distances?: readonly (readonly number[])[]
}

const NODE = /^node (\d+) (?:(cpus):([\d ]*)|(size|free):\s*(\S+)\s+MB)$/
const DISTANCES = /^node distances:$/
const DISTANCE_HEAD = /^node(?:\s+\d+)+$/
const DISTANCE = /^\d+:((?:\s+\d+)+)$/
const AVAILABLE = /^available: \d+ nodes? \(/

const belongs = (text: string) =>
  AVAILABLE.test(text) || NODE.test(text) || DISTANCES.test(text) || DISTANCE_HEAD.test(text) || DISTANCE.test(text)

export const numactl = defineFormat({
  id: 'numactl',
  collect: 'numactl --hardware',
  role: 'state',
  starts: ['available:', 'node '],
  claim(lines, at) {
    if (!AVAILABLE.test(lines[at]!.text) && !NODE.test(lines[at]!.text)) return 0
    let end = at + 1
    while (end < lines.length && belongs(lines[end]!.text) && !AVAILABLE.test(lines[end]!.text)) end++
    return lines.slice(at, end).some(({ text }) => NODE.test(text)) ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const nodes = new Map<number, { -readonly [Key in keyof NumactlNode]: NumactlNode[Key] }>()
    const distances: number[][] = []
    for (const line of lines) {
      const distance = DISTANCE.exec(line.text)
      if (distance) distances.push(distance[1]!.trim().split(/\s+/).map(Number))
      const [, number, cpus, list, what, size] = NODE.exec(line.text) ?? []
      if (number === undefined) continue
      const node = nodes.get(Number(number)) ?? { span: spanOf(line), node: Number(number) }
      nodes.set(Number(number), node)
      if (cpus !== undefined) node.cpus = list!.split(' ').filter(Boolean).map(Number)
      else {
        const from = line.text.indexOf(size!, line.text.indexOf(':'))
        const token = { text: size!, from, to: from + size!.length }
        const figure = sizeIn(line, token, { unit: MIB }, `node ${number} ${what!}`, problems)
        if (figure) node[what as 'size' | 'free'] = figure
      }
    }
    return { data: { nodes: [...nodes.values()], ...(distances.length > 0 ? { distances } : {}) }, problems }
  },
})
