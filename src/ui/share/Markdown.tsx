import { useMemo, useState } from 'react'
import { copyText } from '../../browser/clipboard.ts'
import type { Report } from '../../core/analyze.ts'
import { markdownReport } from '../../core/report/markdown.ts'
import type { Source } from '../../core/text/source.ts'
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
  const text = useMemo(() => markdownReport(report, sources, language), [report, sources, language])
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
