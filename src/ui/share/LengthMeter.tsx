import { sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { LIMITS } from './parcel.ts'
import styles from './Share.module.css'

/** How long a link is, and who still takes it. */
export function LengthMeter({ length }: { readonly length: number }) {
  const t = useMessages().share
  return (
    <div className={styles.meter} data-testid="link-length" data-length={length}>
      <p>{t.length(sayCount(length))}</p>
      <ul>
        {LIMITS.map(({ id, characters }) => (
          <li key={id} data-fits={length <= characters}>
            <span aria-hidden="true">{length <= characters ? '✓' : '✕'}</span> {t.limit[id]}{' '}
            <small>{sayCount(characters)}</small>
            <span className="unseen">{length <= characters ? t.fits : t.breaks}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
