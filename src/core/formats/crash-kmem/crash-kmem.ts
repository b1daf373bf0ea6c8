import type { Problem } from '../../problem.ts'
import { tokens, type Line } from '../../text/line.ts'
import { size } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { bytes, type Bytes } from '../../units.ts'
import { countIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** `kmem -i` of crash, in bytes: pages by the machine's page size, by crash's own words (`TOTAL MEM` → `totalMem`). */
export interface CrashKmem {
  readonly fields: ReadonlyMap<string, Figure<Bytes>>
}

const COMMAND = /^crash>\s*kmem -i\b/
const HEAD = /^PAGES\s+TOTAL\s+PERCENTAGE$/
const ROW =
  /^((?:TOTAL|HUGE|SWAP) (?:MEM|HUGE|SWAP|FREE|USED|LOW|HIGH)|(?:FREE|COMMIT) (?:LOW|HIGH|LIMIT)|FREE|USED|SHARED|BUFFERS|CACHED|SLAB|COMMITTED)\s+(\d+)\s+\S/

const camelCase = (words: string) => words.toLowerCase().replace(/ (.)/g, (_, letter: string) => letter.toUpperCase())

export const crashKmem = defineFormat({
  id: 'crashKmem',
  collect: 'crash> kmem -i',
  role: 'state',
  starts: ['crash> kmem', 'PAGES', 'TOTAL MEM'],
  claim(lines, at) {
    let end = at
    let rows = 0
    for (let next = at; next < lines.length; next++) {
      const { text } = lines[next]!
      if (ROW.test(text)) rows++
      else if (text === '') continue
      else if (!HEAD.test(text) && !(next === at && COMMAND.test(text))) break
      end = next + 1
    }
    return rows >= 2 ? end - at : 0
  },
  read(lines, context) {
    const pageSize = pageSizeIn(lines) ?? context.pageSize
    const problems: Problem[] = []
    const fields = new Map<string, Figure<Bytes>>()
    for (const line of lines) {
      const row = ROW.exec(line.text)
      if (!row) continue
      const name = camelCase(row[1]!)
      const cell = tokens(line.text).find(({ from }) => from >= row[1]!.length)!
      const pages = countIn(line, cell, name, problems)
      if (pages && !fields.has(name)) fields.set(name, { ...pages, value: bytes(pages.value * pageSize) })
    }
    return { data: { fields }, problems }
  },
})

/** Pages and sizes stand side by side; the size is rounded, a page is a power of two. */
function pageSizeIn(lines: readonly Line[]): number | null {
  const words = lines.find(({ text }) => /^TOTAL MEM\s/.test(text))?.text.split(/\s+/) ?? []
  const total = size(`${words[3] ?? ''}${words[4] ?? ''}`)
  const pages = Number(words[2])
  return total !== null && pages > 0 ? 2 ** Math.round(Math.log2(total / pages)) : null
}
