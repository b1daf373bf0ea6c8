import { useMessages } from '../../i18n/report.ts'
import { reportOf, useSession } from '../../state/session.ts'
import styles from './Verdict.module.css'

/** No rule had anything to say. */
export function NoFinding() {
  const t = useMessages().verdict
  const partial = useSession((session) => reportOf(session)?.partial ?? false)
  return (
    <section className={styles.verdict} aria-label={t.label} data-testid="verdict">
      <h1>{partial ? t.nonePartial : t.none}</h1>
      <p className={styles.why}>{partial ? t.nonePartialText : t.noneText}</p>
    </section>
  )
}
