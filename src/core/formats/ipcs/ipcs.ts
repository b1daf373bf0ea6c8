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

/** A System V message queue: its messages are kernel memory, in the slab. */
export interface MessageQueue {
  readonly span: Span
  readonly id: number
  readonly owner: string
  readonly used: Bytes
  readonly messages: number
}

/** `ipcs -m`, `ipcs -q`, or the summary of `ipcs -mu`: one table each. */
export interface Ipcs {
  readonly segments?: readonly SharedSegment[]
  readonly queues?: readonly MessageQueue[]
  readonly allocated?: Figure<Bytes>
  readonly resident?: Figure<Bytes>
  readonly swapped?: Figure<Bytes>
}

const TITLE = /^-{4,}/
const HEAD = /\b(?:shmid|msqid)\b/
//                 key               id    owner  permissions  bytes     attached, or messages
const ROW = /^0x[0-9a-f]{8}\s+\d+\s+\S+\s+\d{3,4}\s+-?\d+\s+\d+/
const USAGE = /^(segments|pages)\s+(allocated|resident|swapped)\s+(\d+)$/i

const startOf = (lines: readonly Line[], at: number) => (TITLE.test(lines[at]?.text ?? '') ? at + 1 : at)

export const ipcs = defineFormat({
  id: 'ipcs',
  collect: 'ipcs -m',
  role: 'selection',
  starts: ['---', 'key'],
  subject: ({ queues }: Ipcs) => (queues ? 'queues' : ''),
  claim(lines, at) {
    const start = startOf(lines, at)
    const first = lines[start]?.text ?? ''
    if (!HEAD.test(first) && !USAGE.test(first)) return 0
    let end = start + 1
    while (end < lines.length && (ROW.test(lines[end]!.text) || USAGE.test(lines[end]!.text))) end++
    // "Swap performance: 0 attempts 0 successes" ends the summary.
    return lines[end]?.text.startsWith('Swap performance:') ? end + 1 - at : end - at
  },
  read(lines, { pageSize }): Parsed<Ipcs> {
    const first = lines[startOf(lines, 0)]!
    if (!HEAD.test(first.text)) return readUsage(lines, pageSize)
    const problems: Problem[] = []
    const rows = rowsIn(lines, problems)
    const data = first.text.includes('msqid')
      ? { queues: rows.map(({ span, id, owner, size, count }) => ({ span, id, owner, used: size, messages: count })) }
      : {
          segments: rows.map(({ count, status, ...rest }) => ({
            ...rest,
            attached: count,
            ...(status === undefined ? {} : { status }),
          })),
        }
    return { data, problems }
  },
})

function rowsIn(lines: readonly Line[], problems: Problem[]) {
  return lines.flatMap((line) => {
    if (!ROW.test(line.text)) return []
    const [, id, owner, , size, count, status] = tokens(line.text)
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
        count: Number(count!.text),
        status: status?.text,
      },
    ]
  })
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
