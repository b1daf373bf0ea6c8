import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line, type Token } from '../../text/line.ts'
import type { Figure, Span } from '../../text/source.ts'
import { type Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** What a pod, a container or a node uses, as the metrics server tells: its working set. */
export interface KubectlUsage {
  readonly span: Span
  readonly namespace?: string
  readonly pod?: string
  readonly name: string
  /** As printed: `250m`. */
  readonly cpu?: string
  readonly memory?: Figure<Bytes>
}

/** `kubectl top pods` or `kubectl top nodes`. */
export interface KubectlTop {
  readonly of: 'pods' | 'nodes'
  readonly usages: readonly KubectlUsage[]
}

const HEAD =
  /^(?:NAMESPACE\s+)?(?:POD\s+)?NAME\s+CPU\(cores\)\s+(?:CPU\(?%\)?\s+)?MEMORY\(bytes\)(?:\s+MEMORY\(?%\)?)?$/
const ROW = /^[a-z0-9][\w./:-]*\s+(?:\S+\s+){1,5}\S+$/
const QUANTITY = /^(?:\d+(?:[KMGT]i|[kMGT])?|<unknown>)$/

/** The columns of a head, by the names we keep. */
const namesOf = (head: string) => head.split(/\s+/).map((name) => name.replace(/\(.*/, '').toLowerCase())

export const kubectlTop = defineFormat({
  id: 'kubectlTop',
  collect: 'kubectl top pods --all-namespaces --containers',
  role: 'selection',
  starts: ['NAME', 'POD'],
  claim(lines, at) {
    if (!HEAD.test(lines[at]!.text)) return 0
    const names = namesOf(lines[at]!.text)
    let end = at + 1
    while (end < lines.length && isRow(lines[end]!, names)) end++
    return end > at + 1 ? end - at : 0
  },
  read([head, ...rows]) {
    const problems: Problem[] = []
    const names = namesOf(head!.text)
    return {
      data: {
        of: /CPU\(?%/.test(head!.text) ? 'nodes' : 'pods',
        usages: rows.map((line) => usageOf(line, names, problems)),
      },
      problems,
    }
  },
  subject: ({ of }) => of,
})

const memoryOf = (words: readonly Token[], names: readonly string[]) => words[names.indexOf('memory')]

const isRow = ({ text, heading }: Line, names: readonly string[]) =>
  heading === null && ROW.test(text) && QUANTITY.test(memoryOf(tokens(text), names)?.text ?? '')

function usageOf(line: Line, names: readonly string[], problems: Problem[]): KubectlUsage {
  const words = tokens(line.text)
  const text = (name: string) => words[names.indexOf(name)]?.text
  const [namespace, pod, cpu] = [text('namespace'), text('pod'), text('cpu')]
  const memory = memoryOf(words, names)
  // Kubernetes' quantities: `Mi` is binary, a bare `M` is decimal (apimachinery, resource.Quantity).
  const figure =
    memory && memory.text !== '<unknown>' ? sizeIn(line, memory, { unit: 1, si: true }, 'memory', problems) : undefined
  return {
    span: spanOf(line),
    ...(namespace === undefined ? {} : { namespace }),
    ...(pod === undefined ? {} : { pod }),
    name: text('name') ?? '',
    ...(cpu === undefined || cpu === '<unknown>' ? {} : { cpu }),
    ...(figure ? { memory: figure } : {}),
  }
}
