import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'
import { cellsOf, tableAt, type Column, type RowName } from './table.ts'
import { isDecimal, optionsOf, unitOf, type Unit } from './units.ts'

/**
 * A row of `free`. What its version or its options do not print is absent. `cached` is the page cache, since procps-ng
 * 3.3.10 with the reclaimable slab.
 */
export type MemoryRow = { readonly [Each in Column]?: Figure<Bytes> }

/** `free` of procps, procps-ng, busybox and toybox, in any language. */
export type Free = { readonly mem: MemoryRow } & { readonly [Each in RowName]?: MemoryRow } & {
  /** Absent where every number carries its own suffix (`-h`). */
  readonly unit?: Unit
}

export const free = defineFormat({
  id: 'free',
  collect: 'free -k',
  role: 'state',
  starts: ['SwapUse'],
  shape: /^[^\d:]+:\s*\d/,
  headed: true,
  claim: tableAt,
  read(lines, context) {
    const problems: Problem[] = []
    const cells = cellsOf(lines)
    const options = optionsOf(context)
    const suffixed = cells.filter(({ text }) => /[a-z]$/i.test(text))
    const unit = suffixed.length > 0 ? undefined : unitOf(options, cells)
    if (unit?.basis === 'assumed') problems.push({ code: 'assumed-unit', span: spanOf(lines[0]!), what: unit.name })
    // procps-ng from 3.3.13 on prints `Gi` for powers of 1024, so a bare `G` beside it is a power of 1000.
    const si = isDecimal(options) || suffixed.some(({ text }) => /i$/i.test(text))
    const rows: { [Each in RowName]?: { [Each in Column]?: Figure<Bytes> } } = {}
    for (const { row, column, ...cell } of cells) {
      const figure = sizeIn(cell.line, cell, { unit: unit?.bytes ?? 1, si }, column, problems)
      if (figure) (rows[row] ??= {})[column] = figure
    }
    return { data: { ...(unit ? { unit } : {}), mem: {}, ...rows }, problems }
  },
})
