import { samples } from '../../samples/index.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useSession } from '../../state/session.ts'
import styles from './Intake.module.css'

/** Cases to look at, by what the engineer saw. */
export function Samples() {
  const language = useLanguage()
  const open = useSession((session) => session.open)
  const refuse = useSession((session) => session.refuse)
  return (
    <ul className={styles.samples}>
      {samples.map((sample) => (
        <li key={sample.id}>
          <button
            type="button"
            data-sample={sample.id}
            onClick={async () => {
              refuse([])
              await open({ sources: [{ name: sample.id, text: await sample.load() }], view: {} })
            }}
          >
            <strong>{sample[language].symptom}</strong>
            <span>{sample[language].holds}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
