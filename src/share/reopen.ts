import { openCase } from './case-line.ts'
import { CASE_MARK } from './case-mark.ts'
import { unpack, type Opened } from './permalink.ts'

/** More lines than this no export has: a text that claims to is not worth the time. */
const MOST_TRIED = 8
/** Shorter bodies carry nothing; `#v2.10.3` in a text is a release. */
const SHORTEST = 32
/** A link in a text longer than this is mentioned there; the text is about something else. */
const LONGEST_COVER = 500
/** What `stampLine` writes: a text that has it was written by us and says nothing that the link does not. */
const STAMP = /SHA-256[0-9a-f]{64}/
const BLANKS = /[\s>|*=\u00ad\u200b\u2060]+/g

/**
 * The case in an export, a link or a text around either: Markdown, JSON, CSV, HTML, quoted by a mail, broken into lines;
 * null where there is none. Nothing else of the text is believed. Of several the last counts, for an export ends with its
 * own and may cite others before.
 */
export function reopen(text: string): Opened | null {
  const heads: RegExpExecArray[] = []
  for (const head of text.matchAll(CASE_MARK)) {
    heads.unshift(head)
    if (heads.length > MOST_TRIED) heads.pop()
  }
  let broken: Opened | null = null
  for (const head of heads) {
    const opened = openAt(text, head)
    if (opened?.state === 'whole') return opened
    broken ??= opened
  }
  return broken
}

function openAt(text: string, { 0: head, 1: kind, 2: version, 3: length, index }: RegExpExecArray): Opened | null {
  const expected = length === undefined ? Infinity : parseInt(length, 36)
  const { body, end } = bodyFrom(text, index + head.length, expected)
  if (Math.min(body.length, expected) < SHORTEST) return null
  if (kind === 'memledger-case:') return openCase(Number(version), expected, body)
  const cover = text.slice(0, index) + text.slice(end)
  if (cover.length > LONGEST_COVER && !STAMP.test(cover.replace(BLANKS, ''))) return null
  return unpack(head + body)
}

/**
 * The characters of a body, never more than `most`, over the breaks that mails and editors put between them: a line is
 * a part of it where it holds nothing else, or holds its end.
 */
function bodyFrom(text: string, start: number, most: number): { readonly body: string; readonly end: number } {
  const parts: string[] = []
  let size = 0
  let end = start
  for (let at = start; size < most;) {
    RUN.lastIndex = at
    const run = RUN.exec(text)![0]
    const part = run.replace(UNSEEN, '')
    BREAK.lastIndex = at + run.length
    const broken = BREAK.exec(text)
    const last = size + part.length >= most
    // Of a line that holds more than the body, only its first was begun on purpose.
    if (at !== start && !last && !broken && at + run.length < text.length) break
    parts.push(last ? part.slice(0, most - size) : part)
    size += part.length
    end = at + run.length
    if (last || !broken || part === '') break
    at = end + broken[0].length
  }
  return { body: parts.join(''), end }
}

/** Base64 of either kind, percent-encoded or not, and what trackers put into long words so that they break. */
const RUN = /[\w+/%\u00ad\u200b\u2060-]*/y
const UNSEEN = /[\u00ad\u200b\u2060]/g
/** The end of a line, with the `=` of quoted-printable, and the quotation marks and margins before the next. */
const BREAK = /[ \t]*=?[ \t]*\r?\n[ \t>|*]*/y
