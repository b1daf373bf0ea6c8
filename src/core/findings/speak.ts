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

/** The rule that made a finding; its parameters are those of the rule with its id. */
export const ruleOf = (finding: Pick<Finding, 'id'>): AnyRule =>
  (rules as unknown as readonly AnyRule[]).find(({ id }) => id === finding.id)!

/** Puts a finding into the words of its rule. */
export function speak(finding: Finding, language: Language): Spoken {
  const rule = ruleOf(finding)
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
