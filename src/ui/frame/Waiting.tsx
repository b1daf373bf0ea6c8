import { useMessages } from '../../i18n/index.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import styles from './Waiting.module.css'

/** A text of this size is read before anyone has read that it is. */
const QUICK = 1024 * 1024

/** Seen only where reading takes its time: the style holds it back, longer for a text that is read soon. */
export default function Waiting() {
  const t = useMessages().intake
  const cancel = useSession((session) => session.cancel)
  const percent = useSession((session) => session.percent)
  const quick = useSession(({ sources }) => sources.reduce((sum, { text }) => sum + text.length, 0) <= QUICK)
  return (
    <div className={[styles.waiting, quick && styles.quick].filter(Boolean).join(' ')} role="status">
      <span>{t.reading}</span>
      <progress max={100} value={percent} aria-label={t.reading} />
      {/* A live region would read out each of them. */}
      <output aria-hidden="true">{percent} %</output>
      <Button kind="quiet" onClick={cancel}>
        {t.cancel}
      </Button>
    </div>
  )
}
