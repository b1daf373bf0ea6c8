import { useDesk } from '../../state/desk.ts'
import { caseOf, useSession } from '../../state/session.ts'
import { unpackInWorker } from '../../worker/client.ts'
import { parcelOf, refusalsOf } from './opened.ts'

/** Opens the link in the address bar. A case on the page is not replaced by it without a word. */
export async function followLink(fragment: string): Promise<void> {
  const opened = await unpackInWorker(fragment)
  if (!opened) return
  const session = useSession.getState()
  session.refuse(refusalsOf(opened))
  const parcel = parcelOf(opened)
  if (!parcel) return
  if (caseOf(session)) useDesk.getState().show({ kind: 'add', incoming: parcel.sources })
  else await session.follow(parcel)
}
