import { useId } from 'react'
import type { Finding } from '../../core/findings/diagnose.ts'
import { speak } from '../../core/findings/speak.ts'
import { unmarked } from '../../core/text/markup.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { Rich } from '../kit/Rich.tsx'
import { SeverityTag } from '../kit/Severity.tsx'
import { usePointing } from '../kit/pointing.ts'
import styles from './Verdict.module.css'

/** The first thing to know: one sentence, its arithmetic, and what to do. */
export function Verdict({ finding, index }: { readonly finding: Finding; readonly index: number }) {
  const t = useMessages().verdict
  const heading = useId()
  const spoken = speak(finding, useLanguage())
  const key = `finding:${index}`
  const pointing = usePointing(key, finding.evidence)
  const [next] = spoken.actions
  return (
    <section
      className={[styles.verdict, styles[finding.severity]].join(' ')}
      aria-labelledby={heading}
      data-testid="verdict"
      data-finding={finding.id}
      data-severity={finding.severity}
      data-confidence={finding.confidence}
      {...pointing}
    >
      <SeverityTag level={finding.severity} confidence={finding.confidence} />
      <h1 id={heading}>
        <Emphasised words={unmarked(spoken.title)} />
      </h1>
      {finding.arithmetic.length > 0 && (
        <pre className={styles.arithmetic} data-testid="arithmetic">
          {finding.arithmetic.join('\n')}
        </pre>
      )}
      <p className={styles.why}>
        <Rich words={spoken.text} />
      </p>
      {next && (
        <p className={styles.next}>
          <strong>{t.next}</strong> <Rich words={next.do} />{' '}
          {next.risk !== undefined && (
            <span className={styles.risk}>
              {t.risk}
              <Rich words={next.risk} />
            </span>
          )}
        </p>
      )}
      <p className={styles.evidence}>
        {t.evidence} <Evidence spans={finding.evidence} of={key} />
      </p>
    </section>
  )
}

/** Sizes and shares: the two or three numbers that matter. */
const NUMBERS = /(\d[\d.,\u202f]*\s?(?:[KMGT]i?B|%|B\b))/

function Emphasised({ words }: { readonly words: string }) {
  return words.split(NUMBERS).map((part, index) => (index % 2 === 1 ? <em key={index}>{part}</em> : part))
}
