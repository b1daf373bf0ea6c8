import { spanOf } from '../../text/line.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { readValues, valuesOf } from '../sysfs.ts'

/**
 * /sys/kernel/mm/transparent_hugepage (mm/huge_memory.c), by file name (`khugepaged.defrag`, `hugepages-64kB.enabled` in the
 * directories below): of a setting that shows its choices (`always [madvise] never`) the one in force, numbers as printed
 * (sizes in bytes).
 */
export interface TransparentHugepage {
  readonly fields: ReadonlyMap<string, Figure | Quote>
}

const FILES = /(?:^|\/)kernel\/mm\/transparent_hugepage\/(?:[\w-]+\/)*\w+$/
const nameIn = (path: string) => path.slice(path.indexOf('transparent_hugepage/') + 21).replaceAll('/', '.')
const CHOICE = /\[([\w+-]+)\]/
const VALUE = /\[[\w+-]+\]|^\d+$/

export const transparentHugepage = defineFormat({
  id: 'transparentHugepage',
  collect: 'grep . /sys/kernel/mm/transparent_hugepage/*',
  role: 'state',
  files: FILES,
  starts: [],
  claim: valuesOf(FILES, VALUE),
  read(lines, { path }) {
    const choices = new Map<string, Quote>()
    const { fields, problems } = readValues(
      lines,
      path,
      (name, line) => {
        const chosen = CHOICE.exec(line.text)
        if (chosen) choices.set(name, { value: chosen[1]!, span: spanOf(line) })
        return chosen !== null
      },
      nameIn,
    )
    return { data: { fields: new Map<string, Figure | Quote>([...choices, ...fields]) }, problems }
  },
})
