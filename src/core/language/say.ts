import type { Say } from '../findings/rule.ts'
import { GIB, KIB, MIB } from '../units.ts'

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

const TIB = 1024 * GIB
const UNITS = [
  [TIB, 'TiB'],
  [GIB, 'GiB'],
  [MIB, 'MiB'],
  [KIB, 'KiB'],
] as const

/** `6.93 GiB`, `104.8 MiB`, `264 KiB`, `12 B`: three or four digits, as engineers write them; the same in both languages. */
export function sayBytes(count: number): string {
  const size = Math.abs(count)
  const sign = count < 0 ? '−' : ''
  for (const [unit, name] of UNITS) {
    if (size < unit) continue
    const value = size / unit
    const digits = unit === KIB || Number.isInteger(value) ? 0 : unit === MIB ? 1 : value >= 100 ? 1 : 2
    return `${sign}${value.toFixed(digits)} ${name}`
  }
  return `${sign}${size} B`
}

/** `96.6 %` */
export const sayPercent = (ratio: number): string => `${ratio < 0 ? '−' : ''}${Math.abs(ratio * 100).toFixed(1)} %`

/** Digits in groups of three, parted by a narrow space: `7 523 656`. */
export function sayCount(count: number): string {
  const [whole = '', fraction] = String(Math.abs(count)).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '\u202f')
  return `${count < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

/** `a, b and c`. */
const listInEnglish = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`

/** `甲、乙和丙`, with blanks around the last joint only where it meets Latin letters. */
function listInChinese(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  const [head, last] = [words.slice(0, -1).join('、'), words.at(-1)!]
  return `${head}${/[!-~]$/.test(head) ? ' ' : ''}和${/^[!-~]/.test(last) ? ' ' : ''}${last}`
}

/** The formatters of a language. */
export function sayIn(language: Language): Say {
  return {
    bytes: sayBytes,
    percent: sayPercent,
    count: sayCount,
    list: language === 'en' ? listInEnglish : listInChinese,
  }
}
