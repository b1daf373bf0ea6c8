import type { Problem } from '../../problem.ts'
import { spanOf, tokens } from '../../text/line.ts'
import type { Figure, Span } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'
import { rowsUnder } from '../rows.ts'

/** One swap area as `swapon --show` tells it. */
export interface SwapArea {
  readonly span: Span
  readonly name: string
  /** `partition` or `file` */
  readonly type?: string
  readonly size?: Figure<Bytes>
  readonly used?: Figure<Bytes>
  /** Areas of higher priority fill first. */
  readonly priority?: number
}

/** `swapon --show` of util-linux, with or without `--bytes`. */
export interface Swapon {
  readonly areas: readonly SwapArea[]
}

const HEAD = /^NAME\s+TYPE\s+SIZE\s+USED\s+PRIO\b/
const ROW = /^(\/\S+)\s+(partition|file)\s+/

export const swapon = defineFormat({
  id: 'swapon',
  collect: 'swapon --show --bytes',
  role: 'state',
  starts: ['NAME'],
  claim: rowsUnder(HEAD, ROW),
  read([, ...rows]) {
    const problems: Problem[] = []
    const areas = rows.map((line): SwapArea => {
      const [name, type, size, used, priority] = tokens(line.text)
      // util-linux means powers of 1024 by its bare letters (lib/strutils.c, size_to_human_string).
      const figures = {
        size: size && sizeIn(line, size, { unit: 1 }, 'size', problems),
        used: used && sizeIn(line, used, { unit: 1 }, 'used', problems),
      }
      return {
        span: spanOf(line),
        name: name!.text,
        type: type!.text,
        ...(figures.size ? { size: figures.size } : {}),
        ...(figures.used ? { used: figures.used } : {}),
        ...(priority && /^-?\d+$/.test(priority.text) ? { priority: Number(priority.text) } : {}),
      }
    })
    return { data: { areas }, problems }
  },
})
