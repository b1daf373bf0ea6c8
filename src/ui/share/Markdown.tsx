import { useEffect, useMemo, useState } from 'react'
import { copyText } from '../../browser/clipboard.ts'
import type { Report } from '../../core/analyze.ts'
import { markdownReport } from '../../core/report/markdown.ts'
import type { Source } from '../../core/text/source.ts'
import { mayFitText, textStampOf } from '../../share/stamp.ts'
import { packInWorker } from '../../worker/client.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Button } from '../kit/Button.tsx'
import styles from './Share.module.css'

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
}

/** The report for a ticket, as it will stand there. */
export function Markdown({ report, sources }: Props) {
  const t = useMessages().share
  const language = useLanguage()
  const parcel = useMemo(() => ({ sources, view: { language } }), [sources, language])
  const [made, setMade] = useState<{ readonly of: object; readonly fragment: string | null }>()
  useEffect(() => {
    if (mayFitText(parcel)) void packInWorker(parcel).then((fragment) => setMade({ of: parcel, fragment }))
  }, [parcel])
  const fragment = made?.of === parcel ? made.fragment : null
  const text = useMemo(
    () => markdownReport(report, sources, language, textStampOf(parcel, fragment)),
    [report, sources, language, parcel, fragment],
  )
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <section className={styles.part} aria-label={t.markdown}>
      <h3>{t.markdown}</h3>
      <p className={styles.soft}>{t.markdownText}</p>
      <div className={styles.ways}>
        <Button icon={copied ? 'check' : 'copy'} onClick={async () => setCopied(await copyText(text))}>
          {copied === null ? t.copyMarkdown : copied ? t.copied : t.copyFailed}
        </Button>
      </div>
      <pre className={styles.text} tabIndex={0} role="region" aria-label={t.markdown} data-testid="markdown">
        {text}
      </pre>
    </section>
  )
}
