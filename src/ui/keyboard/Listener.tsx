import { useEffect } from 'react'
import { linkInAddress } from '../../browser/fragment.ts'
import { useMessages } from '../../i18n/index.ts'
import { useShortcuts } from './useShortcuts.ts'

/** Keys, pastes and links. What is pasted gets a name in the page's language. */
export default function Listener() {
  useShortcuts(useMessages().intake.field)
  useEffect(() => {
    const follow = async (before: string | null) => {
      const fragment = linkInAddress()
      if (fragment !== null) await (await import('../intake/receive.ts')).followLink(fragment, before)
    }
    const changed = (event: HashChangeEvent) => void follow(event.oldURL)
    void follow(null)
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return null
}
