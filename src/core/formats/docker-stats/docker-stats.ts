import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import type { Figure, Span } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'
import { rowsUnder } from '../rows.ts'

/** One container's memory as `docker stats` shows it: usage without the inactive part of its file cache. */
export interface ContainerUsage {
  readonly span: Span
  readonly id: string
  readonly name?: string
  readonly usage?: Figure<Bytes>
  /** The container's limit; the machine's memory where it has none. */
  readonly limit?: Figure<Bytes>
}

/** `docker stats --no-stream`, also of podman and nerdctl. */
export interface DockerStats {
  readonly containers: readonly ContainerUsage[]
}

const HEAD = /^(?:CONTAINER(?: ID)?|ID)\s+(NAME\s+)?CPU %\s.*MEM USAGE \/ LIMIT\b/
//             id     name            cpu           usage              limit
const ROW =
  /^(\S+)\s+(?:(\S+)\s+)?-?[\d.]+%\s+(?:[\d.]+%\s+)?([\d.]+\s?[kKMGT]?i?B)\s?\/\s?([\d.]+\s?[kKMGT]?i?B)(?:\s|$)/

export const dockerStats = defineFormat({
  id: 'dockerStats',
  collect: 'docker stats --no-stream',
  role: 'selection',
  starts: ['CONTAINER', 'ID '],
  claim: rowsUnder(HEAD, ROW),
  read([, ...rows]) {
    const problems: Problem[] = []
    return { data: { containers: rows.map((line) => usageOf(line, problems)) }, problems }
  },
})

function usageOf(line: Line, problems: Problem[]): ContainerUsage {
  const [row, id, name, usage, limit] = ROW.exec(line.text)!
  const slash = row.indexOf('/')
  const size = (printed: string, from: number, what: string) => {
    const token = { text: printed.replace(' ', ''), from, to: from + printed.length }
    // Docker prints KiB where it means 1024; before 1.13 it printed powers of 1000, as podman does today.
    return sizeIn(line, token, { unit: 1, si: true }, what, problems)
  }
  const figures = {
    usage: size(usage!, row.lastIndexOf(usage!, slash), 'usage'),
    limit: size(limit!, row.indexOf(limit!, slash), 'limit'),
  }
  return {
    span: spanOf(line),
    id: id!,
    ...(name === undefined ? {} : { name }),
    ...(figures.usage ? { usage: figures.usage } : {}),
    ...(figures.limit ? { limit: figures.limit } : {}),
  }
}
