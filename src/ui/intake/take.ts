import { readFiles } from '../../browser/files.ts'
import { useSession } from '../../state/session.ts'

/** Reads files into the case; says which could not be read, and why. */
export async function takeFiles(files: readonly File[], how: 'open' | 'add'): Promise<void> {
  if (files.length === 0) return
  const { sources, unread } = await readFiles(files)
  const session = useSession.getState()
  session.refuse(unread)
  if (sources.length > 0) await session[how](sources)
}
