import { useMessages } from '../../i18n/report.ts'
import { placesOf } from '../../state/focus.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import styles from './MarksBar.module.css'

/** On a narrow screen, where evidence lies far below: what is marked, and the way back to where it was asked for. */
export function MarksBar({ onBack }: { onBack(): void }) {
  const t = useMessages().source
  const pinned = useSession((session) => session.pinned)
  const free = useSession((session) => session.free)
  const step = useSession((session) => session.step)
  const places = placesOf(pinned)
  if (places.length === 0) return null
  return (
    <div className={styles.bar}>
      <Button icon="back" onClick={onBack}>
        {t.back}
      </Button>
      {places.length > 1 ? (
        <Button kind="quiet" onClick={() => step(1)}>
          {t.marked(places.length)}
        </Button>
      ) : (
        <span>{t.marked(1)}</span>
      )}
      <Button
        kind="quiet"
        icon="close"
        aria-label={t.free}
        onClick={() => {
          onBack()
          free()
        }}
      />
    </div>
  )
}
