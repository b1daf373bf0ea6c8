import { useMessages } from '../../i18n/report.ts'
import { usePreferences } from '../../state/preferences.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { actions, type Action } from './actions.ts'
import styles from './Keyboard.module.css'

/** What the keyboard can do, and the switch that turns single keys off. */
export function ShortcutSheet({ onClose }: { onClose(): void }) {
  const t = useMessages().keyboard
  const on = usePreferences((preferences) => preferences.shortcuts)
  const prefer = usePreferences((preferences) => preferences.set)
  return (
    <Dialog title={t.title} onClose={onClose}>
      <dl className={styles.sheet}>
        {actions.map((action) =>
          action.key === undefined ? null : (
            <div key={action.id}>
              <dt>
                <Key action={action} />
              </dt>
              <dd>{t.action[action.id]}</dd>
            </div>
          ),
        )}
        <div>
          <dt>
            <kbd>Tab</kbd> <kbd>↑</kbd> <kbd>↓</kbd>
          </dt>
          <dd>{t.move}</dd>
        </div>
      </dl>
      <label className={styles.off}>
        <input type="checkbox" checked={on} onChange={(event) => prefer({ shortcuts: event.target.checked })} />{' '}
        {t.single}
      </label>
    </Dialog>
  )
}

/** `Ctrl K`, `?` */
export function Key({ action }: { readonly action: Action }) {
  if (action.key === undefined) return null
  const name = action.key === 'Escape' ? 'Esc' : action.command ? action.key.toUpperCase() : action.key
  return (
    <>
      {action.command && (
        <>
          <kbd>Ctrl</kbd>{' '}
        </>
      )}
      <kbd>{name}</kbd>
    </>
  )
}
