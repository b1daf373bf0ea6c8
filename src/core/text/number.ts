import { bytes, type Bytes } from '../units.ts'
import { spanOf, type Line } from './line.ts'
import type { Figure } from './source.ts'

/** Digits with an optional sign; thousands separators only where every group after the first has three digits. */
const INTEGER = /^[-+]?(?:\d+|\d{1,3}(?:[,.' ]\d{3})+)$/

/** The whole number that `text` is, or null. */
export function integer(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  return INTEGER.test(text) ? Number(text.replace(/[,.' ]/g, '')) : null
}

/** A number with a decimal point or a decimal comma (`3,8`), or null. */
export function decimal(text: string): number | null {
  return /^[-+]?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null
}

/** From here on the kernel means "no limit": LONG_MAX, PAGE_COUNTER_MAX and their roundings to pages and kB. */
const UNLIMITED = 2 ** 60

/** Whether a byte count is one of the kernel's spellings of "no limit". */
export const isUnlimited = (value: number): boolean => value >= UNLIMITED

/**
 * The figure in `line.text` between `from` and `to`, times `scale` (bytes per printed unit, 1 for counts); null where the
 * characters are no whole number. Beyond 2^53 the digits are kept in `exact`.
 */
export function readFigure(line: Line, from: number, to: number, scale = 1): Figure | null {
  const text = line.text.slice(from, to)
  const value = integer(text)
  if (value === null) return null
  const scaled = value * scale
  const span = spanOf(line, from, to)
  if (Number.isSafeInteger(scaled)) return { value: scaled, span }
  return { value: scaled, span, exact: (BigInt(text.replace(/[^-\d]/g, '')) * BigInt(scale)).toString() }
}

/** As `readFigure`, for sizes. */
export function readBytes(line: Line, from: number, to: number, scale: number): Figure<Bytes> | null {
  const figure = readFigure(line, from, to, scale)
  return figure && { ...figure, value: bytes(figure.value) }
}

const BINARY: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
  p: 2 ** 50,
}
const DECIMAL: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12, p: 1e15 }
const SIZE = /^(\d+(?:[.,]\d+)?)\s*(?:([kmgtp])(i?)b?|b|bytes?)?$/i

/**
 * A size with a unit as people and tools write it: `15G`, `3,8Gi`, `1.50 GiB`, `512 MB`, `0B`. A bare letter is binary
 * unless `si`; the result is rounded to whole bytes. Null where it is no size.
 */
export function size(text: string, si = false): Bytes | null {
  const match = SIZE.exec(text.trim())
  if (!match) return null
  const value = Number(match[1]!.replace(',', '.'))
  const table = si && !match[3] ? DECIMAL : BINARY
  return bytes(Math.round(value * (table[(match[2] ?? '').toLowerCase()] ?? 1)))
}
