import { sha256 } from '@noble/hashes/sha2.js'
import { version } from '../../package.json'
import type { Stamp } from '../core/report/stamp.ts'
import type { Source } from '../core/text/source.ts'
import { caseLine } from './case-line.ts'
import type { Parcel } from './parcel.ts'
import { toUtf8 } from './utf8.ts'

/** What an export of `parcel` says about itself. Files hold the whole case; texts for people hold `reopen`, a link or none. */
export const stampOf = (parcel: Parcel, reopen: string | null = caseLine(parcel)): Stamp => ({
  version,
  digest: digestOf(parcel.sources),
  reopen,
})

/** What a tracker's field takes. */
const LONGEST_IN_TEXT = 32_000
/** Texts beyond this never make so short a fragment: it is not worth the time to try. */
const MOST_TEXT = 2 ** 18

/** The stamp of a text for people, who can't be given a line of megabytes: with a link's fragment where that is short. */
export const textStampOf = (parcel: Parcel, fragment: string | null): Stamp =>
  stampOf(parcel, fragment !== null && fragment.length <= LONGEST_IN_TEXT ? fragment : null)

/** Whether a fragment that a text takes may come out. */
export const mayFitText = ({ sources }: Parcel): boolean =>
  sources.reduce((sum, { text }) => sum + text.length, 0) <= MOST_TEXT

/** SHA-256 of the texts in hex. By a library: a browser's own is asynchronous, and missing on pages of plain HTTP. */
function digestOf(sources: readonly Source[]): string {
  const hash = sha256.create()
  for (const { text } of sources) hash.update(toUtf8(text))
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
