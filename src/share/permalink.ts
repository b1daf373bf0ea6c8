import { decode } from '../files/decode.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { compress, expand, learn } from './coder.ts'
import DICTIONARY from './dictionary-v1.txt?raw'
import { gunzip } from './gzip.ts'
import { fromBytes, toBytes, type Parcel } from './parcel.ts'
import { LARGEST, type Memory } from './predictor.ts'
import { toUtf8 } from './utf8.ts'

/**
 * A case in the fragment of an address, which no server ever sees: `#v1.<length>.<body>`. The length (of the body, base
 * 36) tells a link that was cut off from one that was damaged. Links of every version open forever: `links/`.
 */
const VERSION = 1
const LINK = /^#?v(\d{1,6})\.([0-9a-z]{1,7})\.(.*)$/s
/** `gzip -9 | base64`, as a shell makes it on a machine that can't reach the page. */
const SHELL_LINK = /^#?gz=(.*)$/s
/** A text beyond this would take a link that nothing carries. */
const MOST = LARGEST / 2
/** What gzip may open to. */
const MOST_GZIP = 64 * 2 ** 20

/** What became of a link. `saved` is what could be read of it. */
export type Opened =
  | { readonly state: 'whole'; readonly parcel: Parcel }
  | { readonly state: 'cut-off'; readonly got: number; readonly expected: number; readonly saved: Parcel | null }
  | { readonly state: 'damaged'; readonly saved: Parcel | null }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'too-big' }

/** The fragment that carries a parcel, with its `#`; null where the texts are too big for any link. */
export function pack(parcel: Parcel): string | null {
  const bytes = toBytes(parcel)
  if (bytes.length > MOST) return null
  const body = toBase64(compress(bytes, dictionary()))
  // A last hyphen or underscore would be taken for punctuation behind the link; a letter beyond the length does no harm.
  return `#v${VERSION}.${body.length.toString(36)}.${body}${/[-_]$/.test(body) ? 'x' : ''}`
}

/** Opens a fragment; null where it is none of ours. */
export function unpack(fragment: string): Opened | null {
  const plain = fragment.replace(/\s/g, '')
  const shell = SHELL_LINK.exec(plain)
  if (shell) return unpackShell(shell[1]!)
  const link = LINK.exec(plain)
  if (!link) return null
  const version = Number(link[1])
  if (version > VERSION) return { state: 'newer', version }
  const expected = parseInt(link[2]!, 36)
  const body = link[3]!.slice(0, expected)
  const short = body.length < expected
  const { bytes: packed, broken } = fromBase64(body)
  const { bytes, state } = expand(packed, dictionary(), MOST, short || broken)
  if (state === 'too-big') return { state }
  const parcel = fromBytes(bytes, state === 'whole')
  if (state === 'whole' && parcel) return { state, parcel }
  if (short && !broken) return { state: 'cut-off', got: body.length, expected, saved: parcel }
  return { state: 'damaged', saved: parcel }
}

function unpackShell(text: string): Opened {
  const { bytes: packed, broken } = fromBase64(
    text
      .replace(/%2B/gi, '+')
      .replace(/%2F/gi, '/')
      .replace(/(?:=|%3D)+$/i, ''),
  )
  const { bytes, state } = gunzip(packed, MOST_GZIP)
  if (state === 'too-big') return { state }
  const content = decode(bytes)
  const parcel = content === null || content === '' ? null : { sources: [{ name: 'link', text: content }], view: {} }
  return state === 'whole' && !broken && parcel ? { state, parcel } : { state: 'damaged', saved: parcel }
}

let memory: Memory | undefined
/** Reading the dictionary takes a moment, so it is read once. */
const dictionary = () => (memory ??= learn(toUtf8(DICTIONARY)))
