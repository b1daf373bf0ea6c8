import type { Source } from '../../core/text/source.ts'
import { mayHoldCase } from '../../share/case-mark.ts'
import type { Parcel } from '../../share/parcel.ts'
import { useDesk } from '../../state/desk.ts'
import { caseOf, useSession, type Refusal } from '../../state/session.ts'
import { reopenInWorker } from '../../worker/client.ts'
import { parcelOf, refusalsOf } from './opened.ts'

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
  const { parcel, refusals } = await withCases(sources)
  const session = useSession.getState()
  session.refuse([...unread, ...refusals])
  if (parcel.sources.length === 0) return
  if (caseOf(session)) useDesk.getState().show({ kind: 'add', incoming: parcel.sources })
  else await session.open(parcel.sources, parcel.view)
}

/**
 * What came in, where an export of a case stands for the case itself: a ticket's text, a file, a link. Of one alone the
 * view is followed too.
 */
export async function withCases(
  sources: readonly Source[],
): Promise<{ readonly parcel: Parcel; readonly refusals: readonly Refusal[] }> {
  // What holds none is taken as it is, at once.
  if (!sources.some(({ text }) => mayHoldCase(text))) return { parcel: { sources, view: {} }, refusals: [] }
  const all: Source[] = []
  const refusals: Refusal[] = []
  let view: Parcel['view'] = {}
  for (const source of sources) {
    const opened = mayHoldCase(source.text) ? await reopenInWorker(source.text) : null
    if (opened) refusals.push(...refusalsOf(opened))
    const parcel = opened && parcelOf(opened)
    if (opened === null) all.push(source)
    else if (parcel) all.push(...parcel.sources)
    if (parcel && sources.length === 1) view = parcel.view
  }
  return { parcel: { sources: all, view }, refusals }
}
