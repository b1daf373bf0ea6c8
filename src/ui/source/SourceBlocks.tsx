import { memo, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { sayCount } from '../../core/language/say.ts'
import { indexFrom } from '../../core/lookup.ts'
import { useMessages } from '../../i18n/report.ts'
import { marksIn } from '../../state/focus.ts'
import { useSession } from '../../state/session.ts'
import { LINE, lineText, stretches, unreadIn, type Run, type SourceText } from './lines.ts'
import { LINE_HEIGHT } from './reveal.ts'
import styles from './Source.module.css'

interface Place {
  readonly source: number
  readonly line: number
}

interface Props {
  readonly texts: readonly SourceText[]
  readonly query: string
  /** Of each source, the lines that hold the query, in their order. */
  readonly matches: readonly (readonly number[])[]
}

/** The lines of all sources. One listener serves them all: pointing at a line marks the figures read from it. */
export function SourceBlocks({ texts, query, matches }: Props) {
  const t = useMessages().source
  const point = useSession((session) => session.point)
  const pin = useSession((session) => session.pin)
  const pane = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = pane.current
    if (!element) return
    const choose = (place: Place | null) => {
      if (!place) return
      pin({ kind: 'line', ...place })
      requestAnimationFrame(() => document.querySelector('main [data-marked]')?.scrollIntoView({ block: 'nearest' }))
    }
    const over = ({ target }: PointerEvent) => {
      const place = placeOf(target)
      point(place && { kind: 'line', ...place })
    }
    const leave = () => point(null)
    const click = ({ target }: MouseEvent) => {
      // A click that ends a selection is no wish to mark.
      if (getSelection()?.isCollapsed !== false) choose(placeOf(target))
    }
    const key = (event: KeyboardEvent) => {
      if (event.target !== element) return
      const { hovered, pinned } = useSession.getState()
      const at = hovered?.kind === 'line' ? hovered : pinned?.kind === 'line' ? pinned : firstInView(element)
      if (event.key === 'Enter') choose(at)
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      const next = neighbour(texts, at, event.key === 'ArrowDown' ? 1 : -1, element)
      if (!next) return
      point({ kind: 'line', ...next })
      rowOf(element, next)?.scrollIntoView({ block: 'nearest' })
    }
    const ended = new AbortController()
    const { signal } = ended
    element.addEventListener('pointerover', over, { signal })
    element.addEventListener('pointerleave', leave, { signal })
    element.addEventListener('click', click, { signal })
    element.addEventListener('keydown', key, { signal })
    return () => ended.abort()
  }, [texts, point, pin])
  return (
    <div ref={pane} className={styles.texts} role="region" aria-label={t.lines} tabIndex={0} id="source-lines">
      {texts.map((text) => (
        <section key={text.index} data-source={text.index} aria-label={text.name}>
          {texts.length > 1 && <h3 className={styles.file}>{text.name}</h3>}
          {text.runs.map((run) =>
            run.kind === 'fold' ? (
              <Fold key={run.first} text={text} run={run} query={queryIn(run, query, matches[text.index])} />
            ) : (
              <Block key={run.first} text={text} run={run} query={queryIn(run, query, matches[text.index])} />
            ),
          )}
        </section>
      ))}
    </div>
  )
}

/** A block without a match is not drawn again for one. */
function queryIn({ first, last }: Run, query: string, matches: readonly number[] = []): string {
  const line = matches[indexFrom(matches, first, (each) => each)]
  return line !== undefined && line <= last ? query : ''
}

function placeOf(target: EventTarget | null): Place | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null
  const section = row?.closest<HTMLElement>('[data-source]')
  return row && section ? { source: Number(section.dataset['source']), line: Number(row.dataset['line']) } : null
}

const rowOf = (pane: HTMLElement, { source, line }: Place) =>
  pane.querySelector<HTMLElement>(`[data-source="${source}"] [data-line="${line}"]`)

/** The line at the top of what is seen of the source: where the keyboard begins. */
function firstInView(pane: HTMLElement): Place | null {
  const head = pane.closest('aside')?.firstElementChild?.getBoundingClientRect()
  return head ? placeOf(document.elementFromPoint(head.left + 80, head.bottom + 12)) : null
}

/** The line above or below that is on screen: closed folds are stepped over. */
function neighbour(texts: readonly SourceText[], from: Place | null, by: 1 | -1, pane: HTMLElement): Place | null {
  const text = texts[from?.source ?? 0]
  if (!text) return null
  let line = from ? from.line + by : 1
  const fold = text.runs.find((run) => run.kind === 'fold' && run.first <= line && line <= run.last)
  if (fold && !rowOf(pane, { source: text.index, line })) line = by > 0 ? fold.last + 1 : fold.first - 1
  const place = { source: text.index, line }
  if (rowOf(pane, place)) return place
  const other = texts[text.index + by]
  return other ? { source: other.index, line: by > 0 ? 1 : other.starts.length - 1 } : null
}

interface BlockProps {
  readonly text: SourceText
  readonly run: Run
  readonly query: string
}

/** Lines that were not recognised: their count is in sight, they themselves one click away. */
function Fold({ text, run, query }: BlockProps) {
  const t = useMessages().source
  const [opened, setOpened] = useState(false)
  const open = opened || query !== ''
  return (
    <>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={open}
        title={t.unfold}
        onClick={() => setOpened(!opened)}
        data-first={run.first}
        data-last={run.last}
      >
        {t.folded(sayCount(unreadIn(text.kinds, run.first, run.last)))}
      </button>
      {open && <Block text={text} run={run} query={query} />}
    </>
  )
}

/** So many lines a browser lays out at once without a pause; of longer texts only what is near the window is there. */
const EAGER = 30_000

const Block = memo(function Block({ text, run, query }: BlockProps) {
  const element = useRef<HTMLDivElement>(null)
  const near = useNear(element, text.starts.length > EAGER)
  const height = (run.last - run.first + 1) * LINE_HEIGHT
  return (
    <div
      ref={element}
      className={styles.block}
      data-first={run.first}
      data-last={run.last}
      style={near ? { containIntrinsicSize: `auto ${height}px` } : { height }}
    >
      {near && <Lines text={text} run={run} query={query} />}
    </div>
  )
})

/** Whether an element is near the window; once it is, it stays. Where nothing is `lazy`, everything is near. */
function useNear(element: RefObject<HTMLElement | null>, lazy: boolean): boolean {
  const [near, setNear] = useState(!lazy)
  useEffect(() => {
    if (near || !element.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      root: element.current.closest('aside'),
      rootMargin: '800px 0px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element, near])
  return near
}

function Lines({ text, run, query }: BlockProps) {
  // A string of the marks in this block: only blocks whose marks change are drawn again.
  const marks = useSession((session) =>
    marksIn(session.hovered ?? session.pinned, text.index)
      .filter(({ line }) => line >= run.first && line <= run.last)
      .map(({ line, from, to }) => `${line}:${from}:${to}`)
      .join(' '),
  )
  const byLine = useMemo(() => marksByLine(marks, text.index), [marks, text.index])
  const lines = []
  for (let line = run.first; line <= run.last; line++) {
    lines.push(<Line key={line} text={text} line={line} marks={byLine.get(line)} query={query} />)
  }
  return lines
}

type Marks = readonly { readonly source: number; readonly line: number; readonly from: number; readonly to: number }[]

function marksByLine(marks: string, source: number): ReadonlyMap<number, Marks> {
  const byLine = new Map<number, Marks>()
  for (const mark of marks === '' ? [] : marks.split(' ')) {
    const [line = 0, from = 0, to = 0] = mark.split(':').map(Number)
    byLine.set(line, [...(byLine.get(line) ?? []), { source, line, from, to }])
  }
  return byLine
}

/** A line longer than this is cut on screen, and says so. */
const LONGEST = 2000

interface LineProps {
  readonly text: SourceText
  readonly line: number
  readonly marks: Marks | undefined
  readonly query: string
}

const KIND = { [LINE.record]: styles.record, [LINE.heading]: styles.heading, [LINE.unread]: styles.unread }

function Line({ text, line, marks, query }: LineProps) {
  const t = useMessages().source
  const whole = lineText(text, line)
  const shown = whole.slice(0, LONGEST)
  const kind = KIND[text.kinds[line] as keyof typeof KIND]
  const plain = marks === undefined && query === ''
  return (
    <div
      className={[styles.line, kind, marks && styles.marked, text.problems.has(line) && styles.problem]
        .filter(Boolean)
        .join(' ')}
      data-line={line}
      data-marked={marks && true}
    >
      {plain
        ? shown
        : stretches(shown, text.starts[line - 1] ?? 0, marks ?? [], query).map((stretch, index) =>
            stretch.found ? (
              <mark key={index} className={styles.found}>
                {stretch.text}
              </mark>
            ) : stretch.marked ? (
              <mark key={index}>{stretch.text}</mark>
            ) : (
              stretch.text
            ),
          )}
      {whole.length > LONGEST && <span className={styles.cut}>{t.cut(sayCount(whole.length - LONGEST))}</span>}
    </div>
  )
}
