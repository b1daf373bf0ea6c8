import { useMemo, useState, type ReactNode } from 'react'
import { sayCount } from '../../core/language/say.ts'
import { DEFAULT_SWITCHES, KINDS, type Kind, type Switches } from '../../core/redact/kinds.ts'
import type { Redacted } from '../../core/redact/redact.ts'
import type { Source } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { subjectOf, switchesFor, useRedaction, type Subject } from '../../state/redaction.ts'
import { Segmented } from '../kit/Segmented.tsx'
import { Doubts } from './Doubts.tsx'
import { RedactedText, type Goal } from './RedactedText.tsx'
import { ReplacedNames } from './ReplacedNames.tsx'
import { useRedacted } from './useRedacted.ts'
import share from './Share.module.css'
import styles from './Redaction.module.css'

interface Props {
  readonly sources: readonly Source[]
  /** The ways out, of the case without its names. There are none before the reader sees what is replaced. */
  children(subject: Subject): ReactNode
}

/** Takes the names out of a case, shows what leaves in their place, and lets nothing else through. */
export function Redaction({ sources, children }: Props) {
  const t = useMessages().redaction
  const switches = useRedaction(switchesFor(sources))
  const setSwitches = useRedaction((redaction) => redaction.choose)
  const safe = useRedacted(sources, switches)
  const [shown, setShown] = useState<Redacted>()
  const redacted = safe === undefined || safe instanceof Error ? undefined : safe.redacted
  // What was there stays in sight while a switch is being followed.
  if (redacted && redacted !== shown) setShown(redacted)
  const given = useMemo(() => (safe === undefined || safe instanceof Error ? null : subjectOf(safe)), [safe])
  const counts = countsOf(shown)
  const replacing = KINDS.some((kind) => switches[kind])
  return (
    <>
      <section className={share.part} aria-labelledby="share-names" data-testid="redaction">
        <h3 id="share-names">{t.title}</h3>
        <p className={share.soft}>{t.text}</p>
        <label className={share.choice}>
          <input type="checkbox" checked={replacing} onChange={(event) => setSwitches(allOf(event.target.checked))} />
          {t.replace}
        </label>
        <fieldset className={styles.switches}>
          <legend className="unseen">{t.switches}</legend>
          {KINDS.map((kind) => (
            <label key={kind} className={share.choice} data-kind={kind}>
              <input
                type="checkbox"
                checked={switches[kind]}
                onChange={(event) => setSwitches({ ...switches, [kind]: event.target.checked })}
              />
              {t.kinds[kind]}
              {counts[kind] !== undefined && <small>{sayCount(counts[kind])}</small>}
            </label>
          ))}
        </fieldset>
        {safe instanceof Error ? (
          <p role="alert">
            {t.failed} {safe.message}
          </p>
        ) : (
          <p role="status">{redacted ? summaryOf(redacted, switches, t) : t.working}</p>
        )}
        {shown && <Preview redacted={shown} />}
      </section>
      {given && children(given)}
    </>
  )
}

const allOf = (on: boolean): Switches => ({
  ...DEFAULT_SWITCHES,
  ...(on ? {} : Object.fromEntries(KINDS.map((kind) => [kind, false]))),
})

const countsOf = (redacted: Redacted | undefined): Partial<Record<Kind, number>> => {
  const counts: Partial<Record<Kind, number>> = {}
  for (const { kind } of redacted?.replaced ?? []) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

function summaryOf({ replaced }: Redacted, switches: Switches, t: ReturnType<typeof useMessages>['redaction']): string {
  if (!KINDS.some((kind) => switches[kind])) return t.off
  if (replaced.length === 0) return t.none
  return t.done(sayCount(replaced.length), sayCount(replaced.reduce((sum, { count }) => sum + count, 0)))
}

type View = 'names' | 'doubts' | 'text'

function Preview({ redacted }: { readonly redacted: Redacted }) {
  const t = useMessages().redaction
  const [view, setView] = useState<View>('names')
  const [goal, setGoal] = useState<Goal | null>(null)
  const { replaced, doubtful } = redacted
  const label = (of: View, count: number | null) => `${t.views[of]}${count === null ? '' : ` ${sayCount(count)}`}`
  return (
    <div className={styles.preview}>
      <Segmented
        label={t.view}
        options={[
          { value: 'names', label: label('names', replaced.length) },
          { value: 'doubts', label: label('doubts', doubtful.length) },
          { value: 'text', label: label('text', null) },
        ]}
        value={view}
        onChange={(next) => {
          setGoal(null)
          setView(next)
        }}
      />
      {view === 'names' && <ReplacedNames replaced={replaced} />}
      {view === 'doubts' && (
        <Doubts
          doubtful={doubtful}
          follow={(doubt) => {
            setGoal(doubt)
            setView('text')
          }}
        />
      )}
      {view === 'text' && <RedactedText redacted={redacted} goal={goal} />}
    </div>
  )
}
