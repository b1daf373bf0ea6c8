import { rules, type AnyRule, type FindingId } from './index.ts'
import type { Case, Confidence, Hit, Severity } from './rule.ts'

/** What a rule found: plain data, so that language can change after the fact and it crosses the worker boundary. */
export interface Finding extends Hit<unknown> {
  readonly id: FindingId
  /** The finding it is but a symptom of, as an index into the list of findings; null for the head of a story. */
  readonly under: number | null
}

const SEVERITY: readonly Severity[] = ['critical', 'warning', 'notice', 'info']
const CONFIDENCE: readonly Confidence[] = ['certain', 'likely', 'possible']

/** Runs every rule, and orders what they found: stories first by weight, under each what it explains. */
export function diagnose(theCase: Case): Finding[] {
  // Each hit is only ever given back to the words of the rule that made it.
  const hits = (rules as unknown as readonly AnyRule[]).flatMap((rule) =>
    rule.check(theCase).map((hit) => ({ ...hit, id: rule.id, under: null })),
  )
  return hits.sort(
    (a, b) =>
      SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity) ||
      CONFIDENCE.indexOf(a.confidence) - CONFIDENCE.indexOf(b.confidence) ||
      (b.bytes ?? 0) - (a.bytes ?? 0),
  )
}
