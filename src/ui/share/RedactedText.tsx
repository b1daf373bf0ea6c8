import { useEffect, useMemo, useRef, useState } from 'react'
import { indexFrom } from '../../core/lookup.ts'
import { sayCount } from '../../core/language/say.ts'
import type { Doubt } from '../../core/redact/doubts.ts'
import type { Change, Redacted } from '../../core/redact/redact.ts'
import { useMessages } from '../../i18n/report.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import styles from './Redaction.module.css'

/** Where the reader wants to look. */
export type Goal = Pick<Doubt, 'source' | 'line' | 'from' | 'to'>

/** Lines on the screen at a time: a paste of megabytes must not hold the page up. */
const PAGE = 200

interface Props {
  readonly redacted: Redacted
  readonly goal: Goal | null
}

/** The very text that leaves, with the replaced places marked. */
export function RedactedText({ redacted: { sources, changes, replaced }, goal }: Props) {
  const t = useMessages().redaction
  const [chosen, setChosen] = useState(goal?.source ?? 0)
  const source = sources[chosen] ?? sources[0]
  const [first, setFirst] = useState(goal ? Math.max(0, goal.line - 1 - PAGE / 4) : 0)
  const starts = useMemo(() => startsOf(source?.text ?? ''), [source])
  const region = useRef<HTMLPreElement>(null)
  useEffect(() => {
    region.current?.querySelector('[data-goal]')?.scrollIntoView({ block: 'center' })
  }, [goal])
  if (!source) return null
  const last = Math.min(starts.length, first + PAGE)
  const from = starts[first] ?? 0
  const to = starts[last] ?? source.text.length
  return (
    <>
      <div className={styles.paging}>
        {sources.length > 1 && (
          <Choice
            label={t.source}
            options={sources.map(({ name }) => name)}
            value={chosen}
            onChange={(next) => {
              setChosen(next)
              setFirst(0)
            }}
          />
        )}
        {starts.length > PAGE && (
          <>
            <Button disabled={first === 0} onClick={() => setFirst(Math.max(0, first - PAGE))}>
              {t.earlier}
            </Button>
            <Button disabled={last >= starts.length} onClick={() => setFirst(first + PAGE)}>
              {t.later}
            </Button>
            <small>{t.range(sayCount(first + 1), sayCount(last), sayCount(starts.length))}</small>
          </>
        )}
      </div>
      <pre
        ref={region}
        className={styles.text}
        tabIndex={0}
        role="region"
        aria-label={t.textOf(source.name)}
        data-testid="redacted-text"
      >
        {piecesOf(source.text, from, to, changes[chosen] ?? [], goal?.source === chosen ? goal : null).map(
          (piece, index) =>
            piece.name !== null ? (
              <mark key={index} title={replaced[piece.name]?.original}>
                {piece.text}
              </mark>
            ) : piece.goal ? (
              <mark key={index} data-goal>
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
        )}
      </pre>
    </>
  )
}

interface Piece {
  readonly text: string
  /** Which name was replaced here. */
  readonly name: number | null
  readonly goal: boolean
}

/** The stretches of a text from `from` to `to`: what was changed, what the reader looks for, and what stands between. */
function piecesOf(text: string, from: number, to: number, changes: readonly Change[], goal: Goal | null): Piece[] {
  const marks = changes
    .slice(indexFrom(changes, from, startOf), indexFrom(changes, to, startOf))
    .map((change) => ({ from: change.from, to: change.to, name: change.name as number | null }))
  const overlaps = goal !== null && marks.some((mark) => mark.from < goal.to && mark.to > goal.from)
  if (goal !== null && goal.from >= from && goal.to <= to && !overlaps) {
    marks.push({ from: goal.from, to: goal.to, name: null })
    marks.sort((a, b) => a.from - b.from)
  }
  const pieces: Piece[] = []
  let at = from
  for (const mark of marks) {
    if (mark.from > at) pieces.push({ text: text.slice(at, mark.from), name: null, goal: false })
    pieces.push({ text: text.slice(mark.from, mark.to), name: mark.name, goal: mark.name === null })
    at = mark.to
  }
  if (at < to) pieces.push({ text: text.slice(at, to), name: null, goal: false })
  return pieces
}

const startOf = ({ from }: Change) => from

function startsOf(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1))
    starts.push(at + 1)
  return starts
}
