import { sayCount } from '../../core/language/say.ts'
import type { Doubt } from '../../core/redact/doubts.ts'
import { useMessages } from '../../i18n/report.ts'
import styles from './Redaction.module.css'

interface Props {
  readonly doubtful: readonly Doubt[]
  follow(doubt: Doubt): void
}

/** What the rules can't be sure of, for the reader's eye. */
export function Doubts({ doubtful, follow }: Props) {
  const t = useMessages().redaction
  if (doubtful.length === 0) return <p className={styles.note}>{t.noDoubts}</p>
  return (
    <>
      <p className={styles.note}>{t.doubtsText}</p>
      <ul className={styles.doubts} data-testid="doubts">
        {doubtful.map((doubt) => (
          <li key={`${doubt.why} ${doubt.text}`}>
            <span>{t.why[doubt.why]}</span>
            {doubt.line === 0 ? (
              <code>{doubt.text}</code>
            ) : (
              <button type="button" onClick={() => follow(doubt)}>
                <code>{doubt.text}</code>
              </button>
            )}
            <small>
              {doubt.line > 0 && t.line(doubt.line)}
              {doubt.count > 1 && ` · ${t.times(sayCount(doubt.count))}`}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}
