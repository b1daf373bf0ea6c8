import type { FindingId } from './catalogue.ts'
import { grouped } from '../lookup.ts'
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

/**
 * Runs every rule, drops what another finding makes untrue, and tells the rest as stories, the weightiest first. That nothing is wrong
 * is asked only where every other rule is quiet, and never of a part of a case.
 */
export function diagnose(paste: Case, partial = false): Finding[] {
  const theCase = named(paste)
  const loud = merged(audible(hitsOf(theCase, false)))
  const quiet = partial || loud.some(({ severity }) => severity !== 'info') ? [] : merged(hitsOf(theCase, true))
  return told([...quiet, ...loud])
}

/** Where the paste names one host only, every moment is of it: a log has the name, a table pasted below has not. */
function named(theCase: Case): Case {
  const hosts = new Set(theCase.moments.flatMap(({ host }) => host ?? []))
  const [only] = hosts
  return hosts.size === 1
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
  const silenced = grouped(hits, ({ snapshot }) => snapshot)
  const silent = new Map(
    [...silenced].map(([snapshot, list]) => [snapshot, new Set(list.flatMap(({ rule }) => rule.silences ?? []))]),
  )
  return hits.filter(({ rule, snapshot }) => !silent.get(snapshot)!.has(rule.id))
}

/** What holds at several moments of a host becomes one finding. */
function merged(hits: readonly Found[]): Found[] {
  const bySubject = grouped(hits, ({ rule, host, subject }) => JSON.stringify([rule.id, host, subject ?? '']))
  return [...bySubject.values()].map((list) => ({
    ...list.reduce((before, hit) => (rank(before) < rank(hit) ? before : hit)),
    snapshots: [...new Set(list.map(({ snapshot }) => snapshot))],
  }))
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
  const causes = causesIn(sorted)
  for (const symptom of sorted) {
    const cause = causes.get(placeOf(symptom.host, symptom.rule.id))?.find((each) => !isAbove(symptom, each))
    if (cause) causeOf.set(symptom, cause)
  }
  const children = grouped(sorted, (each) => causeOf.get(each))
  const childrenOf = (cause: Found | undefined) => children.get(cause) ?? []
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

/** The hits that explain a finding of a host, the weightiest first. A mere possibility heads no story. */
function causesIn(sorted: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const causes = new Map<string, Found[]>()
  for (const cause of sorted) {
    if (cause.confidence === 'possible') continue
    for (const id of new Set(cause.explains ?? cause.rule.explains)) {
      const place = placeOf(cause.host, id)
      const list = causes.get(place)
      if (list) list.push(cause)
      else causes.set(place, [cause])
    }
  }
  return causes
}

const placeOf = (host: string | null, id: FindingId) => JSON.stringify([host, id])
