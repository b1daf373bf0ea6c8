import { useMemo, useState } from 'react'
import { panelInView } from '../../browser/panels.ts'
import { useLanguage } from '../../i18n/index.ts'
import type { View } from '../../share/parcel.ts'
import { addressOf } from '../../state/focus.ts'
import { useSession } from '../../state/session.ts'

/** Where the reader stands, for whoever opens what is shared. */
export function useView(): View {
  const snapshot = useSession((session) => session.moment)
  const compared = useSession((session) => session.compared)
  const focus = useSession((session) => addressOf(session.pinned))
  const language = useLanguage()
  // The page lies still behind the dialog.
  const [panel] = useState(panelInView)
  return useMemo(
    () => ({
      snapshot,
      ...(compared === 'standard' ? {} : { compare: compared }),
      ...(panel === null ? {} : { panel }),
      ...(focus === undefined ? {} : { focus }),
      language,
    }),
    [snapshot, compared, panel, focus, language],
  )
}
