import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure, Span } from '../../text/source.ts'
import { kibibytes, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'
import { isImplausible } from '../keyed.ts'
import { isComplaint, linesOfFiles, nameOf } from '../sysfs.ts'

/** The pool of one page size; its files by name, in pages. */
export interface HugepagePool {
  readonly size: Bytes
  readonly node?: number
  readonly fields: ReadonlyMap<string, Figure>
  readonly span: Span
}

/** /sys/kernel/mm/hugepages and its per-node twin (mm/hugetlb.c): every pool, also those of other than the default size. */
export interface Hugepages {
  readonly pools: readonly HugepagePool[]
}

const FILES = /(?:^|\/)hugepages-(\d+)kB\/\w+$/
const sizeOf = (path: string) => FILES.exec(path)?.[1] ?? null
const poolOf = (path: string) => path.slice(0, path.lastIndexOf('/'))

export const hugepages = defineFormat({
  id: 'hugepages',
  collect: 'grep . /sys/kernel/mm/hugepages/hugepages-*/*',
  role: 'state',
  files: FILES,
  starts: [],
  claim(lines, at, path) {
    if (lines[at]!.path === null) return FILES.test(path ?? '') && /^\d+$/.test(lines[at]!.text) ? 1 : 0
    return linesOfFiles(lines, at, FILES)
  },
  read(lines, { path }) {
    const pools = new Map<string, { line: Line; fields: Map<string, Figure> }>()
    const problems: Problem[] = []
    for (const line of lines) {
      if (isComplaint(line)) continue
      const file = line.path ?? path ?? ''
      const pool = pools.get(poolOf(file)) ?? { line, fields: new Map<string, Figure>() }
      pools.set(poolOf(file), pool)
      const figure = readFigure(line, 0, line.text.length)
      if (figure && isImplausible(figure.value)) {
        problems.push({ code: 'implausible', span: figure.span, what: nameOf(file) })
      } else if (figure) pool.fields.set(nameOf(file), figure)
      // demote_size is a size in words: `2048kB`.
      else if (!/^\d+kB$/.test(line.text))
        problems.push({ code: 'not-a-number', span: spanOf(line), what: nameOf(file) })
    }
    return {
      data: {
        pools: [...pools].map(([directory, { line, fields }]) => {
          const node = /node(\d+)\//.exec(directory)?.[1]
          return {
            size: kibibytes(Number(sizeOf(`${directory}/x`))),
            ...(node !== undefined && { node: Number(node) }),
            fields,
            span: spanOf(line),
          }
        }),
      },
      problems,
    }
  },
  subject: (data, { path }) =>
    // Single files under prompts of their own are parts of one picture.
    path !== null && data.pools.length === 1 && data.pools[0]!.fields.size === 1 ? path : '',
})
