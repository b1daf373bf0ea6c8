import type { Source } from '../../core/text/source.ts'
import { mayHoldCase } from '../../share/case-mark.ts'
import { useDesk } from '../../state/desk.ts'
import { caseOf, useSession, type Refusal } from '../../state/session.ts'

/** Takes sources in. A case that is open is never replaced without a word: the reader is asked. */
export function takeSources(sources: readonly Source[]): void {
  void deliver(sources, [])
}

/** Reads files and takes them in; says which could not be read, and why. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  const { readFiles } = await import('../../browser/files.ts')
  const { sources, unread } = await readFiles(files)
  await deliver(sources, unread)
}

async function deliver(sources: readonly Source[], unread: readonly Refusal[]): Promise<void> {
  // What holds no case is taken as it is, at once.
  const { parcel, refusals } = sources.some(({ text }) => mayHoldCase(text))
    ? await (await import('./with-cases.ts')).withCases(sources)
    : { parcel: { sources, view: {} }, refusals: [] }
  const session = useSession.getState()
  session.refuse([...unread, ...refusals])
  if (parcel.sources.length === 0) return
  if (caseOf(session)) useDesk.getState().show({ kind: 'add', incoming: parcel.sources })
  else await session.open(parcel.sources, parcel.view)
}
