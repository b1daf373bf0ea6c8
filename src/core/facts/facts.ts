import type { AnyRecord } from '../snapshot/record.ts'
import { isPlace, isSpan, type Span } from '../text/source.ts'

/** One line of `--facts`. */
export interface Fact {
  readonly path: string
  readonly value: string
  readonly source: number
  /** Offset in the source of what it was read from. */
  readonly at: number
}

interface Place {
  readonly source: number
  readonly at: number
}

/**
 * Every value of every record under its contract path, in the order of the input. Works from the shape of the data, so
 * that a new format prints its facts without a line of its own: a list of numbers joins by commas, an absent value or a
 * place is no fact, and the members `fields` and `rows` add no step to the path.
 */
export function factsOf(records: readonly AnyRecord[]): Fact[] {
  const facts: Fact[] = []
  for (const record of records) {
    walk(record.data, record.id, { source: record.source, at: startOf(record.data) }, facts)
  }
  // Stable: what was read from the same place stays in the order of the data.
  return facts.sort((a, b) => a.source - b.source || a.at - b.at)
}

function walk(value: unknown, path: string, place: Place, facts: Fact[]): void {
  if (value === null || value === undefined || isPlace(value)) return
  if (typeof value === 'object') {
    if (isFigure(value))
      facts.push({ path, value: value.exact ?? String(value.value), source: value.span.source, at: value.span.from })
    else if (Array.isArray(value)) walkList(value, path, place, facts)
    else if (value instanceof Map) for (const [key, each] of value) walk(each, `${path}.${String(key)}`, place, facts)
    else walkObject(value, path, place, facts)
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    facts.push({ path, value: String(value), ...place })
  }
}

function walkList(list: readonly unknown[], path: string, place: Place, facts: Fact[]): void {
  if (list.length > 0 && list.every((each) => typeof each === 'number' || typeof each === 'string')) {
    facts.push({ path, value: list.join(','), ...place })
  } else list.forEach((each, index) => walk(each, `${path}[${index}]`, place, facts))
}

function walkObject(value: object, path: string, outer: Place, facts: Fact[]): void {
  const span = 'span' in value && isSpan(value.span) ? value.span : null
  const place = span ? { source: span.source, at: span.from } : outer
  for (const [key, each] of Object.entries(value)) {
    if (key === 'span') continue
    walk(each, key === 'fields' || key === 'rows' ? path : `${path}.${key}`, place, facts)
  }
}

/** The first place named anywhere in the data: where values without a place of their own are sorted to. */
function startOf(value: unknown): number {
  let least = Infinity
  const seek = (each: unknown, depth: number): void => {
    if (typeof each !== 'object' || each === null || depth > 4) return
    if (isSpan(each)) least = Math.min(least, each.from)
    else if (isPlace(each)) return
    else if (each instanceof Map) for (const inner of each.values()) seek(inner, depth + 1)
    else if (Array.isArray(each)) each.slice(0, 2).forEach((inner) => seek(inner, depth + 1))
    else for (const inner of Object.values(each)) seek(inner, depth + 1)
  }
  seek(value, 0)
  return Number.isFinite(least) ? least : 0
}

const isFigure = (value: object): value is { value: number | string; exact?: string; span: Span } =>
  'value' in value &&
  'span' in value &&
  isSpan(value.span) &&
  (typeof value.value === 'number' || typeof value.value === 'string')
