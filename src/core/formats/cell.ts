import type { Problem } from '../problem.ts'
import { spanOf, type Line, type Token } from '../text/line.ts'
import { integer, isUnlimited, size } from '../text/number.ts'
import type { Figure } from '../text/source.ts'
import { bytes, KIB, type Bytes } from '../units.ts'

/** How a tool prints sizes: what a bare number counts, and whether a bare suffix is a power of 1000. */
export interface Scale {
  readonly unit: number
  readonly si?: boolean
}

/**
 * The size that a cell prints: `15885`, `16,331,804`, `1,9G`, `3.8Gi`. What is no size or none that a machine can have is
 * a problem, and undefined; `within` says what the printed digits leave open.
 */
export function sizeIn(
  line: Line,
  { text, from, to }: Token,
  { unit, si = false }: Scale,
  what: string,
  problems: Problem[],
): Figure<Bytes> | undefined {
  const span = spanOf(line, from, to)
  const whole = integer(text)
  const value = whole !== null ? whole * unit : decimalSize(text, unit, si)
  if (value === null) problems.push({ code: 'not-a-number', span, what })
  else if (value < 0 || isUnlimited(value)) problems.push({ code: 'implausible', span, what })
  else {
    const within = stepOf(text, unit, si)
    return { value: bytes(value), span, ...(within > KIB ? { within } : {}) }
  }
  return undefined
}

const decimalSize = (text: string, unit: number, si: boolean): number | null =>
  /^\d+[.,]\d+$/.test(text) ? Math.round(Number(text.replace(',', '.')) * unit) : size(text, si)

/** One step of the last digit. Sizes of the kernel are exact in KiB; greater units leave a step out. */
function stepOf(text: string, unit: number, si: boolean): number {
  const suffix = text.replace(/[-\d.,' ]/g, '')
  const decimals = suffix || /^\d+[.,]\d{1,2}$/.test(text) ? (/[.,](\d+)/.exec(text)?.[1]?.length ?? 0) : 0
  return (suffix ? (size(`1${suffix}`, si) ?? 1) : unit) / 10 ** decimals
}

/** The count that a cell prints. */
export function countIn(line: Line, { text, from, to }: Token, what: string, problems: Problem[]): Figure | undefined {
  const span = spanOf(line, from, to)
  const value = integer(text)
  if (value === null) problems.push({ code: 'not-a-number', span, what })
  else if (value < 0 || !Number.isSafeInteger(value)) problems.push({ code: 'implausible', span, what })
  else return { value, span }
  return undefined
}
