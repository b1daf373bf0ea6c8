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
  for (const [unit, name] of UNITS) {
    if (size < unit) continue
    const value = count / unit
    const digits = unit === KIB || Number.isInteger(value) ? 0 : unit === MIB ? 1 : Math.abs(value) >= 100 ? 1 : 2
    return `${value.toFixed(digits)} ${name}`
  }
  return `${count} B`
}

/** `96.6 %` */
export const sayPercent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`

/** Digits in groups of three, parted by a narrow space: `7 523 656`. */
export function sayCount(count: number): string {
  const [whole = '', fraction] = String(Math.abs(count)).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '\u202f')
  return `${count < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

const JOIN = { en: { comma: ', ', last: ' and ' }, zh: { comma: '、', last: ' 和 ' } } as const

/** The formatters of a language. */
export function sayIn(language: Language): Say {
  const { comma, last } = JOIN[language]
  return {
    bytes: sayBytes,
    percent: sayPercent,
    count: sayCount,
    list: (words) => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(comma)}${last}${words.at(-1)!}`),
  }
}
