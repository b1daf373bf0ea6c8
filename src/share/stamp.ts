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

/** SHA-256 of the texts in hex. By a library: a browser's own is asynchronous, and missing on pages of plain HTTP. */
function digestOf(sources: readonly Source[]): string {
  const hash = sha256.create()
  for (const { text } of sources) hash.update(toUtf8(text))
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
