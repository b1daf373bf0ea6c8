import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line, type Token } from '../../text/line.ts'
import type { Figure, Span } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'
import { rowsUnder } from '../rows.ts'

/** One compressed RAM disk. */
export interface ZramDevice {
  readonly span: Span
  readonly name: string
  readonly algorithm?: string
  /** What it promises to hold, uncompressed. */
  readonly disksize?: Figure<Bytes>
  /** What it holds, uncompressed. */
  readonly data?: Figure<Bytes>
  readonly compr?: Figure<Bytes>
  /** The RAM that it takes, with what its allocator wastes. */
  readonly total?: Figure<Bytes>
  readonly streams?: number
  readonly mountpoint?: string
}

/** `zramctl` of util-linux. */
export interface Zramctl {
  readonly devices: readonly ZramDevice[]
}

const HEAD = /^NAME\s+(?:ALGORITHM\s+)?DISKSIZE\b/
const ROW = /^\/dev\/zram\d+\b/
const SIZES = { DISKSIZE: 'disksize', DATA: 'data', COMPR: 'compr', TOTAL: 'total' } as const

export const zramctl = defineFormat({
  id: 'zramctl',
  collect: 'zramctl --bytes',
  role: 'state',
  starts: ['NAME'],
  claim: rowsUnder(HEAD, ROW),
  read([head, ...rows]) {
    const problems: Problem[] = []
    const names = head!.text.split(/\s+/)
    return { data: { devices: rows.map((line) => deviceOf(line, names, problems)) }, problems }
  },
})

function deviceOf(line: Line, names: readonly string[], problems: Problem[]): ZramDevice {
  const words = tokens(line.text)
  const cell = (name: string): Token | undefined => words[names.indexOf(name)]
  const size = (name: keyof typeof SIZES) => {
    const word = cell(name)
    const figure = word && sizeIn(line, word, { unit: 1 }, SIZES[name], problems)
    return figure ? { [SIZES[name]]: figure } : {}
  }
  const algorithm = cell('ALGORITHM')?.text
  const streams = cell('STREAMS')?.text ?? ''
  const mountpoint = cell('MOUNTPOINT')?.text
  return {
    span: spanOf(line),
    name: words[0]!.text,
    ...(algorithm === undefined ? {} : { algorithm }),
    ...size('DISKSIZE'),
    ...size('DATA'),
    ...size('COMPR'),
    ...size('TOTAL'),
    ...(/^\d+$/.test(streams) ? { streams: Number(streams) } : {}),
    ...(mountpoint === undefined ? {} : { mountpoint }),
  }
}
