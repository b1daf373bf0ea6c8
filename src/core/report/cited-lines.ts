import type { Source, Span } from '../text/source.ts'

/** A line of the paste as it stands, made safe to show. */
export interface CitedLine {
  readonly name: string
  readonly line: number
  readonly text: string
}

const MOST = 12
const LONGEST = 180

/** The lines that spans stand in, once each and in their order; `left` is how many more there were. */
export function citedLines(
  spans: readonly Span[],
  sources: readonly Source[],
): { readonly lines: readonly CitedLine[]; readonly left: number } {
  const places = new Map(spans.map((span) => [`${span.source}:${span.line}`, span]))
  const ordered = [...places.values()].sort((a, b) => a.source - b.source || a.line - b.line)
  return {
    lines: ordered.slice(0, MOST).flatMap((span) => {
      const source = sources[span.source]
      return source ? [{ name: source.name, line: span.line, text: lineAt(source.text, span.from) }] : []
    }),
    left: Math.max(0, ordered.length - MOST),
  }
}

function lineAt(text: string, offset: number): string {
  const from = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return clip(printable(text.slice(from, end < 0 ? text.length : end)).trimEnd())
}

const clip = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text)

/** Escapes that would command a terminal, and marks that turn the direction of what is read. */
const UNPRINTABLE =
  /\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Words with names of the paste in them, without what acts on the place where they are shown. */
export const harmless = (words: string): string => words.replace(UNPRINTABLE, '')

/** Text of the paste without what acts on the place where it is shown, in plain blanks. */
export const printable = (text: string): string => harmless(text.replace(/[\t\u00a0\u2007\u202f]/g, ' '))
