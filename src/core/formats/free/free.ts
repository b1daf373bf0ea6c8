import type { Problem } from '../../problem.ts'
import { spanOf } from '../../text/line.ts'
import { integer, isUnlimited, size } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { bytes, KIB, type Bytes } from '../../units.ts'
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
    // procps-ng from 3.3.13 on prints `Gi` for powers of 1024, so a bare `G` beside it is a power of 1000.
    const si = isDecimal(options) || suffixed.some(({ text }) => /i$/i.test(text))
    const rows: { [Each in RowName]?: { [Each in Column]?: Figure<Bytes> } } = {}
    for (const { text, line, from, to, row, column } of cells) {
      const span = spanOf(line, from, to)
      const whole = integer(text)
      const value = unit ? whole && whole * unit.bytes : size(text, si)
      if (value === null) problems.push({ code: 'not-a-number', span, what: column })
      else if (value < 0 || isUnlimited(value)) problems.push({ code: 'implausible', span, what: column })
      else (rows[row] ??= {})[column] = { value: bytes(value), span, ...roundingOf(text, unit, si) }
    }
    return { data: { ...(unit ? { unit } : {}), mem: {}, ...rows }, problems }
  },
})

/** Sizes of the kernel are exact in KiB; greater units, and the digits of `-h`, leave a step out. */
function roundingOf(text: string, unit: Unit | undefined, si: boolean): { within?: number } {
  const decimals = /[.,](\d+)/.exec(text)?.[1]?.length ?? 0
  const step = unit?.bytes ?? (size(`1${text.replace(/[\d.,]/g, '')}`, si) ?? 1) / 10 ** decimals
  return step > KIB ? { within: step } : {}
}
