import { useMemo, useState } from 'react'
import { copyText } from '../../browser/clipboard.ts'
import { pageAddress } from '../../browser/fragment.ts'
import { sayCount, sayPercent } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import type { View } from '../../share/parcel.ts'
import { parcelOf, type Subject } from '../../state/redaction.ts'
import { CopyButton } from './CopyButton.tsx'
import { LengthMeter } from './LengthMeter.tsx'
import { leftOut, understoodOnly } from './parcel.ts'
import { packInWorker } from '../../worker/errands.ts'
import { nothing, useErrand } from './useErrand.ts'
import styles from './Share.module.css'

interface Props {
  readonly subject: Subject
  readonly view: View
  /** Where the link is too long for some: the whole case in a file. */
  saveFile(): void
}

/** A link that carries the text itself. */
export function Link({ subject, view, saveFile }: Props) {
  const { report, sources } = subject
  const t = useMessages().share
  const understood = useMemo(() => understoodOnly(sources, report.coverage), [sources, report])
  const share = leftOut(sources, understood)
  const [wish, setWish] = useState<boolean | null>(null)
  const bare = wish ?? share > 0.5
  const sent = bare ? understood : sources
  const parcel = useMemo(() => {
    const { focus, ...rest } = view
    // Lines have other numbers where some are left out.
    return { ...parcelOf(subject, bare || focus === undefined ? rest : { ...rest, focus }), sources: sent }
  }, [subject, sent, bare, view])
  const fragment = useErrand(parcel, packInWorker, nothing)
  const link = fragment ? pageAddress() + fragment : fragment
  return (
    <section className={styles.part} aria-labelledby="share-link">
      <h3 id="share-link">{t.link}</h3>
      <p className={styles.soft}>{t.linkText}</p>
      {share > 0 && (
        <label className={styles.choice}>
          <input type="checkbox" checked={bare} onChange={(event) => setWish(event.target.checked)} />
          {t.bare(sayPercent(share))}
        </label>
      )}
      {link !== null && (
        <div className={styles.link}>
          <input
            readOnly
            data-first
            data-testid="link"
            aria-label={t.link}
            value={link ?? t.making}
            onFocus={(event) => event.target.select()}
          />
          <CopyButton
            label={t.copyLink}
            primary
            disabled={link === undefined}
            copy={async () => link !== undefined && copyText(link)}
          />
        </div>
      )}
      {link !== undefined && <LengthMeter length={link?.length ?? null} saveFile={saveFile} />}
      <details className={styles.preview}>
        <summary>{t.preview(sayCount(sent.reduce((sum, { text }) => sum + text.length, 0)))}</summary>
        {sent.map((source, index) => (
          <pre key={index} tabIndex={0} role="region" aria-label={source.name}>
            {source.text}
          </pre>
        ))}
      </details>
    </section>
  )
}
