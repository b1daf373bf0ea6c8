import { useMessages } from '../../i18n/index.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import styles from './Refusals.module.css'

/** What could not be taken in, and what to do about it. */
export function Refusals() {
  const t = useMessages().refusal
  const refusals = useSession((session) => session.refusals)
  const refuse = useSession((session) => session.refuse)
  if (refusals.length === 0) return null
  return (
    <div className={styles.refusals} role="alert">
      <ul>
        {refusals.map((refusal, index) => (
          <li key={index}>{'name' in refusal ? t[refusal.code](refusal.name) : refusal.code}</li>
        ))}
      </ul>
      <Button kind="quiet" icon="close" aria-label={t.close} onClick={() => refuse([])} />
    </div>
  )
}
