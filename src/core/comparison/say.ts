import type { Language } from '../language/say.ts'
import type { Comparison } from './compare.ts'
import { summaryOf } from './summary.ts'
import { en } from './words-en.ts'
import { zh } from './words-zh.ts'

/** A comparison in words. May hold `code` and **strong**. */
export interface SpokenComparison {
  /** Why the two may not be two pictures of one thing. */
  readonly cautions: readonly string[]
  /** What changed, in a sentence or two. */
  readonly sentence: string
}

const words = { en, zh } as const

/** Says what changed, and what stands in the way of saying it. */
export function sayComparison(comparison: Comparison, language: Language): SpokenComparison {
  const { caution, sentence } = words[language]
  return { cautions: comparison.cautions.map(caution), sentence: sentence(summaryOf(comparison)) }
}
