import { describe, expect, test } from 'vitest'
import type { FindingId } from '../core/findings/catalogue.ts'
import { findingIn, idsIn, wordsOf } from './findings.ts'

/** One paste, or the sources of one case. */
type Paste = string | readonly string[]

/** What a rule must do, as a reader of the manual would want it said. */
interface Promise {
  /** Pastes in which it must speak, each named by what it shows. */
  readonly finds: Readonly<Record<string, Paste>>
  /** The nearest healthy pastes, in which it must not. */
  readonly passes: Readonly<Record<string, Paste>>
  /** The last figure that is worth no word, and the first that is; absent where the trigger is no figure. */
  readonly threshold?: { readonly below: Paste; readonly at: Paste }
  /** What the first of `finds` must say in both languages, number for number. */
  readonly says: readonly RegExp[]
}

const sources = (paste: Paste): readonly string[] => (typeof paste === 'string' ? [paste] : paste)

/** The tests that every rule owes: it fires, it stays silent on the nearest healthy input, at the threshold, in both languages. */
export function promises(id: FindingId, { finds, passes, threshold, says }: Promise): void {
  describe(id, () => {
    test.each(Object.entries(finds))('speaks of %s', (_, paste) => {
      expect(idsIn(...sources(paste))).toContain(id)
    })
    test.each(Object.entries(passes))('says nothing of %s', (_, paste) => {
      expect(idsIn(...sources(paste))).not.toContain(id)
    })
    if (threshold) {
      test('begins at its threshold', () => {
        expect(idsIn(...sources(threshold.below))).not.toContain(id)
        expect(idsIn(...sources(threshold.at))).toContain(id)
      })
    }
    test.each(['en', 'zh'] as const)('says in %s what was found', (language) => {
      const words = wordsOf(findingIn(id, ...sources(Object.values(finds)[0]!)), language)
      for (const pattern of says) expect(words).toMatch(pattern)
    })
  })
}
