import { useState, type KeyboardEvent } from 'react'
import { useMessages } from '../../i18n/report.ts'
import { useSession, caseOf } from '../../state/session.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { actions } from './actions.ts'
import { Key } from './ShortcutSheet.tsx'
import styles from './Keyboard.module.css'

interface Entry {
  readonly id: string
  readonly name: string
  readonly action?: (typeof actions)[number]
  run(): void
}

/** Entries in the page at a time. */
const DRAWN = 100

/** Everything the page can do or show, by name. */
export function Palette({ onClose }: { onClose(): void }) {
  const t = useMessages().keyboard
  const report = useSession(caseOf)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const entries = [
    ...panels().map(({ id, name }): Entry => ({ id: `panel ${id}`, name: t.goTo(name), run: () => goTo(id) })),
    ...(report && report.moments.length > 1
      ? report.moments.map(({ index, label }): Entry => ({
          id: `moment ${index}`,
          name: t.snapshot(index + 1, label),
          run: () => useSession.getState().choose(index),
        }))
      : []),
    ...actions
      .filter((action) => action.id !== 'palette' && action.applies?.() !== false)
      .map((action): Entry => ({ id: action.id, name: t.action[action.id], action, run: action.run })),
  ]
  const found = entries.filter(({ name }) => holdsAll(name, query))
  const chosen = Math.min(at, found.length - 1)
  // The hundred in which the chosen one is: a case can have thousands of snapshots.
  const first = Math.max(0, chosen - (chosen % DRAWN))
  const drawn = found.slice(first, first + DRAWN)
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    // The dialog gives the focus back first; then the entry may take it.
    setTimeout(entry.run)
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter') run(found[chosen])
    else if (event.key === 'ArrowDown') setAt((chosen + 1) % found.length)
    else if (event.key === 'ArrowUp') setAt((chosen - 1 + found.length) % found.length)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={t.palette} onClose={onClose}>
      <input
        className={styles.query}
        data-first
        role="combobox"
        aria-label={t.palette}
        aria-expanded="true"
        aria-controls="palette-entries"
        aria-activedescendant={found[chosen] && `palette-${chosen}`}
        placeholder={t.find}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={key}
      />
      <div id="palette-entries" className={styles.entries} role="listbox" aria-label={t.palette}>
        {drawn.map((entry, place) => {
          const index = first + place
          return (
            <button
              key={entry.id}
              type="button"
              id={`palette-${index}`}
              role="option"
              aria-selected={index === chosen}
              aria-setsize={found.length}
              aria-posinset={index + 1}
              tabIndex={-1}
              onPointerMove={() => setAt(index)}
              onClick={() => run(entry)}
            >
              <span>{entry.name}</span>
              {entry.action && <Key action={entry.action} />}
            </button>
          )
        })}
        {found.length === 0 && <p className={styles.nothing}>{t.nothing}</p>}
      </div>
    </Dialog>
  )
}

/** All words of the query, in any order. */
const holdsAll = (name: string, query: string) =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.toLowerCase().includes(word))

/** The panels on screen, by their headings. */
const panels = () =>
  [...document.querySelectorAll('main section[id], aside[id]')].map((panel) => ({
    id: panel.id,
    name: panel.querySelector('h2')?.textContent ?? panel.id,
  }))

function goTo(id: string) {
  const panel = document.getElementById(id)
  panel?.scrollIntoView({ block: 'start' })
  panel?.querySelector<HTMLElement>('button, [tabindex], input, summary')?.focus({ preventScroll: true })
}
