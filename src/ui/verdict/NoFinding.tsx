import { useMessages } from '../../i18n/report.ts'
import styles from './Verdict.module.css'

/** No rule had anything to say. */
export function NoFinding() {
  const t = useMessages().verdict
  return (
    <section className={styles.verdict} aria-label={t.label} data-testid="verdict">
      <h1>{t.none}</h1>
      <p className={styles.why}>{t.noneText}</p>
    </section>
  )
}
