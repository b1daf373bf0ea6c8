import type { Problem } from '../../problem.ts'
import { spanOf, tokens } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { bytes, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'
import { rowsUnder } from '../rows.ts'

/** One loaded module. */
export interface KernelModule {
  readonly span: Span
  readonly name: string
  /** Its own code and data; what it allocates is not in it. */
  readonly size: Bytes
  readonly users: number
  readonly usedBy: readonly string[]
}

/** `lsmod`. */
export interface Lsmod {
  readonly modules: readonly KernelModule[]
}

const HEAD = /^Module\s+Size\s+Used\s+by\b/
const ROW = /^[\w.-]+\s+\d+\s+-?\d+(?:\s+\S+)?(?:\s+\S+)?$/

export const lsmod = defineFormat({
  id: 'lsmod',
  collect: 'lsmod',
  role: 'selection',
  starts: ['Module'],
  claim: rowsUnder(HEAD, ROW),
  read([, ...rows]) {
    const problems: Problem[] = []
    const modules = rows.flatMap((line): KernelModule[] => {
      const [name, size, users, by] = tokens(line.text)
      const value = integer(size!.text) ?? NaN
      if (!Number.isSafeInteger(value)) {
        problems.push({ code: 'implausible', span: spanOf(line, size!.from, size!.to), what: name!.text })
        return []
      }
      return [
        {
          span: spanOf(line),
          name: name!.text,
          size: bytes(value),
          users: Number(users!.text),
          usedBy: (by?.text ?? '').split(',').filter((each) => /^\w/.test(each)),
        },
      ]
    })
    return { data: { modules }, problems }
  },
})
