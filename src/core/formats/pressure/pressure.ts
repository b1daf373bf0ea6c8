import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { decimal } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { cgroupOf } from '../cgroup-path.ts'
import { defineFormat } from '../format.ts'

/** Shares of wall time in percent, and microseconds since boot; what is not printed is absent. */
export interface Stall {
  readonly avg10?: Figure
  readonly avg60?: Figure
  readonly avg300?: Figure
  readonly total?: Figure
}

/** /proc/pressure/memory and a control group's memory.pressure (kernel/sched/psi.c, psi_show); cpu, io and irq alike. */
export interface Pressure {
  readonly resource?: string
  readonly path?: string
  /** At least one task waited. */
  readonly some?: Stall
  /** All tasks waited. */
  readonly full?: Stall
}

const ROW = /^(some|full)\s+avg10=/
const FIELD = /\b(avg10|avg60|avg300|total)=(\S*)/g
const FILE = /(?:^|\/)(?:pressure\/(cpu|io|memory|irq)|(cpu|io|memory|irq)\.pressure)$/

const resourceOf = (path: string | null) => {
  const match = FILE.exec(path ?? '')
  return match?.[1] ?? match?.[2]
}

export const pressure = defineFormat({
  id: 'pressure',
  collect: 'cat /proc/pressure/memory',
  role: 'state',
  starts: ['some ', 'full '],
  files: FILE,
  claim(lines, at) {
    const first = ROW.exec(lines[at]!.text)?.[1]
    if (first === undefined) return 0
    const next = lines[at + 1]
    return first === 'some' && next?.path === lines[at]!.path && ROW.exec(next.text)?.[1] === 'full' ? 2 : 1
  },
  read(lines, { path }) {
    const problems: Problem[] = []
    const rows: { some?: Stall; full?: Stall } = {}
    for (const line of lines) {
      const kind = ROW.exec(line.text)?.[1]
      if (kind === 'some' || kind === 'full') rows[kind] = stallOf(line, problems)
    }
    const resource = resourceOf(path)
    return { data: { ...(resource && { resource }), ...(path !== null && resource && { path }), ...rows }, problems }
  },
  subject({ resource = 'memory' }, { path }) {
    const cgroup = path?.includes('.pressure') ? (cgroupOf(path) ?? 'cgroup') : ''
    return resource === 'memory' ? cgroup : `${cgroup} ${resource}`.trim()
  },
})

function stallOf(line: Line, problems: Problem[]): Stall {
  const stall: { -readonly [Key in keyof Stall]: Stall[Key] } = {}
  for (const match of line.text.matchAll(FIELD)) {
    const [whole, key, text] = match
    const to = match.index + whole.length
    const value = decimal(text!)
    const span = spanOf(line, to - text!.length, to)
    if (value === null) problems.push({ code: 'not-a-number', span, what: key! })
    else if (value < 0 || value >= 2 ** 63 || (key !== 'total' && value > 100)) {
      problems.push({ code: 'implausible', span, what: key! })
    } else stall[key as keyof Stall] ??= { value, span }
  }
  if (stall.total === undefined && !line.text.includes('total=')) {
    problems.push({ code: 'cut-off', span: spanOf(line), what: line.text.slice(0, 4) })
  }
  return stall
}
