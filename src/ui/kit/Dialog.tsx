import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useMessages } from '../../i18n/index.ts'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'

interface Props {
  readonly title: string
  readonly wide?: boolean
  readonly children: ReactNode
  onClose(): void
}

/**
 * A native dialog: it holds the focus while open, gives it back, and closes on Esc or a click beside it. What is marked
 * with `data-first` has the focus first.
 */
export function Dialog({ title, wide = false, children, onClose }: Props) {
  const t = useMessages().frame
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (!element.open) element.showModal()
    element.querySelector<HTMLElement>('[data-first]')?.focus()
    const beside = (event: MouseEvent) => {
      if (event.target === element) element.close()
    }
    element.addEventListener('click', beside)
    return () => element.removeEventListener('click', beside)
  }, [])
  return (
    <dialog
      ref={dialog}
      className={[styles.dialog, wide && styles.wide].filter(Boolean).join(' ')}
      aria-labelledby={heading}
      onClose={onClose}
    >
      <div className={styles.inside}>
        <div className={styles.head}>
          <h2 id={heading}>{title}</h2>
          <Button kind="quiet" icon="close" aria-label={t.close} onClick={() => dialog.current?.close()} />
        </div>
        {children}
      </div>
    </dialog>
  )
}
