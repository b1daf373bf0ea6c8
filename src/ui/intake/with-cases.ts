import type { Source } from '../../core/text/source.ts'
import { mayHoldCase } from '../../share/case-mark.ts'
import type { Parcel } from '../../share/parcel.ts'
import type { Refusal } from '../../state/session.ts'
import { reopenInWorker } from '../../worker/client.ts'
import { parcelOf, refusalsOf } from './opened.ts'

/**
 * What came in, where an export of a case stands for the case itself: a ticket's text, a file, a link. Of one alone the
 * view is followed too.
 */
export async function withCases(
  sources: readonly Source[],
): Promise<{ readonly parcel: Parcel; readonly refusals: readonly Refusal[] }> {
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
