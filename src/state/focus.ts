import type { Report } from '../core/analyze.ts'
import type { Span } from '../core/text/source.ts'

/** What the reader points at: something on the page with the places it was read from, or a line of the source. */
export type Focus =
  | { readonly kind: 'figure'; readonly key: string; readonly spans: readonly Span[] }
  | { readonly kind: 'line'; readonly source: number; readonly line: number }

/** Whether something on the page is marked: it is pointed at itself, or at one of its lines. */
export function isMarked(focus: Focus | null, key: string, spans: readonly Span[]): boolean {
  if (focus === null) return false
  if (focus.kind === 'figure') return focus.key === key
  return spans.some(({ source, line }) => source === focus.source && line === focus.line)
}

/** The places in one source that a focus marks. A line is marked whole: it has no characters of its own. */
export function marksIn(focus: Focus | null, source: number): readonly Span[] {
  if (focus === null) return []
  if (focus.kind === 'figure') return focus.spans.filter((span) => span.source === source)
  return focus.source === source ? [{ source, line: focus.line, from: 0, to: 0 }] : []
}

/** The lines that a focus marks, in the order of the sources, each once. */
export function placesOf(focus: Focus | null): readonly { readonly source: number; readonly line: number }[] {
  if (focus === null) return []
  if (focus.kind === 'line') return [focus]
  return focus.spans
    .map(({ source, line }) => ({ source, line }))
    .sort((a, b) => a.source - b.source || a.line - b.line)
    .filter(({ source, line }, index, all) => source !== all[index - 1]?.source || line !== all[index - 1]?.line)
}

/** What a link says of a focus: a finding by its place in the list, anything else by its first line. */
export function addressOf(focus: Focus | null): string | undefined {
  if (focus?.kind === 'figure' && focus.key.startsWith('finding:')) return focus.key
  const [first] = placesOf(focus)
  return first && `line:${first.source}.${first.line}`
}

/** The focus that a link means; null where the report has no such thing. */
export function focusAt(address: string, report: Report): Focus | null {
  const finding = /^finding:(\d+)$/.exec(address)
  const spans = finding && report.findings[Number(finding[1])]?.evidence
  if (spans) return { kind: 'figure', key: address, spans }
  const line = /^line:(\d+)\.(\d+)$/.exec(address)
  return line ? { kind: 'line', source: Number(line[1]), line: Number(line[2]) } : null
}
