import { gzipSync } from 'fflate'
import { fromBase64, toBase64 } from './base64.ts'
import { gunzip } from './gzip.ts'
import type { Opened } from './permalink.ts'
import { fromBytes, toBytes, type Parcel } from './parcel.ts'

/**
 * A case in one line of a file: `memledger-case:1.<length>.<body>`, the length as in links. Longer than a link, but made
 * and opened at once for any size. Its characters mean nothing in JSON, CSV, XML, Markdown or a shell.
 */
const VERSION = 1
/** What a line may open to: a few characters can claim to be terabytes. */
const MOST = 256 * 2 ** 20

/** The line that carries a parcel. The same parcel gives the same line, at any time and on any platform. */
export function caseLine(parcel: Parcel): string {
  const body = toBase64(gzipSync(toBytes(parcel), { level: 6, mtime: 0 }))
  return `memledger-case:${VERSION}.${body.length.toString(36)}.${body}`
}

/** Opens the body of a line. `body` may be shorter than `expected`: then it was cut. */
export function openCase(version: number, expected: number, body: string): Opened {
  if (version > VERSION) return { state: 'newer', version }
  const { bytes: packed, broken } = fromBase64(body.slice(0, expected))
  const { bytes, state } = gunzip(packed, MOST)
  if (state === 'too-big') return { state }
  const short = body.length < expected
  const whole = state === 'whole' && !broken && !short
  const parcel = fromBytes(bytes, whole)
  if (whole && parcel) return { state: 'whole', parcel }
  return short && !broken
    ? { state: 'cut-off', got: body.length, expected, saved: parcel }
    : { state: 'damaged', saved: parcel }
}
