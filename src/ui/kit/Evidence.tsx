import type { Span } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { usePointing } from './pointing.ts'
import styles from './Evidence.module.css'

/** How many runs of lines are named before the rest becomes a count. */
const NAMED = 4

/** The lines that something was read from, as one link that marks and shows them. */
export function Evidence({ spans, of }: { readonly spans: readonly Span[]; readonly of: string }) {
  const t = useMessages().evidence
  const pin = useSession((session) => session.pin)
  const pointing = usePointing(of, spans)
  const runs = runsOf(spans)
  if (runs.length === 0) return null
  const shown = runs.slice(0, NAMED)
  const more = runs.length - shown.length
  return (
    <button
      type="button"
      className={styles.evidence}
      aria-label={runs.map(([from, to]) => t.label(from, to)).join(', ')}
      onClick={() => pin({ kind: 'figure', key: of, spans })}
      {...pointing}
    >
      {shown.map(([from, to]) => (
        <span key={from}>{t.line(from, to)}</span>
      ))}
      {more > 0 && <span>{t.more(more)}</span>}
    </button>
  )
}

/** Neighbouring lines as one run, in the order of the source. */
export function runsOf(spans: readonly Span[]): readonly (readonly [from: number, to: number])[] {
  const sorted = spans
    .map(({ source, line }) => ({ source, line }))
    .sort((a, b) => a.source - b.source || a.line - b.line)
  const runs: { source: number; from: number; to: number }[] = []
  for (const { source, line } of sorted) {
    const open = runs.at(-1)
    if (open && open.source === source && line <= open.to + 1) open.to = line
    else runs.push({ source, from: line, to: line })
  }
  return runs.map(({ from, to }) => [from, to] as const)
}
