import { useEffect } from 'react'
import { useDesk } from '../../state/desk.ts'
import { usePreferences } from '../../state/preferences.ts'
import { useSession } from '../../state/session.ts'
import { takeSources } from '../intake/take.ts'
import { actions } from './actions.ts'

/** Listens for keys and pastes that no field wants. */
export function useShortcuts(pasted: string): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && useSession.getState().run.status === 'reading') {
        useSession.getState().cancel()
        return
      }
      const command = event.ctrlKey || event.metaKey
      if (event.altKey || event.defaultPrevented || useDesk.getState().dialog !== null) return
      if (!command && (isField(event.target) || !(usePreferences.getState().shortcuts || event.key === 'Escape')))
        return
      const action = actions.find((each) => each.key === event.key && (each.command ?? false) === command)
      if (!action || action.applies?.() === false) return
      event.preventDefault()
      action.run()
    }
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (isField(event.target) || text.trim() === '' || useDesk.getState().dialog !== null) return
      event.preventDefault()
      void takeSources([{ name: pasted, text }])
    }
    document.addEventListener('keydown', key)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('keydown', key)
      document.removeEventListener('paste', paste)
    }
  }, [pasted])
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (target instanceof HTMLInputElement && target.type !== 'range') ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement)
