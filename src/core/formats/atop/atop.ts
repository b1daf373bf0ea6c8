import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import type { Figure, Quote } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** One sample of atop, the lines about memory and swap, by its own short names (atop showlinux.c, showsys.c). */
export interface Atop {
  readonly host?: Quote
  readonly time?: Quote
  /** `tot`, `free`, `cache`, `buff`, `slab`, `shmem`, `vmbal` (VMware's balloon), `zfarc`, `hptot`, … */
  readonly mem: { readonly [name: string]: Figure<Bytes> }
  /** `tot`, `free`, `vmcom` (Committed_AS), `vmlim` (CommitLimit), … */
  readonly swap: { readonly [name: string]: Figure<Bytes> }
}

/** `ATOP - db01    2025/03/14  02:41:00    -----------    10m0s elapsed` */
const HEAD = /^ATOP - (\S+)\s+(\d{4}\/\d\d\/\d\d\s+\d\d:\d\d:\d\d)\s/
/** Rows of the system, `PRC | sys    4.27s | user   3.46s |`. */
const ROW = /^[A-Za-z][A-Za-z0-9]{2}\s+\|/
const MEMORY = /^(?:MEM|SWP)\s+\|/
const CELL = /\|\s*([a-z]\w{2,6})\s+(\d[\d.]*[KMGT])(?=\s*(?:\||$))/g

export const atop = defineFormat({
  id: 'atop',
  collect: 'atop -r',
  role: 'state',
  starts: ['ATOP - ', 'MEM |', 'PRC |'],
  claim(lines, at) {
    let end = at
    let told = false
    for (let next = at; next < lines.length && next - end < 3; next++) {
      const { text } = lines[next]!
      if (next > at && HEAD.test(text)) break
      if (!ROW.test(text) && !(next === at && HEAD.test(text))) {
        if (text === '' && end === next) continue
        break
      }
      told ||= /^MEM\s+\|\s*tot\s+\d/.test(text)
      end = next + 1
    }
    return told ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const mem: Record<string, Figure<Bytes>> = {}
    const swap: Record<string, Figure<Bytes>> = {}
    for (const line of lines) {
      if (!MEMORY.test(line.text)) continue
      const row = line.text.startsWith('MEM') ? mem : swap
      for (const match of line.text.matchAll(CELL)) {
        const [whole, name, text] = match
        const from = match.index + whole.length - text!.length
        const figure = sizeIn(line, { text: text!, from, to: from + text!.length }, { unit: 1 }, name!, problems)
        if (figure) row[name!] ??= figure
      }
    }
    return { data: { ...headIn(lines[0]!), mem, swap }, problems }
  },
})

function headIn(line: Line): Pick<Atop, 'host' | 'time'> {
  const [, host, time] = HEAD.exec(line.text) ?? []
  if (host === undefined) return {}
  const quote = (value: string): Quote => {
    const from = line.text.indexOf(value)
    return { value, span: spanOf(line, from, from + value.length) }
  }
  return { host: quote(host), time: quote(time!) }
}
