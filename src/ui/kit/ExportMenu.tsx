import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useMessages } from '../../i18n/report.ts'
import { Icon } from './Icon.tsx'
import styles from './ExportMenu.module.css'

/** One way to take something along. */
export interface Export {
  /** For tests: `png`, `csv`. */
  readonly id: string
  readonly label: string
  /** False where the browser said no; fails where it can't be made. */
  run(): Promise<boolean>
}

interface Props {
  /** What is taken along, as the heading of its panel says it. */
  readonly of: string
  readonly items: readonly Export[]
  /** What the reader should know before choosing, the most important first. */
  readonly notes: readonly string[]
  /** Called when the menu opens. */
  prepare(): void
}

/** The ways out of one panel, folded into a button at its head. The browser's own popover closes it on Esc or a click beside. */
export function ExportMenu({ of, items, notes, prepare }: Props) {
  const t = useMessages().exporting
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [state, setState] = useState<keyof typeof t.states | null>(null)
  const choose = async (item: Export) => {
    menu.current?.hidePopover()
    button.current?.focus()
    setState('working')
    const outcome = await item.run().then(
      (allowed) => (allowed ? 'done' : 'refused'),
      () => 'failed' as const,
    )
    setState(outcome)
    setTimeout(() => setState(null), outcome === 'done' ? 2500 : 8000)
  }
  const key = (event: KeyboardEvent) => {
    // The page's own keys rest while the menu has the focus.
    event.stopPropagation()
    if (event.key === 'Tab') menu.current?.hidePopover()
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = all.findIndex((each) => each === document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all[to % all.length]?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={state === 'working'}
        aria-label={t.menu(of)}
        title={t.menu(of)}
        popoverTarget={id}
        data-testid="export"
      >
        <Icon name={state === 'done' ? 'check' : 'save'} />
      </button>
      <span className={state === 'refused' || state === 'failed' ? styles.trouble : 'unseen'} role="status">
        {state && t.states[state]}
      </span>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={styles.menu}
        onBeforeToggle={() => place(button.current, menu.current)}
        onToggle={(event) => {
          setOpen(event.newState === 'open')
          if (event.newState !== 'open') return
          prepare()
          menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
        }}
      >
        <div role="menu" tabIndex={-1} aria-label={t.menu(of)} aria-describedby={`${id}-notes`} onKeyDown={key}>
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              data-export={item.id}
              onClick={() => void choose(item)}
            >
              {item.label}
            </button>
          ))}
        </div>
        <div id={`${id}-notes`} className={styles.notes}>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      </div>
    </>
  )
}

const WIDTH = 260

/** Under the button, inside the window; a popover lies on top of everything and knows no parent. */
function place(button: HTMLElement | null, menu: HTMLElement | null): void {
  if (!button || !menu) return
  const { right, bottom } = button.getBoundingClientRect()
  const width = Math.min(WIDTH, innerWidth - 16)
  menu.style.width = `${width}px`
  menu.style.left = `${scrollX + Math.max(8, right - width)}px`
  menu.style.top = `${scrollY + bottom + 4}px`
}
