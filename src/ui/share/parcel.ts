import type { Coverage } from '../../core/coverage.ts'
import type { Source } from '../../core/text/source.ts'

/** The sources without the lines that were not recognised. */
export function understoodOnly(sources: readonly Source[], coverage: readonly Coverage[]): Source[] {
  return sources.map(({ name, text }, index) => {
    const unread = coverage.find(({ source }) => source === index)?.unrecognised ?? []
    const lines = text.split('\n')
    let from = 0
    const left = unread.map(([first, last]) => {
      const above = lines.slice(from, first - 1)
      from = last
      return above
    })
    return { name, text: [...left, lines.slice(from)].flat().join('\n') }
  })
}

/** Which part of the characters is not in what is left of the sources, 0…1. */
export function leftOut(sources: readonly Source[], left: readonly Source[]): number {
  const length = (each: readonly Source[]) => each.reduce((sum, { text }) => sum + text.length, 0)
  const whole = length(sources)
  return whole === 0 ? 0 : 1 - length(left) / whole
}

/** How many characters of a link what carries it takes; the words are in `i18n`. */
export const LIMITS = [
  { id: 'chat', characters: 2000 },
  { id: 'slack', characters: 4000 },
  { id: 'mail', characters: 8000 },
  { id: 'jira', characters: 32_000 },
  { id: 'browser', characters: 64_000 },
] as const
