import { useMessages } from '../../i18n/index.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import styles from './Waiting.module.css'

/** Seen only where reading takes its time: the style holds it back for 150 ms. */
export function Waiting() {
  const t = useMessages().intake
  const cancel = useSession((session) => session.cancel)
  return (
    <div className={styles.waiting} role="status">
      <span>{t.reading}</span>
      <Button kind="quiet" onClick={cancel}>
        {t.cancel}
      </Button>
    </div>
  )
}
