import { useEffect } from 'react'
import { linkInAddress } from '../../browser/fragment.ts'
import { caseInPage } from '../../browser/program.ts'
import { useMessages } from '../../i18n/index.ts'
import { followLink, openInside } from '../intake/follow.ts'
import { useShortcuts } from './useShortcuts.ts'

/** Keys, pastes and links. What is pasted gets a name in the page's language. */
export default function Listener() {
  useShortcuts(useMessages().intake.field)
  useEffect(() => {
    const follow = () => {
      const fragment = linkInAddress()
      if (fragment !== null) void followLink(fragment)
      return fragment !== null
    }
    const inside = caseInPage()
    if (!follow() && inside !== null) void openInside(inside)
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return null
}
