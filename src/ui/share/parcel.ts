import type { Coverage } from '../../core/coverage.ts'
import type { Source } from '../../core/text/source.ts'

/** The sources without the lines that were not recognised. */
export function understoodOnly(sources: readonly Source[], coverage: readonly Coverage[]): Source[] {
  return sources.map(({ name, text }, index) => {
    const unread = coverage.find(({ source }) => source === index)?.unrecognised ?? []
    const left = text.split('\n').filter((_, at) => !unread.some(([first, last]) => first <= at + 1 && at + 1 <= last))
    return { name, text: left.join('\n') }
  })
}

/** Which part of the characters was not recognised, 0…1. */
export function unreadShare(sources: readonly Source[], coverage: readonly Coverage[]): number {
  const length = (each: readonly Source[]) => each.reduce((sum, { text }) => sum + text.length, 0)
  const whole = length(sources)
  return whole === 0 ? 0 : 1 - length(understoodOnly(sources, coverage)) / whole
}

/** How many characters of a link what carries it takes; the words are in `i18n`. */
export const LIMITS = [
  { id: 'chat', characters: 2000 },
  { id: 'slack', characters: 4000 },
  { id: 'mail', characters: 8000 },
  { id: 'jira', characters: 32_000 },
  { id: 'browser', characters: 64_000 },
] as const
