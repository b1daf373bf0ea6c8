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

/** With where each begins: a comma, which people who wrap the line put a blank behind. */
const KEYS = ['nodemask', 'cpuset', 'mems_allowed', 'oom_memcg', 'task_memcg', 'task', 'pid', 'uid'].map(
  (key) => [key, new RegExp(`,\\s*${key}=`, 'g')] as const,
)
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
  const first = text.indexOf('constraint=')
  const starts = [
    ...(first < 0 ? [] : [{ key: 'constraint', at: first, from: first + 'constraint='.length }]),
    ...KEYS.flatMap(([key, pattern]) => {
      const matches = [...text.matchAll(pattern)]
      const match = key === 'pid' || key === 'uid' ? matches.at(-1) : matches[0]
      return match ? [{ key, at: match.index, from: match.index + match[0].length }] : []
    }),
  ].sort((a, b) => a.at - b.at)
  const chosen: { -readonly [Key in keyof Chosen]: Chosen[Key] } = { span: spanOf(line) }
  starts.forEach(({ key, from }, index) => {
    let to = starts[index + 1]?.at ?? text.length
    to -= /(?:,\s*(?:global_oom)?)?\s*$/.exec(text.slice(from, to))![0].length
    if (key === 'mems_allowed') to = from + (/^[\d,-]*\d/.exec(text.slice(from))?.[0].length ?? 0)
    if (to <= from || text.slice(from, to) === '(null)') return
    if (key === 'pid' || key === 'uid') {
      const figure = readFigure(line, from, from + /^\d*/.exec(text.slice(from))![0].length)
      if (figure) chosen[key] = figure
    } else chosen[NAMES[key]!] = quoteAt(line, from, to)
  })
  return chosen
}
