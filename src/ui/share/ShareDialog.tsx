import { useEffect, useMemo, useState } from 'react'
import { copyText } from '../../browser/clipboard.ts'
import { pageAddress } from '../../browser/fragment.ts'
import { panelInView } from '../../browser/panels.ts'
import { sayCount, sayPercent } from '../../core/language/say.ts'
import type { Report } from '../../core/analyze.ts'
import type { Source } from '../../core/text/source.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { addressOf } from '../../state/focus.ts'
import { reportOf, useSession } from '../../state/session.ts'
import { packInWorker } from '../../worker/client.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { LengthMeter } from './LengthMeter.tsx'
import { Markdown } from './Markdown.tsx'
import { understoodOnly, unreadShare } from './parcel.ts'
import styles from './Share.module.css'

/** The ways out of the tab: a link that carries the text itself, and the report for a ticket. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const t = useMessages().share
  const report = useSession(reportOf)
  const sources = useSession((session) => session.sources)
  return (
    <Dialog title={t.title} wide onClose={onClose}>
      {report && (
        <>
          <Link report={report} sources={sources} />
          <Markdown report={report} sources={sources} />
        </>
      )}
    </Dialog>
  )
}

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
}

/** `undefined` while it is being made, null where no link can hold the text. */
type Link = string | null | undefined

function Link({ report, sources }: Props) {
  const t = useMessages().share
  const moment = useSession((session) => session.moment)
  const against = useSession((session) => session.against)
  const pinned = useSession((session) => session.pinned)
  const language = useLanguage()
  // The page lies still behind the dialog.
  const [panel] = useState(panelInView)
  const share = useMemo(() => unreadShare(sources, report.coverage), [sources, report])
  const [bare, setBare] = useState(share > 0.5)
  const sent = useMemo(() => (bare ? understoodOnly(sources, report.coverage) : sources), [bare, sources, report])
  const [link, setLink] = useState<{ readonly of: readonly Source[]; readonly link: string | null }>()
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => {
    let wanted = true
    const focus = bare ? undefined : addressOf(pinned)
    const view = {
      snapshot: moment,
      ...(against === null ? {} : { against }),
      ...(panel === null ? {} : { panel }),
      ...(focus === undefined ? {} : { focus }),
      language,
    }
    const show = (fragment: string | null) => {
      if (wanted) setLink({ of: sent, link: fragment === null ? null : pageAddress() + fragment })
    }
    packInWorker({ sources: sent, view }).then(show, () => show(null))
    return () => {
      wanted = false
    }
  }, [sent, moment, against, panel, pinned, language, bare])
  const shown: Link = link?.of === sent ? link.link : undefined
  return (
    <section className={styles.part} aria-label={t.link}>
      <h3>{t.link}</h3>
      <p className={styles.soft}>{t.linkText}</p>
      {share > 0 && (
        <label className={styles.choice}>
          <input type="checkbox" checked={bare} onChange={(event) => setBare(event.target.checked)} />
          {t.bare(sayPercent(share))}
        </label>
      )}
      {shown === null ? (
        <p role="alert">{t.tooBig}</p>
      ) : (
        <>
          <div className={styles.link}>
            <input
              readOnly
              data-first
              data-testid="link"
              aria-label={t.link}
              value={shown ?? t.making}
              onFocus={(event) => event.target.select()}
            />
            <Button
              kind="primary"
              icon={copied ? 'check' : 'copy'}
              disabled={shown === undefined}
              onClick={async () => setCopied(shown === undefined ? null : await copyText(shown))}
            >
              {copied === null ? t.copyLink : copied ? t.copied : t.copyFailed}
            </Button>
          </div>
          {shown !== undefined && <LengthMeter length={shown.length} />}
        </>
      )}
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
