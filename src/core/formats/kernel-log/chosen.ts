import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'

/** `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),…` (mm/oom_kill.c, dump_oom_victim), since 5.0. */
export interface Chosen {
  readonly constraint?: Quote
  readonly nodemask?: Quote
  readonly cpuset?: Quote
  readonly memsAllowed?: Quote
  readonly limited?: Quote
  readonly task?: Quote
  readonly name?: Quote
  readonly pid?: Figure
  readonly uid?: Figure
  readonly span: Span
}

const KEYS = ['constraint', 'nodemask', 'cpuset', 'mems_allowed', 'oom_memcg', 'task_memcg', 'task', 'pid', 'uid']
const NAMES: Readonly<
  Record<string, 'constraint' | 'nodemask' | 'cpuset' | 'memsAllowed' | 'limited' | 'task' | 'name'>
> = {
  constraint: 'constraint',
  nodemask: 'nodemask',
  cpuset: 'cpuset',
  mems_allowed: 'memsAllowed',
  oom_memcg: 'limited',
  task_memcg: 'task',
  task: 'name',
}

/** Values may hold commas (`mems_allowed=0,2`, a process `a,b`): each goes to the next key that the kernel prints. */
export function readChosen(line: Line): Chosen {
  const { text } = line
  const starts = KEYS.flatMap((key) => {
    const at =
      key === 'constraint'
        ? text.indexOf('constraint=')
        : key === 'pid' || key === 'uid'
          ? text.lastIndexOf(`,${key}=`) + 1
          : text.indexOf(`,${key}=`) + 1
    return at > 0 ? [{ key, at, from: at + key.length + 1 }] : []
  }).sort((a, b) => a.at - b.at)
  const chosen: { -readonly [Key in keyof Chosen]: Chosen[Key] } = { span: spanOf(line) }
  starts.forEach(({ key, from }, index) => {
    let to = (starts[index + 1]?.at ?? text.length + 1) - 1
    if (text.slice(from, to).endsWith(',global_oom')) to -= ',global_oom'.length
    if (key === 'mems_allowed') to = from + (/^[\d,-]*\d/.exec(text.slice(from))?.[0].length ?? 0)
    if (to <= from || text.slice(from, to) === '(null)') return
    if (key === 'pid' || key === 'uid') {
      const figure = readFigure(line, from, from + /^\d*/.exec(text.slice(from))![0].length)
      if (figure) chosen[key] = figure
    } else chosen[NAMES[key]!] = quoteAt(line, from, to)
  })
  return chosen
}
