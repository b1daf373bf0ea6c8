import type { FindingId } from './catalogue.ts'
import { rules, type AnyRule } from './index.ts'
import type { Case, Confidence, Hit, Severity } from './rule.ts'

/** What a rule found: plain data, so that language can change after the fact and it crosses the worker boundary. */
export interface Finding extends Hit<unknown> {
  readonly id: FindingId
  /** All moments at which it holds; the hit is that of the gravest, and of equals the last. */
  readonly snapshots: readonly number[]
  /** The finding it is but a symptom of, as an index into the list of findings; null for the head of a story. */
  readonly under: number | null
}

/** A hit with what grouping needs to know of its rule. */
interface Found extends Hit<unknown> {
  readonly rule: AnyRule
  readonly host: string | null
  readonly snapshots: readonly number[]
}

const SEVERITY: readonly Severity[] = ['critical', 'warning', 'notice', 'info']
const CONFIDENCE: readonly Confidence[] = ['certain', 'likely', 'possible']

/** Runs every rule, drops what another finding makes untrue, and tells the rest as stories, the weightiest first. */
export function diagnose(paste: Case): Finding[] {
  const theCase = named(paste)
  const loud = merged(audible(hitsOf(theCase, false)))
  const quiet = loud.some(({ severity }) => severity !== 'info') ? [] : merged(hitsOf(theCase, true))
  return told([...quiet, ...loud])
}

/** Where the paste names one host only, every moment is of it: a log has the name, a table pasted below has not. */
function named(theCase: Case): Case {
  const hosts = theCase.moments.flatMap(({ host }) => (host === null ? [] : [host])).filter(unique)
  const [only] = hosts
  return hosts.length === 1
    ? { ...theCase, moments: theCase.moments.map((moment) => ({ ...moment, host: only! })) }
    : theCase
}

function hitsOf(theCase: Case, quiet: boolean): Found[] {
  // Each hit is only ever given back to the words of the rule that made it.
  return (rules as unknown as readonly AnyRule[])
    .filter((rule) => (rule.quiet ?? false) === quiet)
    .flatMap((rule) =>
      rule.check(theCase).map((hit) => ({
        ...hit,
        rule,
        host: theCase.moments[hit.snapshot]?.host ?? null,
        snapshots: [hit.snapshot],
      })),
    )
}

/** Without the hits that another one of the same moment silences. */
function audible(hits: readonly Found[]): Found[] {
  return hits.filter(
    ({ rule, snapshot }) => !hits.some((each) => each.snapshot === snapshot && each.rule.silences?.includes(rule.id)),
  )
}

/** What holds at several moments of a host becomes one finding. */
function merged(hits: readonly Found[]): Found[] {
  const bySubject = new Map<string, Found>()
  for (const hit of hits) {
    const key = JSON.stringify([hit.rule.id, hit.host, hit.subject ?? ''])
    const before = bySubject.get(key)
    const snapshots = [...(before?.snapshots ?? []), hit.snapshot].filter(unique)
    bySubject.set(key, { ...(before && rank(before) < rank(hit) ? before : hit), snapshots })
  }
  return [...bySubject.values()]
}

/** Lower is graver: severity before confidence. */
const rank = ({ severity, confidence }: Found) => SEVERITY.indexOf(severity) * 10 + CONFIDENCE.indexOf(confidence)

/** Graver first, then surer, then larger; what only a quiet case says goes before notes of its own weight. */
const compare = (a: Found, b: Found) =>
  rank(a) - rank(b) || Number(b.rule.quiet ?? false) - Number(a.rule.quiet ?? false) || (b.bytes ?? 0) - (a.bytes ?? 0)

/**
 * Puts each symptom under the weightiest finding that explains it, and orders the stories by the gravest finding in
 * each, so that a cause goes before its symptoms however mild its own wording is.
 */
function told(hits: readonly Found[]): Finding[] {
  const sorted = [...hits].sort(compare)
  const causeOf = new Map<Found, Found>()
  const isAbove = (hit: Found, other: Found): boolean => {
    for (let each: Found | undefined = other; each; each = causeOf.get(each)) if (each === hit) return true
    return false
  }
  for (const symptom of sorted) {
    const cause = sorted.find((each) => explains(each, symptom) && !isAbove(symptom, each))
    if (cause) causeOf.set(symptom, cause)
  }
  const childrenOf = (cause: Found | undefined) => sorted.filter((each) => causeOf.get(each) === cause)
  const gravest = (hit: Found): number => Math.min(severityOf(hit), ...childrenOf(hit).map(gravest))
  const findings: Finding[] = []
  const tell = (hit: Found, under: number | null): void => {
    const { rule, host: _, ...rest } = hit
    const index = findings.push({ ...rest, id: rule.id, under }) - 1
    for (const child of childrenOf(hit)) tell(child, index)
  }
  const heads = childrenOf(undefined)
  const weights = new Map(heads.map((head) => [head, gravest(head)]))
  for (const head of heads.sort((a, b) => weights.get(a)! - weights.get(b)!)) tell(head, null)
  return findings
}

const severityOf = ({ severity }: Found) => SEVERITY.indexOf(severity)

/** A mere possibility heads no story. */
const explains = (cause: Found, symptom: Found) =>
  cause !== symptom &&
  cause.host === symptom.host &&
  cause.confidence !== 'possible' &&
  (cause.explains ?? cause.rule.explains ?? []).includes(symptom.rule.id)

const unique = <Item>(item: Item, index: number, list: readonly Item[]) => list.indexOf(item) === index
