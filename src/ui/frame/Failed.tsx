import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import styles from './Failed.module.css'

/** The analysis broke: our fault, said as such; the text is not lost. */
export default function Failed({ message }: { readonly message: string }) {
  const t = useMessages()
  const sources = useSession((session) => session.sources)
  const open = useSession((session) => session.open)
  const clear = useSession((session) => session.clear)
  return (
    <main className={styles.failed}>
      <h1>{t.failed.title}</h1>
      <p>{t.failed.text}</p>
      <div className={styles.ways}>
        <Button kind="primary" onClick={() => void open({ sources: [...sources], view: {} })}>
          {t.failed.again}
        </Button>
        <Button onClick={clear}>{t.header.start}</Button>
      </div>
      <details>
        <summary>{t.failed.details}</summary>
        <pre>{message}</pre>
      </details>
      {sources.map((source, index) => (
        <textarea key={index} readOnly aria-label={source.name} value={source.text} />
      ))}
    </main>
  )
}
