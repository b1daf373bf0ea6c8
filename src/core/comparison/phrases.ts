import { sayBytes, sayCount, type Language } from '../language/say.ts'
import type { Scope } from '../ledger/account.ts'
import type { Caution } from './compare.ts'
import type { Summary } from './summary.ts'

/** What a language has to say about a comparison. */
export interface ComparisonWords {
  caution(caution: Caution): string
  sentence(summary: Summary): string
}

/** As much of a list as a sentence bears. */
export const MOST = 3

/** A name of the paste, which can't act as markup. */
export const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``

/** The size of a movement, whichever way it went. */
export const size = (change: number): string => sayBytes(Math.abs(change))

/** So close to all of it that a share would only distract. */
export const isAll = (share: number): boolean => share >= 0.995

/** What a restart is of: a group has counters of its own. */
export const isOfGroup = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'memoryStat' || kind === 'cgroupFile'

/** A file and what it is about: ``memory.stat `/kubepods.slice` ``. */
export const about = (
  { kind, subject }: { readonly kind: string; readonly subject: string },
  name: (kind: string) => string,
): string => (subject === '' || subject === 'cgroup' ? name(kind) : `${name(kind)} ${code(subject)}`)

export const pathOf = (scope: Scope): string => (scope.kind === 'cgroup' ? (scope.path ?? 'cgroup') : '')

const UNITS: Readonly<Record<Language, readonly string[]>> = {
  en: ['s', 'min', 'h', 'days'],
  zh: ['秒', '分钟', '小时', '天'],
}

/** `26 s`, `4 min`, `3.5 h`, `12 days`: the largest unit of which there are two. */
export function sayDuration(seconds: number, language: Language): string {
  const all = Math.abs(seconds)
  const [unit, index] = all < 120 ? [1, 0] : all < 7200 ? [60, 1] : all < 172_800 ? [3600, 2] : [86_400, 3]
  const count = all / unit
  return `${sayCount(Number(count.toFixed(count >= 20 ? 0 : 1)))} ${UNITS[language][index]!}`
}
