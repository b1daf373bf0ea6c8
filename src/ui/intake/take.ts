import type { Source } from '../../core/text/source.ts'
import { useDesk } from '../../state/desk.ts'
import { caseOf, useSession } from '../../state/session.ts'

/** Takes sources in. A case that is open is never replaced without a word: the reader is asked. */
export function takeSources(sources: readonly Source[]): void {
  useSession.getState().refuse([])
  deliver(sources)
}

/** Reads files and takes them in; says which could not be read, and why. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  const { readFiles } = await import('../../browser/files.ts')
  const { sources, unread } = await readFiles(files)
  useSession.getState().refuse(unread)
  deliver(sources)
}

function deliver(sources: readonly Source[]): void {
  if (sources.length === 0) return
  if (caseOf(useSession.getState())) useDesk.getState().show({ kind: 'add', incoming: sources })
  else void useSession.getState().open(sources)
}
