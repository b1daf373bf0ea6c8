import { linkInAddress, setAddress } from '../../browser/fragment.ts'
import type { Source } from '../../core/text/source.ts'
import { mayHoldCase } from '../../share/case-mark.ts'
import { useDesk, type Incoming } from '../../state/desk.ts'
import { caseOf, useSession } from '../../state/session.ts'
import { reopenInWorker, unpackInWorker } from '../../worker/errands.ts'
import { parcelOf, refusalsOf } from './opened.ts'

/** Opens what came in; where a case is on the page, the reader says what becomes of both. */
export async function receive(incoming: Incoming): Promise<void> {
  const session = useSession.getState()
  const { parcel, refusals } = incoming
  if (parcel.sources.length > 0 && caseOf(session)) useDesk.getState().show({ kind: 'add', incoming })
  else {
    session.refuse(refusals)
    if (parcel.sources.length > 0) await replace(incoming)
  }
}

/** Puts it in the place of what is on the page. The address bar says what the page shows. */
export async function replace({ parcel, fragment }: Incoming): Promise<void> {
  const session = useSession.getState()
  if (fragment === null) return session.open(parcel)
  setAddress(fragment)
  await session.follow(parcel)
}

/** Opens the link in the address bar. `before` is the address that stood there, where the page was there before the link. */
export async function followLink(fragment: string, before: string | null): Promise<void> {
  const opened = await unpackInWorker(fragment)
  // Meanwhile another may have come.
  if (!opened || linkInAddress() !== fragment) return
  const parcel = parcelOf(opened) ?? { sources: [], view: {} }
  const incoming = { parcel, refusals: refusalsOf(opened), fragment }
  const { run, refuse } = useSession.getState()
  if (run.status === 'empty') return receive(incoming)
  if (before !== null) setAddress(before)
  // Even what could not be read, or is being read, stays until the reader has said so.
  if (parcel.sources.length > 0) useDesk.getState().show({ kind: 'add', incoming })
  else refuse(incoming.refusals)
}

/**
 * What came in, where an export of a case stands for the case itself: a ticket's text, a file, a link. Of one alone the
 * view is followed too. A text whose case can't be opened at all is taken as the text it is.
 */
export async function withCases(sources: readonly Source[], unread: Incoming['refusals'] = []): Promise<Incoming> {
  const all: Source[] = []
  const refusals = [...unread]
  let view: Incoming['parcel']['view'] = {}
  let partial = false
  for (const source of sources) {
    const opened = mayHoldCase(source.text) ? await reopenInWorker(source.text) : null
    const parcel = opened && parcelOf(opened)
    if (opened) refusals.push(...refusalsOf(opened))
    partial ||= opened !== null && (opened.state !== 'whole' || opened.parcel.partial === true)
    all.push(...(parcel ? parcel.sources : [source]))
    if (parcel && sources.length === 1) view = parcel.view
  }
  return { parcel: { sources: all, view, ...(partial ? { partial: true } : {}) }, refusals, fragment: null }
}
