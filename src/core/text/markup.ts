/** A stretch of a finding's words: plain, `code`, or **strong**. */
export interface Stretch {
  readonly kind: 'plain' | 'code' | 'strong'
  readonly text: string
}

const MARKED = /`([^`]+)`|\*\*(.+?)\*\*/g

/** Reads the two marks that words may use. Whatever else stands there is plain text: nothing is ever read as HTML. */
export function markup(words: string): Stretch[] {
  const out: Stretch[] = []
  let at = 0
  for (const match of words.matchAll(MARKED)) {
    if (match.index > at) out.push({ kind: 'plain', text: words.slice(at, match.index) })
    if (match[1] !== undefined) out.push({ kind: 'code', text: match[1] })
    else out.push({ kind: 'strong', text: match[2] ?? '' })
    at = match.index + match[0].length
  }
  if (at < words.length) out.push({ kind: 'plain', text: words.slice(at) })
  return out
}

/** The words without their marks. */
export const unmarked = (words: string): string =>
  markup(words)
    .map(({ text }) => text)
    .join('')
