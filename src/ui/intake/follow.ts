import type { Opened } from '../../share/permalink.ts'
import { useDesk } from '../../state/desk.ts'
import { caseOf, useSession, type Refusal } from '../../state/session.ts'
import { unpackInWorker } from '../../worker/client.ts'

/** Opens the link in the address bar. A case on the page is not replaced by it without a word. */
export async function followLink(fragment: string): Promise<void> {
  const opened = await unpackInWorker(fragment)
  if (!opened) return
  const session = useSession.getState()
  session.refuse(refusalsOf(opened))
  const parcel = opened.state === 'whole' ? opened.parcel : 'saved' in opened ? opened.saved : null
  if (!parcel) return
  if (caseOf(session)) useDesk.getState().show({ kind: 'add', incoming: parcel.sources })
  else await session.follow(parcel)
}

function refusalsOf(opened: Opened): Refusal[] {
  switch (opened.state) {
    case 'whole':
      return []
    case 'cut-off':
      return [{ code: 'link-cut-off', got: opened.got, expected: opened.expected, saved: opened.saved !== null }]
    case 'damaged':
      return [{ code: 'link-damaged', saved: opened.saved !== null }]
    default:
      return [{ code: `link-${opened.state}` }]
  }
}
