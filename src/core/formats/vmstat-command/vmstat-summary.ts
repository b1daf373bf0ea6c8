import type { Problem } from '../../problem.ts'
import { tokens } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import { KIB } from '../../units.ts'
import { countIn, sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** `vmstat -s`: sizes in bytes, counts as printed, by vmstat's own words (`total memory` → `totalMemory`). */
export interface VmstatSummary {
  readonly fields: ReadonlyMap<string, Figure>
}

const ROW = /^(\d+)\s+(?:([KkMm])\s+)?([A-Za-z][A-Za-z/ -]+)$/
const FIRST = /^\d+\s+[KkMm]\s+total memory$/
const UNIT: Readonly<Record<string, number>> = { k: 1e3, K: KIB, m: 1e6, M: 2 ** 20 }

const camelCase = (words: string) =>
  words.toLowerCase().replace(/[^a-z]+(.)/g, (_, letter: string) => letter.toUpperCase())

export const vmstatSummary = defineFormat({
  id: 'vmstatSummary',
  collect: 'vmstat -s',
  role: 'state',
  // Its lines begin with numbers: the command above tells, or the first of them.
  starts: [],
  commands: ['vmstat'],
  claim(lines, at) {
    if (!FIRST.test(lines[at]!.text)) return 0
    let end = at
    while (end < lines.length && ROW.test(lines[end]!.text)) end++
    return end - at
  },
  read(lines) {
    const problems: Problem[] = []
    const fields = new Map<string, Figure>()
    for (const line of lines) {
      const [, , unit, words] = ROW.exec(line.text)!
      const name = camelCase(words!)
      const [number] = tokens(line.text)
      const figure = unit
        ? sizeIn(line, number!, { unit: UNIT[unit]! }, name, problems)
        : countIn(line, number!, name, problems)
      if (figure && !fields.has(name)) fields.set(name, figure)
    }
    return { data: { fields }, problems }
  },
})
