import type { Finding } from '../../core/findings/diagnose.ts'
import { speak } from '../../core/findings/speak.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { Rich } from '../kit/Rich.tsx'
import { SeverityMark, SeverityTag } from '../kit/Severity.tsx'
import { usePointing } from '../kit/pointing.ts'
import styles from './Findings.module.css'

/** A finding: its sentence in sight, all that it rests on a click away. The first one stands in words above already. */
export function FindingCard({ finding, index }: { readonly finding: Finding; readonly index: number }) {
  const t = useMessages()
  const spoken = speak(finding, useLanguage())
  const key = `finding:${index}`
  const pointing = usePointing(key, finding.evidence)
  return (
    <article className={styles.finding} data-finding={finding.id} data-severity={finding.severity} {...pointing}>
      <SeverityMark level={finding.severity} />
      <details>
        <summary>
          <h3>
            <Rich words={spoken.title} />
          </h3>
          {index > 0 && (
            <p>
              <Rich words={spoken.text} />
            </p>
          )}
        </summary>
        <div className={styles.more}>
          <SeverityTag level={finding.severity} confidence={finding.confidence} />
          {finding.arithmetic.length > 0 && (
            <>
              <h4>{t.findings.arithmetic}</h4>
              <pre>{finding.arithmetic.join('\n')}</pre>
            </>
          )}
          <h4>{t.findings.actions}</h4>
          <ol className={styles.actions}>
            {spoken.actions.map((action) => (
              <li key={action.do}>
                <Rich words={action.do} />
                {action.risk !== undefined && (
                  <span className={styles.risk}>
                    {t.verdict.risk}
                    <Rich words={action.risk} />
                  </span>
                )}
              </li>
            ))}
          </ol>
          <h4>{t.findings.refute}</h4>
          <p>
            <Rich words={spoken.refute} />
          </p>
          <h4>{t.findings.reference}</h4>
          <ul className={styles.references}>
            {spoken.reference.map((each) => (
              <li key={each}>
                <code>{each}</code>
              </li>
            ))}
          </ul>
        </div>
      </details>
      <Evidence spans={finding.evidence} of={key} />
    </article>
  )
}
