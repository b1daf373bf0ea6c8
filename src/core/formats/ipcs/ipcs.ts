import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line } from '../../text/line.ts'
import { integer, readBytes } from '../../text/number.ts'
import type { Figure, Span } from '../../text/source.ts'
import { bytes, type Bytes } from '../../units.ts'
import { defineFormat, type Parsed } from '../format.ts'

/** A System V shared memory segment. */
export interface SharedSegment {
  readonly span: Span
  readonly id: number
  readonly owner: string
  /** What it promises; it takes pages only where it was written to. */
  readonly size: Bytes
  /** 0: nobody has it mapped, and it stays until it is removed or the machine boots. */
  readonly attached: number
  /** `dest`: it goes when the last one lets go. */
  readonly status?: string
}

/** `ipcs -m`, and the summary of `ipcs -mu`. */
export interface Ipcs {
  readonly segments?: readonly SharedSegment[]
  readonly allocated?: Figure<Bytes>
  readonly resident?: Figure<Bytes>
  readonly swapped?: Figure<Bytes>
}

const TITLE = /^-{4,}/
const HEAD = /\bshmid\b/
const ROW = /^0x[0-9a-f]{8}\s+\d+\s+\S+\s+\d{3,4}\s+-?\d+\s+\d+/
const USAGE = /^(segments|pages)\s+(allocated|resident|swapped)\s+(\d+)$/i

const startOf = (lines: readonly Line[], at: number) => (TITLE.test(lines[at]?.text ?? '') ? at + 1 : at)

export const ipcs = defineFormat({
  id: 'ipcs',
  collect: 'ipcs -m',
  role: 'selection',
  starts: ['---', 'key'],
  claim(lines, at) {
    const start = startOf(lines, at)
    const first = lines[start]?.text ?? ''
    if (!HEAD.test(first) && !USAGE.test(first)) return 0
    let end = start + 1
    while (end < lines.length && (ROW.test(lines[end]!.text) || USAGE.test(lines[end]!.text))) end++
    // "Swap performance: 0 attempts 0 successes" ends the summary.
    return /^Swap performance:/.test(lines[end]?.text ?? '') ? end + 1 - at : end - at
  },
  read(lines, { pageSize }) {
    const first = lines[startOf(lines, 0)]!
    return HEAD.test(first.text) ? readSegments(lines) : readUsage(lines, pageSize)
  },
})

function readSegments(lines: readonly Line[]): Parsed<Ipcs> {
  const problems: Problem[] = []
  const segments = lines.flatMap((line): SharedSegment[] => {
    if (!ROW.test(line.text)) return []
    const [, id, owner, , size, attached, status] = tokens(line.text)
    const value = integer(size!.text) ?? NaN
    if (!Number.isSafeInteger(value) || value < 0) {
      problems.push({ code: 'implausible', span: spanOf(line, size!.from, size!.to), what: id!.text })
      return []
    }
    return [
      {
        span: spanOf(line),
        id: Number(id!.text),
        owner: owner!.text,
        size: bytes(value),
        attached: Number(attached!.text),
        ...(status ? { status: status.text } : {}),
      },
    ]
  })
  return { data: { segments }, problems }
}

function readUsage(lines: readonly Line[], pageSize: Bytes): Parsed<Ipcs> {
  const data: { -readonly [Each in 'allocated' | 'resident' | 'swapped']?: Figure<Bytes> } = {}
  for (const line of lines) {
    const [, what, state, digits] = USAGE.exec(line.text) ?? []
    if (what === undefined || what.toLowerCase() === 'segments') continue
    const figure = readBytes(line, line.text.length - digits!.length, line.text.length, pageSize)
    if (figure) data[state!.toLowerCase() as keyof typeof data] = figure
  }
  return { data, problems: [] }
}
