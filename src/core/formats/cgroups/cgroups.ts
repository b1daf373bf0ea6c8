import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { isImplausible } from '../keyed.ts'

/** A controller; `num_cgroups` counts groups that are gone but hold memory, too. What a row lacks is absent. */
export interface Controller {
  readonly name: string
  readonly hierarchy?: Figure
  readonly num_cgroups?: Figure
  readonly enabled?: Figure
}

/** /proc/cgroups (kernel/cgroup/cgroup-v1.c, proc_cgroupstats_show). */
export interface Cgroups {
  readonly controllers: readonly Controller[]
}

const HEAD = /^#?subsys_name\s+hierarchy\s+num_cgroups\s+enabled$/
const COLUMNS = ['hierarchy', 'num_cgroups', 'enabled'] as const
const ROW = /^[a-z_]+\s+-?\d\S*(?:\s+\S+){0,2}$/

export const cgroups = defineFormat({
  id: 'cgroups',
  collect: 'cat /proc/cgroups',
  role: 'state',
  starts: ['#subsys_name', 'subsys_name'],
  files: /^\/proc\/cgroups$/,
  claim(lines, at, path) {
    const headed = HEAD.test(lines[at]!.text)
    // `grep memory /proc/cgroups`: rows alone are told by the file's name.
    if (!headed && (!path?.endsWith('/cgroups') || !/^[a-z_]+\s+\d+\s+\d+\s+[01]$/.test(lines[at]!.text))) return 0
    let end = at + 1
    while (end < lines.length && ROW.test(lines[end]!.text) && lines[end]!.heading === null) end++
    return end - at
  },
  read(lines) {
    const problems: Problem[] = []
    const rows = lines.filter(({ text }) => !HEAD.test(text))
    return { data: { controllers: rows.map((line) => controllerOf(line, problems)) }, problems }
  },
})

function controllerOf(line: Line, problems: Problem[]): Controller {
  const [name, ...words] = tokens(line.text)
  const numbers: Partial<Record<(typeof COLUMNS)[number], Figure>> = {}
  COLUMNS.forEach((column, index) => {
    const word = words[index]
    const figure = word ? readFigure(line, word.from, word.to) : null
    if (figure && !isImplausible(figure.value)) numbers[column] = figure
    else {
      const code = word === undefined ? 'ragged-row' : figure ? 'implausible' : 'not-a-number'
      problems.push({ code, span: spanOf(line, word?.from, word?.to), what: column })
    }
  })
  return { name: name!.text, ...numbers }
}
