import { useState } from 'react'
import { chooseFiles } from '../../browser/choose-files.ts'
import { readFiles } from '../../browser/files.ts'
import type { Source } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import styles from './AddDialog.module.css'

interface Props {
  /** What came in by itself (pasted, dropped, linked); null where the reader asked for the dialog. */
  readonly incoming: readonly Source[] | null
  onClose(): void
}

/** Something comes to a page that holds a case already: it is added to it, or takes its place, as the reader wishes. */
export function AddDialog({ incoming, onClose }: Props) {
  const { adding: t, intake } = useMessages()
  const open = useSession((session) => session.open)
  const add = useSession((session) => session.add)
  const refuse = useSession((session) => session.refuse)
  const [text, setText] = useState('')
  const sources = incoming ?? (text.trim() === '' ? [] : [{ name: intake.field, text }])
  const take = (how: typeof open) => {
    onClose()
    void how(sources)
  }
  const choose = async () => {
    const { sources: read, unread } = await readFiles(await chooseFiles())
    refuse(unread)
    if (read.length === 0) return
    onClose()
    await add(read)
  }
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p className={styles.soft}>{t.text}</p>
      {incoming ? (
        <ul className={styles.incoming}>
          {incoming.map((source, index) => (
            <li key={index}>
              <b>{source.name}</b> <span>{t.size(source.text.length)}</span>
              <pre>{source.text.slice(0, 400)}</pre>
            </li>
          ))}
        </ul>
      ) : (
        <textarea
          className={styles.field}
          data-first
          aria-label={intake.field}
          placeholder={intake.placeholder}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className={styles.ways}>
        <Button kind="primary" disabled={sources.length === 0} onClick={() => take(add)}>
          {t.add}
        </Button>
        <Button disabled={sources.length === 0} onClick={() => take(open)}>
          {t.replace}
        </Button>
        {incoming === null && (
          <Button icon="file" onClick={choose}>
            {intake.open}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
