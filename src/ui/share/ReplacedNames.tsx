import { sayCount } from '../../core/language/say.ts'
import type { Replacement } from '../../core/redact/redact.ts'
import { useMessages } from '../../i18n/report.ts'
import styles from './Redaction.module.css'

/** More rows than anybody reads in one go. */
const MOST = 500

/** Which name leaves as which; it is shown here and nowhere else. */
export function ReplacedNames({ replaced }: { readonly replaced: readonly Replacement[] }) {
  const t = useMessages().redaction
  if (replaced.length === 0) return <p className={styles.note}>{t.none}</p>
  return (
    <>
      <p className={styles.note}>{t.namesText}</p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t.views.names}>
        <table data-testid="replaced">
          <thead>
            <tr>
              <th scope="col">{t.original}</th>
              <th scope="col">{t.pseudonym}</th>
              <th scope="col" className={styles.kind}>
                {t.kind}
              </th>
              <th scope="col" className={styles.figure}>
                {t.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {replaced.slice(0, MOST).map(({ kind, original, pseudonym, count }) => (
              <tr key={pseudonym}>
                <td className={styles.name} title={original}>
                  {original}
                </td>
                <td className={styles.pseudonym}>{pseudonym}</td>
                <td className={styles.kind}>{t.kinds[kind]}</td>
                <td className={styles.figure}>{sayCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {replaced.length > MOST && <p className={styles.note}>{t.more(sayCount(replaced.length - MOST))}</p>}
      </div>
    </>
  )
}
