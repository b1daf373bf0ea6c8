import { useDesk } from '../../state/desk.ts'
import { caseOf, useSession } from '../../state/session.ts'
import { reopenInWorker, unpackInWorker } from '../../worker/client.ts'
import type { Opened } from '../../share/permalink.ts'
import { parcelOf, refusalsOf } from './opened.ts'

/** Opens the link in the address bar. A case on the page is not replaced by it without a word. */
export async function followLink(fragment: string): Promise<void> {
  await follow(await unpackInWorker(fragment))
}

/** Opens the case that the page itself holds. */
export async function openInside(line: string): Promise<void> {
  await follow(await reopenInWorker(line))
}

async function follow(opened: Opened | null): Promise<void> {
  if (!opened) return
  const session = useSession.getState()
  session.refuse(refusalsOf(opened))
  const parcel = parcelOf(opened)
  if (!parcel) return
  if (caseOf(session)) useDesk.getState().show({ kind: 'add', incoming: parcel.sources })
  else await session.follow(parcel)
}
