import { useEffect, useState } from 'react'
import { chooseFiles } from '../../browser/choose-files.ts'
import { pageAddress } from '../../browser/fragment.ts'
import { useMessages } from '../../i18n/report.ts'
import type { Incoming } from '../../state/desk.ts'
import { useSession } from '../../state/session.ts'
import { packInWorker, readFiles } from '../../worker/errands.ts'
import { RefusalList } from '../frame/Refusals.tsx'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { replace, withCases } from './receive.ts'
import styles from './AddDialog.module.css'

interface Props {
  /** What came in by itself (pasted, dropped, linked); null where the reader asked for the dialog. */
  readonly incoming: Incoming | null
  onClose(): void
}

/** Something comes to a page that holds a case already: it is added, takes its place, or gets a tab of its own, as the reader wishes. */
export function AddDialog({ incoming, onClose }: Props) {
  const { adding: t, intake } = useMessages()
  const add = useSession((session) => session.add)
  const refuse = useSession((session) => session.refuse)
  const [text, setText] = useState('')
  const empty = incoming === null && text.trim() === ''
  const take = async (how: (taken: Incoming) => Promise<void>) => {
    onClose()
    const taken = incoming ?? (await withCases([{ name: intake.field, text }]))
    refuse(taken.refusals)
    await how(taken)
  }
  const addAll = ({ parcel }: Incoming) => add(parcel)
  const choose = async () => {
    const { sources, unread } = await readFiles(await chooseFiles())
    const taken = await withCases(sources, unread)
    refuse(taken.refusals)
    if (taken.parcel.sources.length === 0) return
    onClose()
    await addAll(taken)
  }
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p className={styles.soft}>{t.text}</p>
      {incoming && incoming.refusals.length > 0 && (
        <div role="alert" className={styles.refusals}>
          <RefusalList refusals={incoming.refusals} />
        </div>
      )}
      {incoming ? (
        <ul className={styles.incoming}>
          {incoming.parcel.sources.map((source, index) => (
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
        <Button kind="primary" disabled={empty} onClick={() => take(addAll)}>
          {t.add}
        </Button>
        <Button disabled={empty} onClick={() => take(replace)}>
          {t.replace}
        </Button>
        {incoming && <NewTab incoming={incoming} onClose={onClose} />}
        {incoming === null && (
          <Button icon="file" onClick={choose}>
            {intake.open}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

/** A tab of its own gets the case by a link, which holds all that a browser's address may. */
function NewTab({ incoming, onClose }: { readonly incoming: Incoming; onClose(): void }) {
  const t = useMessages().adding
  /** `undefined` while it is being made, null where no address can hold it. */
  const [fragment, setFragment] = useState<string | null | undefined>(incoming.fragment ?? undefined)
  useEffect(() => {
    if (incoming.fragment !== null) return
    let wanted = true
    const show = (made: string | null) => {
      if (wanted) setFragment(made)
    }
    packInWorker(incoming.parcel).then(show, () => show(null))
    return () => {
      wanted = false
    }
  }, [incoming])
  const go = () => {
    window.open(pageAddress() + (fragment ?? ''), '_blank', 'noopener')
    // Nothing else holds what is too big for a link: it waits here.
    if (fragment !== null) onClose()
  }
  return (
    <>
      <Button disabled={fragment === undefined} onClick={go}>
        {fragment === null ? t.emptyTab : t.newTab}
      </Button>
      {fragment === null && <p className={styles.soft}>{t.tooBigForTab}</p>}
    </>
  )
}
