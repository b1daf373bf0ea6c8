import { useMemo, useState } from 'react'
import { copyRich, copyText } from '../../browser/clipboard.ts'
import { htmlReport } from '../../core/report/html.ts'
import { jiraReport } from '../../core/report/jira.ts'
import { markdownReport } from '../../core/report/markdown.ts'
import { pagerText } from '../../core/report/pager.ts'
import type { Stamp } from '../../core/report/stamp.ts'
import { terminalReport } from '../../core/report/terminal.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { parcelOf, type Subject } from '../../state/redaction.ts'
import { textStampInWorker } from '../../worker/errands.ts'
import { Segmented } from '../kit/Segmented.tsx'
import { CopyButton } from './CopyButton.tsx'
import { nothing, useErrand } from './useErrand.ts'
import styles from './Share.module.css'

const FORMS = ['markdown', 'jira', 'rich', 'pager'] as const
type Form = (typeof FORMS)[number]

/** The report as text for a ticket, a mail or a chat, as it will stand there. */
export function Ticket({ subject }: { readonly subject: Subject }) {
  const { report, sources } = subject
  const t = useMessages().share
  const language = useLanguage()
  const [form, setForm] = useState<Form>('markdown')
  // Where a reader stands is no part of it: the command line prints the same text.
  const parcel = useMemo(() => parcelOf(subject, { language }), [subject, language])
  const stamp = useErrand(parcel, textStampInWorker, nothing)
  const write = (each: Form, stamp: Stamp): string => {
    switch (each) {
      case 'markdown':
        return markdownReport(report, sources, language, stamp)
      case 'jira':
        return jiraReport(report, sources, language, stamp)
      case 'rich':
        return terminalReport(report, sources, language, stamp)
      case 'pager':
        return pagerText(report, language, stamp)
    }
  }
  const copy = async (each: Form) => {
    setForm(each)
    if (!stamp) return false
    const plain = write(each, stamp)
    if (each !== 'rich') return copyText(plain)
    return copyRich(Promise.resolve({ html: htmlReport(report, sources, language, stamp), plain }))
  }
  return (
    <section className={styles.part} aria-labelledby="share-ticket">
      <h3 id="share-ticket">{t.ticket}</h3>
      <p className={styles.soft}>{stamp === undefined || stamp?.reopen ? t.ticketText : t.ticketWithout}</p>
      <div className={styles.ways}>
        {FORMS.map((each) => (
          <CopyButton key={each} label={t.copyAs[each]} disabled={!stamp} copy={() => copy(each)} />
        ))}
      </div>
      <details className={styles.preview} open>
        <summary>{t.ticketPreview}</summary>
        <Segmented
          label={t.ticketPreview}
          options={FORMS.map((value) => ({ value, label: t.form[value] }))}
          value={form}
          onChange={setForm}
        />
        {form === 'rich' && <p className={styles.soft}>{t.richPreview}</p>}
        <pre tabIndex={0} role="region" aria-label={t.form[form]} data-testid={form}>
          {stamp === undefined ? t.making : stamp && write(form, stamp)}
        </pre>
      </details>
    </section>
  )
}
