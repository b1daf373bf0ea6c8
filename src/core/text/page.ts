/**
 * A terminal breaks a line where its last column is, inside of words too, and what is copied from it stays broken. The
 * width shows: many lines have exactly it, none is longer, and what follows them has no stamp as all other lines do.
 */

const NARROWEST = 60
const WIDEST = 260
/** Looked at: the first part of a text tells how wide its page is. */
const SAMPLE = 64 * 1024
const FEWEST = 4

/** How lines of a log begin that know their time. */
const STAMP =
  /^(?:[>|] ?){0,4}(?:<\d{1,3}>)?(?:\[ {0,8}\d{1,9}\.\d{3,6}\]|\[?(?:\p{L}{2,4}\.?,? )?\p{L}{3,5}\.? {1,2}\d{1,2},? \d\d:\d\d:\d\d|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d)/u

export const isStamped = (line: string): boolean => STAMP.test(line.slice(0, 48))

/** The width of the page that a text was copied from; null where it has none. */
export function widthOf(text: string): number | null {
  const lines = text.slice(0, SAMPLE).split('\n')
  if (lines.length > 1) lines.pop()
  let width = 0
  for (const line of lines) width = Math.max(width, lengthOf(line))
  if (width < NARROWEST || width > WIDEST) return null
  let full = 0
  let broken = 0
  let stamped = 0
  for (let at = 0; at < lines.length - 1; at++) {
    if (isStamped(lines[at]!)) stamped++
    // One that is followed by a stamp may just have fitted.
    if (isStamped(lines[at + 1]!) || lines[at + 1]!.trim() === '') continue
    broken++
    if (lengthOf(lines[at]!) === width) full++
  }
  // A mail program breaks between words: then few lines are full.
  return full >= FEWEST && stamped >= FEWEST && full * 2 >= broken ? width : null
}

/** Without the carriage return. */
export const lengthOf = (line: string): number => (line.endsWith('\r') ? line.length - 1 : line.length)

/** What a quotation had put before the rest of a broken line. */
export const quoteIn = (line: string): number => /^(?:> ?)*/.exec(line)![0].length
