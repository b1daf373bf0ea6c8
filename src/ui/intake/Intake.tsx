import { chooseFiles } from '../../browser/choose-files.ts'
import { useMessages } from '../../i18n/index.ts'
import { useDesk } from '../../state/desk.ts'
import { Button } from '../kit/Button.tsx'
import { Collect } from './Collect.tsx'
import { Samples } from './Samples.tsx'
import { takeFiles, takeSources } from './take.ts'
import styles from './Intake.module.css'

/** The empty page: one large field, and the other ways in beside it. */
export function Intake() {
  const t = useMessages().intake
  const text = useDesk((desk) => desk.draft)
  const setText = useDesk((desk) => desk.write)
  const read = () => {
    if (text.trim() === '') return
    setText('')
    void takeSources([{ name: t.field, text }])
  }
  return (
    <main className={styles.intake}>
      <div className={styles.door}>
        <h1>{t.title}</h1>
        <p className={styles.lead}>{t.lead}</p>
        <textarea
          className={styles.field}
          aria-label={t.field}
          placeholder={t.placeholder}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          value={text}
          data-testid="paste"
          onChange={(event) => setText(event.target.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain')
            // A paste into the empty field is the whole wish; into a text begun it is an edit.
            if (text !== '' || pasted.trim() === '') return
            event.preventDefault()
            void takeSources([{ name: t.field, text: pasted }])
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) read()
          }}
        />
        <div className={styles.ways}>
          <Button kind="primary" disabled={text.trim() === ''} onClick={read}>
            {t.read}
          </Button>
          <Button icon="file" onClick={async () => takeFiles(await chooseFiles())}>
            {t.open}
          </Button>
          <span>{t.drop}</span>
        </div>
        <p className={styles.privacy}>{t.privacy}</p>
      </div>
      <div className={styles.beside}>
        <section aria-label={t.samples}>
          <h2>{t.samples}</h2>
          <Samples />
        </section>
        <section aria-label={t.collect}>
          <h2>{t.collect}</h2>
          <Collect />
        </section>
      </div>
    </main>
  )
}
