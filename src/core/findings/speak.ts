import { sayIn, type Language } from '../language/say.ts'
import type { Finding } from './diagnose.ts'
import { rules, type AnyRule } from './index.ts'
import type { Action } from './rule.ts'

/** A finding in words. May hold `code` and **strong**. */
export interface Spoken {
  readonly title: string
  readonly text: string
  readonly refute: string
  readonly actions: readonly Action[]
  readonly reference: readonly string[]
}

/** Puts a finding into the words of its rule. */
export function speak(finding: Finding, language: Language): Spoken {
  // A finding's parameters are those of the rule with its id.
  const rule = (rules as unknown as readonly AnyRule[]).find((each) => each.id === finding.id)!
  const words = rule[language]
  const say = sayIn(language)
  return {
    title: words.title(finding.params, say),
    text: words.text(finding.params, say),
    refute: words.refute(finding.params, say),
    actions: words.actions(finding.params, say),
    reference: rule.reference,
  }
}
