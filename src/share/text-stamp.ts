import type { Stamp } from '../core/report/stamp.ts'
import type { Parcel } from './parcel.ts'
import { pack } from './permalink.ts'
import { stampOf } from './stamp.ts'

/** What a tracker's field takes. */
const LONGEST_IN_TEXT = 32_000
/** Texts beyond this never make so short a fragment: it is not worth the time to try. */
const MOST_TEXT = 2 ** 18

/** The stamp of a text for people, who can't be given a line of megabytes: with a link's fragment where that is short. */
export function textStampOf(parcel: Parcel): Stamp {
  const length = parcel.sources.reduce((sum, { text }) => sum + text.length, 0)
  const fragment = length <= MOST_TEXT ? pack(parcel) : null
  return stampOf(parcel, fragment !== null && fragment.length <= LONGEST_IN_TEXT ? fragment : null)
}
