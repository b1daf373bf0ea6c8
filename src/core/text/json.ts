import { offsetOf, type Piece } from './piece.ts'

/** What a JSON log line told besides its message. */
export interface Unwrapped {
  readonly message: Piece
  readonly time: string | null
  readonly host: string | null
  readonly kernel: boolean
}

const MESSAGE_KEYS = ['"log"', '"MESSAGE"', '"message"', '"msg"']

/** The message inside a line of Docker's json-file, of `journalctl -o json` or of a log shipper; null where it is none. */
export function unwrapJson(piece: Piece): Unwrapped | null {
  const { text } = piece
  if (!text.startsWith('{') || !text.includes('":')) return null
  for (const key of MESSAGE_KEYS) {
    const at = text.indexOf(key)
    if (at < 0) continue
    const value = /^\s*:\s*/.exec(text.slice(at + key.length, at + key.length + 8))
    if (!value) continue
    const start = at + key.length + value[0].length
    const message = text[start] === '"' ? decodeString(piece, start + 1) : decodeBytes(piece, start)
    if (message === null) continue
    return {
      message,
      time: /"(?:time|timestamp|@timestamp|SYSLOG_TIMESTAMP)"\s*:\s*"([^"]*)"/.exec(text)?.[1]?.trim() ?? null,
      host: /"(?:_HOSTNAME|host|hostname)"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? null,
      kernel: /"(?:_TRANSPORT|SYSLOG_IDENTIFIER)"\s*:\s*"kernel"/.test(text),
    }
  }
  return null
}

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: ' ',
  r: ' ',
  b: ' ',
  f: ' ',
  '"': '"',
  '\\': '\\',
  '/': '/',
}

/** Decodes a JSON string that starts at `start`; a string that is cut off gives what is there. */
function decodeString(piece: Piece, start: number): Piece {
  const { text } = piece
  const out: string[] = []
  const map: number[] = []
  for (let at = start; at < text.length && text[at] !== '"'; at++) {
    map.push(offsetOf(piece, at))
    if (text[at] !== '\\') {
      out.push(text[at]!)
      continue
    }
    const escape = text[++at] ?? ''
    if (escape === 'u') {
      out.push(String.fromCharCode(parseInt(text.slice(at + 1, at + 5), 16) || 0x20))
      at += 4
    } else out.push(SIMPLE[escape] ?? escape)
  }
  return { text: out.join(''), from: map[0] ?? piece.from, map: Uint32Array.from(map) }
}

/** journald prints a message that is not clean UTF-8 as an array of byte values. */
function decodeBytes(piece: Piece, start: number): Piece | null {
  const array = /^\[[\d,\s]*\]?/.exec(piece.text.slice(start))
  if (!array || array[0].length < 3) return null
  const out: string[] = []
  const map: number[] = []
  for (const match of array[0].matchAll(/\d+/g)) {
    out.push(String.fromCharCode(Number(match[0]) & 0xff))
    map.push(offsetOf(piece, start + match.index))
  }
  return { text: out.join(''), from: map[0] ?? piece.from, map: Uint32Array.from(map) }
}
