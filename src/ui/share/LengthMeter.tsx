import { sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { Button } from '../kit/Button.tsx'
import { LIMITS } from './parcel.ts'
import styles from './Share.module.css'

interface Props {
  /** Null where the text is too much for any link. */
  readonly length: number | null
  saveFile(): void
}

/** How long a link is, who still takes it, and what to send to whom it is too long for. */
export function LengthMeter({ length, saveFile }: Props) {
  const t = useMessages().share
  const fits = (characters: number) => length !== null && length <= characters
  return (
    <div className={styles.meter} data-testid="link-length" data-length={length ?? undefined}>
      <p>{length === null ? t.tooBig : t.length(sayCount(length))}</p>
      {length !== null && (
        <ul>
          {LIMITS.map(({ id, characters }) => (
            <li key={id} data-fits={fits(characters)}>
              <span aria-hidden="true">{fits(characters) ? '✓' : '✕'}</span> {t.limit[id]}{' '}
              <small>{sayCount(characters)}</small>
              <span className="unseen">{fits(characters) ? t.fits : t.breaks}</span>
            </li>
          ))}
        </ul>
      )}
      {!LIMITS.every(({ characters }) => fits(characters)) && (
        <p className={styles.instead}>
          {length !== null && t.instead}
          <Button icon="save" onClick={saveFile}>
            {t.saveCase}
          </Button>
        </p>
      )}
    </div>
  )
}
