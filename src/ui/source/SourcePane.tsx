import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Report } from '../../core/analyze.ts'
import { sayCount } from '../../core/language/say.ts'
import type { Source } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { placesOf } from '../../state/focus.ts'
import { useSession } from '../../state/session.ts'
import { PanelBoundary } from '../frame/PanelBoundary.tsx'
import { Icon } from '../kit/Icon.tsx'
import { SearchField } from '../kit/SearchField.tsx'
import { LINE, linesWith, sourceText } from './lines.ts'
import { MarksBar } from './MarksBar.tsx'
import { reveal } from './reveal.ts'
import { SourceBlocks } from './SourceBlocks.tsx'
import styles from './Source.module.css'

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
}

/** The paste itself, whole: what was recognised is ruled at the left, what is pointed at is tinted. */
export function SourcePane({ report, sources }: Props) {
  const t = useMessages().source
  const pane = useRef<HTMLElement>(null)
  const texts = useMemo(() => sources.map((source, index) => sourceText(report, source, index)), [report, sources])
  const [query, setQuery] = useState('')
  const searched = useDeferredValue(query.trim())
  const matches = useMemo(() => texts.map((text) => linesWith(text, searched)), [texts, searched])
  const count = matches.reduce((sum, { length }) => sum + length, 0)
  const [at, setAt] = useState(0)

  useEffect(() => {
    let rest = at
    for (const [source, lines] of matches.entries()) {
      const line = lines[rest]
      if (line !== undefined) return reveal(pane.current, source, line, 'always')
      rest -= lines.length
    }
  }, [matches, at])

  const pinned = useSession((session) => session.pinned)
  const place = useSession((session) => session.place)
  const asked = useSession((session) => session.asked)
  const mark = useSession((session) => session.mark)
  const from = useRef(0)
  useEffect(() => {
    const to = placesOf(pinned)[place]
    if (!to) return
    if (asked && place === 0) from.current = scrollY
    reveal(pane.current, to.source, to.line, asked ? 'always' : 'inside')
  }, [pinned, place, asked])
  const goBack = () => {
    mark(pinned)
    scrollTo({ top: from.current })
  }

  const lines = report.coverage.reduce((sum, each) => sum + each.lines, 0)
  const recognised = useMemo(
    () =>
      texts.reduce(
        (sum, { kinds }) => sum + kinds.filter((kind) => kind === LINE.record || kind === LINE.heading).length,
        0,
      ),
    [texts],
  )
  return (
    <aside ref={pane} id="source" className={styles.pane} aria-label={t.title} data-testid="source">
      <div className={styles.head}>
        <h2>{t.title}</h2>
        <span className={styles.summary}>{t.summary(sayCount(lines), sayCount(recognised))}</span>
        <form
          role="search"
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault()
            setAt(count === 0 ? 0 : (at + 1) % count)
          }}
        >
          <Icon name="search" />
          <SearchField
            id="source-search"
            label={t.search}
            words={query}
            onWords={(words) => {
              setQuery(words)
              setAt(0)
            }}
          />
          <output>{searched === '' ? '' : t.matches(Math.min(at, count - 1) + 1, count)}</output>
        </form>
      </div>
      {asked && <MarksBar onBack={goBack} />}
      <PanelBoundary>
        <SourceBlocks texts={texts} query={searched} matches={matches} />
      </PanelBoundary>
    </aside>
  )
}
