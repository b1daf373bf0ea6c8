import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Figure, Quote } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** How a container ran or ended. */
export interface ContainerState {
  /** `Running`, `Waiting`, `Terminated` */
  readonly status?: Quote
  /** `OOMKilled`, `Error`, `CrashLoopBackOff` */
  readonly reason?: Quote
  /** 137 is SIGKILL: the kernel's OOM killer, but also the kubelet's own. */
  readonly exitCode?: Figure
  readonly finished?: Quote
}

/** One container of a pod. */
export interface DescribedContainer {
  readonly name?: Quote
  readonly state?: ContainerState
  readonly lastState?: ContainerState
  readonly restartCount?: Figure
  readonly limit?: Figure<Bytes>
  readonly request?: Figure<Bytes>
}

/** The parts of `kubectl describe` of a pod or a node that are about memory, whole or in excerpt. */
export interface KubectlDescribe {
  readonly name?: Quote
  readonly namespace?: Quote
  readonly containers: readonly DescribedContainer[]
  /** Of a node. */
  readonly capacity?: Figure<Bytes>
  readonly allocatable?: Figure<Bytes>
  /** The condition MemoryPressure of a node: `True`, `False`, `Unknown`. */
  readonly memoryPressure?: Quote
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

const PAIR = /^([A-Z][A-Za-z /-]{1,30}|memory):(?:\s+(\S.*))?$/
const CONTAINER = /^([a-z0-9][a-z0-9-]{0,62}):$/
const PRESSURE = /^MemoryPressure\s+(True|False|Unknown)\s/
/** What makes an excerpt one: a word about how a container ended, or about how much it may have. */
const TELLS = /^(?:Reason:\s+OOMKilled\b|Exit Code:\s+\d|memory:\s+\d|MemoryPressure\s)/
/** What a node has beside memory. */
const RESOURCE = /^(?:cpu|pods|ephemeral-storage|hugepages-\w+|attachable-volumes-[\w-]+|[\w.-]+\/[\w.-]+):\s+\d/
/** Below the head of a table inside the description. */
const RULE = /^-+(?:\s+-+)+$/
/** The longest description of a node with its pods. */
const MOST = 3000

export const kubectlDescribe = defineFormat({
  id: 'kubectlDescribe',
  collect: 'kubectl describe pod NAME',
  role: 'selection',
  starts: [
    'Name:',
    'Containers:',
    'State:',
    'Last State:',
    'Limits:',
    'Requests:',
    'Reason:',
    'Exit Code:',
    'Capacity:',
    'Allocatable:',
  ],
  claim(lines, at) {
    // A whole description has tables and notes in it; an excerpt is made of pairs.
    const whole =
      /^Name:\s+\S/.test(lines[at]!.text) && /^(?:Namespace|Roles|Priority):/.test(lines[at + 1]?.text ?? '')
    let end = at
    let told = false
    for (; end < lines.length && end < at + MOST; end++) {
      const { text, heading } = lines[end]!
      if (
        (heading !== null && !RULE.test(text)) ||
        text === '' ||
        (end > at && /^Name:\s+\S/.test(text) && lines[end]!.indent <= lines[at]!.indent)
      )
        break
      if (!whole && ![PAIR, CONTAINER, PRESSURE, RESOURCE].some((each) => each.test(text))) break
      told ||= TELLS.test(text)
    }
    return told && end - at > 1 ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const data: Writable<Omit<KubectlDescribe, 'containers'>> = {}
    const containers: Writable<DescribedContainer>[] = []
    /** What the pairs below are about. */
    let section = ''
    let state: Writable<ContainerState> | null = null
    const container = () => containers.at(-1) ?? (containers.push({}), containers.at(-1)!)
    for (const line of lines) {
      const name = CONTAINER.exec(line.text)?.[1]
      const pressure = PRESSURE.exec(line.text)?.[1]
      if (pressure !== undefined) data.memoryPressure = quote(line, pressure)
      if (name !== undefined && !['memory', 'cpu'].includes(name)) {
        containers.push({ name: quote(line, name) })
        state = null
      }
      const [, key, value] = PAIR.exec(line.text) ?? []
      if (key === undefined) continue
      if (value === undefined) section = key
      if (key === 'Name' && value !== undefined) data.name ??= quote(line, value)
      else if (key === 'Namespace' && value !== undefined) data.namespace ??= quote(line, value)
      else if (key === 'State' || key === 'Last State') {
        state = value === undefined ? {} : { status: quote(line, value) }
        container()[key === 'State' ? 'state' : 'lastState'] = state
      } else if (key === 'Reason' || key === 'Exit Code' || key === 'Finished') {
        if (value === undefined) continue
        // An excerpt may begin below the state that it belongs to.
        state ??= container().lastState = {}
        if (key === 'Reason') state.reason = quote(line, value)
        else if (key === 'Finished') state.finished = quote(line, value)
        else readCount(line, value, 'Exit Code', problems, (figure) => (state!.exitCode = figure))
      } else if (key === 'Restart Count' && value !== undefined) {
        readCount(line, value, key, problems, (figure) => (container().restartCount = figure))
      } else if (key === 'memory' && value !== undefined) {
        const from = line.text.length - value.length
        const text = /^\S+/.exec(value)![0]
        const figure = sizeIn(
          line,
          { text, from, to: from + text.length },
          { unit: 1, si: true },
          `${section} memory`,
          problems,
        )
        if (!figure) continue
        if (section === 'Capacity') data.capacity = figure
        else if (section === 'Allocatable') data.allocatable = figure
        else if (section === 'Limits') container().limit = figure
        else if (section === 'Requests') container().request = figure
      }
    }
    return {
      data: { ...data, containers: containers.filter((each) => Object.keys(each).some((key) => key !== 'name')) },
      problems,
    }
  },
  subject: ({ name, namespace }) => `${namespace?.value ?? ''}/${name?.value ?? ''}`,
})

const quote = (line: Line, value: string): Quote => ({ value, span: spanOf(line, line.text.lastIndexOf(value)) })

function readCount(line: Line, value: string, what: string, problems: Problem[], put: (figure: Figure) => void): void {
  const span = spanOf(line, line.text.length - value.length)
  const count = integer(value)
  if (count === null) problems.push({ code: 'not-a-number', span, what })
  else put({ value: count, span })
}
