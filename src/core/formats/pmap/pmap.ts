import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'
import { bytes, KIB, type Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** One mapping of a process. */
export interface Mapping {
  readonly span: Span
  readonly size?: Bytes
  readonly rss?: Bytes
  readonly dirty?: Bytes
  /** `rw---` */
  readonly mode: string
  /** A file, `[ anon ]` or `[ stack ]`. */
  readonly mapping: string
}

/** `pmap` and `pmap -x`. */
export interface Pmap {
  readonly pid?: number
  readonly command?: Quote
  readonly mappings: readonly Mapping[]
  /** The last line. */
  readonly total?: { readonly size?: Figure<Bytes>; readonly rss?: Figure<Bytes>; readonly dirty?: Figure<Bytes> }
}

const PROCESS = /^(\d+):\s+(\S.*)$/
const HEAD = /^Address\s+Kbytes\s+RSS\s+(?:Anon\s+)?(?:(?:Dirty|Locked)\s*)?(?:Locked\s+)?Mode\s+Mapping$/
//            address                      size     rss, and what is dirty or (older) anonymous and locked   mode       mapping
const ROW = /^((?:[0-9a-f]{8}){1,2})\s+(\d+)(?:K|((?:\s+(?:\d+|-)){2,3}))\s+([rwxsp-]{4,6})\s+(\S.*)$/
const RULE = /^-{8,}(?:\s+-{5,})+$/
const TOTAL = /^total(?:\s+kB\s+\d+(?:\s+(?:\d+|-))*|\s+\d+K)$/

export const pmap = defineFormat({
  id: 'pmap',
  collect: 'pmap -x PID',
  role: 'selection',
  // Addresses of 64 bits begin with zeros; those of 32 with what the loader uses.
  starts: ['Address', '0000', '080', 'total'],
  // `187:   /usr/bin/node` above the table.
  shape: /^\d{1,8}:\s+\S/,
  claim(lines, at) {
    const named = PROCESS.test(lines[at]!.text)
    const first = at + (named ? 1 : 0)
    if (named && !HEAD.test(lines[first]?.text ?? '') && !ROW.test(lines[first]?.text ?? '')) return 0
    let end = first
    while (
      end < lines.length &&
      (ROW.test(lines[end]!.text) || RULE.test(lines[end]!.text) || (end === first && HEAD.test(lines[end]!.text)))
    )
      end++
    const total = TOTAL.test(lines[end]?.text ?? '')
    return total ? end + 1 - at : lines.slice(first, end).some(({ text }) => ROW.test(text)) ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const mappings: Mapping[] = []
    let total: Pmap['total']
    for (const line of lines) {
      const row = ROW.exec(line.text)
      if (row) mappings.push(mappingOf(line, row, problems))
      else if (TOTAL.test(line.text)) total = totalOf(line, problems)
    }
    const [first] = lines
    const [, pid, command] = PROCESS.exec(first!.text) ?? []
    return {
      data: {
        ...(pid === undefined ? {} : { pid: Number(pid) }),
        ...(command === undefined
          ? {}
          : { command: { value: command, span: spanOf(first!, first!.text.length - command.length) } }),
        mappings,
        ...(total ? { total } : {}),
      },
      problems,
    }
  },
  subject: ({ pid }) => (pid === undefined ? 'process' : `pid ${pid}`),
})

function mappingOf(line: Line, [, , size, rest, mode, mapping]: RegExpExecArray, problems: Problem[]): Mapping {
  const [rss, dirty, locked] = rest?.trim().split(/\s+/) ?? []
  const kibibytes = (digits: string | undefined, what: string) => {
    const value = digits === undefined || digits === '-' ? null : integer(digits)
    if (value === null) return null
    if (Number.isSafeInteger(value * KIB)) return bytes(value * KIB)
    problems.push({ code: 'implausible', span: spanOf(line), what })
    return null
  }
  const sizes = {
    size: kibibytes(size, 'size'),
    rss: kibibytes(rss, 'rss'),
    dirty: locked === undefined ? kibibytes(dirty, 'dirty') : null,
  }
  return {
    span: spanOf(line),
    ...(sizes.size === null ? {} : { size: sizes.size }),
    ...(sizes.rss === null ? {} : { rss: sizes.rss }),
    ...(sizes.dirty === null ? {} : { dirty: sizes.dirty }),
    mode: mode!,
    mapping: mapping!,
  }
}

function totalOf(line: Line, problems: Problem[]): Pmap['total'] {
  const cells = tokens(line.text).filter(({ text }) => /^\d/.test(text))
  const [size, rss, dirty] = cells.map((cell, index) =>
    sizeIn(
      line,
      { ...cell, text: cell.text.replace(/K$/, '') },
      { unit: KIB },
      ['size', 'rss', 'dirty'][index]!,
      problems,
    ),
  )
  return { ...(size ? { size } : {}), ...(rss ? { rss } : {}), ...(dirty ? { dirty } : {}) }
}
