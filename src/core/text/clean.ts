import { cutPiece, joinPieces, rewrite, type Piece } from './piece.ts'

/** Blanks and punctuation that web pages, word processors and input methods put in place of the plain ones. */
const TYPOGRAPHIC =
  /[\0\t\u00a0\u1680\u2000-\u200b\u2010-\u2015\u2018\u2019\u201c\u201d\u202f\u205f\u2212\u3000\ufeff\uff01-\uff5e]/g

/** Makes typographic characters plain, one for one, so that every offset stays what it was. */
export function plain(text: string): string {
  TYPOGRAPHIC.lastIndex = 0
  return TYPOGRAPHIC.test(text) ? text.replace(TYPOGRAPHIC, plainCharacter) : text
}

function plainCharacter(character: string): string {
  const code = character.charCodeAt(0)
  // The full-width forms repeat ASCII at a fixed distance (Unicode, Halfwidth and Fullwidth Forms).
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-'
  if (code === 0x2018 || code === 0x2019) return "'"
  if (code === 0x201c || code === 0x201d) return '"'
  return ' '
}

/** Terminal colours and cursor moves, as the byte or as the `^[` that `cat -v` and some pagers show. */
const ESCAPES = /(?:\x1b|\^\[)(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9])|\x1b[=>]/g
const ENTITIES = /&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});/gi
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

const hasEscape = (text: string) => text.includes('\x1b') || text.includes('^[[')

/** What a page's markup leaves at the end of a line that was copied as source. */
const BREAK = /<br ?\/?>$/i

/** What opens and closes a block of code in a page, a forum or a tracker, where it shares a line with the first or last one. */
const OPENING =
  /^\s*(?:(?:<(?:pre|code|samp|tt)(?: [^<>]*)?>|\{(?:noformat|code)(?::[^{}]*)?\}|\[code(?:[=:\s][^\][]*)?\])\s*)+/i
const CLOSING = /(?:<\/(?:pre|code|samp|tt)>|\{(?:noformat|code)\}|\[\/code\])+\s*$/i
/** `**57G**`: what somebody has made bold. The kernel's own `** 12 printk messages dropped **` has blanks inside. */
const BOLD = /\*\*(?=[\w#(])|(?<=[\w%)])\*\*/g

/** What a forum or a page puts around the words that somebody wanted to be seen. */
const TAGS =
  /\[\/?(?:b|i|u|color|size|font|quote)(?:=[^\]\s]{1,40})?\]|<\/?(?:b|i|u|em|strong|font|span|mark|p|div|li|td|tr|blockquote)(?: [^<>]{1,200})?>/gi
const FIRST_TAG = /^\s{0,40}(?:\[(?:quote|color|b)\b|<(?:p|div|span|b|strong)\b)/i
const hasTags = (text: string) => text.includes('[/') || text.includes('</') || FIRST_TAG.test(text)

/** What Gentoo's and others' templates of syslog-ng put behind the message. */
const PRIORITY = / \[kern\.(?:emerg|alert|crit|err|warn|notice|info|debug)\w*\]\s*$/

/** Takes terminal escapes, HTML entities, line breaks and the marks around code out of a line. */
export function cleanPiece(piece: Piece): Piece {
  let clean = piece
  if (clean.text.endsWith('>'))
    clean = cutPiece(clean, 0, clean.text.length - (BREAK.exec(clean.text)?.[0].length ?? 0))
  if (/[<{[]/.test(clean.text.slice(0, 8))) clean = cutPiece(clean, OPENING.exec(clean.text)?.[0].length ?? 0)
  const tail = clean.text.slice(-24)
  if (/[>}\]]\s*$/.test(tail)) {
    const closing = CLOSING.exec(tail)?.[0].length ?? 0
    if (closing > 0) clean = cutPiece(clean, 0, clean.text.length - closing)
    const priority = PRIORITY.exec(tail)?.[0].length ?? 0
    if (priority > 0) clean = cutPiece(clean, 0, clean.text.length - priority)
  }
  if (hasTags(clean.text)) clean = rewrite(clean, TAGS, () => '')
  if (clean.text.includes('**')) clean = rewrite(clean, BOLD, () => '')
  if (hasEscape(clean.text)) clean = rewrite(clean, ESCAPES, () => '')
  if (clean.text.includes('&')) clean = rewrite(clean, ENTITIES, entity)
  return clean
}

function entity(match: string): string {
  const name = match.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return NAMED[name] ?? match
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 31 && code <= 0x10ffff ? plain(String.fromCodePoint(code)) : ' '
}

const QUOTED_PRINTABLE = /(?:=[0-9A-F]{2})+/g

/** `==> file <==` is none. */
const SOFT_BREAK = /[^=\s]=\r?$/m
/** A line as long as a mail may have it, broken softly (RFC 2045, 6.7). */
const FULL_BREAK = /^.{60,75}[^=]=\r?$/gm
/** Blanks are encoded at the end of a line alone: `hugepages_size=2048kB` is no code. */
const ENCODED = /=(?:3D|2E|09|E[2-9]=|C[23]=)|=20(?=\r?$|=)/gm

/** Whether a text is a raw mail body in quoted-printable: encoded characters or full lines, and soft breaks at their ends. */
export function isQuotedPrintable(text: string): boolean {
  return (
    SOFT_BREAK.test(text) && ((text.match(ENCODED)?.length ?? 0) >= 3 || (text.match(FULL_BREAK)?.length ?? 0) >= 3)
  )
}

/** Joins the pieces that soft breaks had parted and decodes them. */
export function decodeQuotedPrintable(pieces: readonly Piece[]): Piece {
  const whole = joinPieces(
    pieces.map((piece, index) => {
      const end = piece.text.trimEnd().length
      return index < pieces.length - 1 ? cutPiece(piece, 0, end - 1) : cutPiece(piece, 0, end)
    }),
  )
  return rewrite(whole, QUOTED_PRINTABLE, (match) => {
    try {
      return plain(decodeURIComponent(match.replaceAll('=', '%')))
    } catch {
      return match.replace(/=[0-9A-F]{2}/g, (one) => plain(String.fromCharCode(parseInt(one.slice(1), 16))))
    }
  })
}
