import type { Heading } from './heading.ts'
import type { Span } from './source.ts'

/** What the prefix of a log line told: who wrote the line, and when. */
export interface Origin {
  /** The prefix says that the kernel wrote it: an uptime stamp, `kernel:`, a `<4>` level. */
  readonly kernel: boolean
  /** The time as printed (never parsed by a clock), or null. */
  readonly time: string | null
  readonly host: string | null
  /** `kernel`, `systemd-oomd`, … */
  readonly program: string | null
  /** Seconds since boot, from `[  123.456789]`. */
  readonly uptime: number | null
  /** The task or CPU that printed it, where the kernel says (CONFIG_PRINTK_CALLER): `T2468`, `C1`. */
  readonly caller: string | null
}

/**
 * A line as the readers see it: ANSI escapes, quoting, entities and log prefixes gone, typographic blanks and punctuation
 * made plain, blanks trimmed at both ends. `map` leads every character back to the original text, so nothing is lost.
 */
export interface Line {
  readonly source: number
  /** First physical line, from 1. */
  readonly number: number
  /** Last physical line; differs from `number` only where a mail program had broken the line. */
  readonly last: number
  readonly text: string
  /** Blanks that stood before `text`, after the prefix. */
  readonly indent: number
  /** Offset of `text[0]` in the source. */
  readonly from: number
  /** Offset in the source of each character of `text`, where that is not simply `from + index`. */
  readonly map: Uint32Array | null
  /** Where in `text` further physical lines begin, if a wrap was undone: pairs of an index and a line number. */
  readonly breaks?: readonly (readonly [index: number, number: number])[]
  readonly origin: Origin | null
  /** The file that `grep` named before the line: `memory.stat:anon 4096`. */
  readonly path: string | null
  /** The line is a shell prompt with a command, or a heading such as `==> /proc/meminfo <==`. */
  readonly heading: Heading | null
}

/** The characters of `line.text` from `from` to `to` (the whole line by default), in the original text. */
export function spanOf(line: Line, from = 0, to = line.text.length): Span {
  if (line.map === null) return { source: line.source, line: line.number, from: line.from + from, to: line.from + to }
  const end = to > 0 ? (line.map[to - 1] ?? line.from) + 1 : line.from
  const number = line.breaks?.findLast(([index]) => index <= from)?.[1] ?? line.number
  return { source: line.source, line: number, from: line.map[from] ?? end, to: end }
}

/** Two lines as the one that they were before a narrow page had wrapped it; `gap` is what the wrap had eaten. */
export function joinLines(first: Line, second: Line, gap: '' | ' '): Line {
  const text = first.text + gap + second.text
  const map = new Uint32Array(text.length)
  const start = first.text.length + gap.length
  const offset = (line: Line, index: number) => line.map?.[index] ?? line.from + index
  for (let index = 0; index < first.text.length; index++) map[index] = offset(first, index)
  // The blank in between stands for the end of the line.
  if (gap) map[first.text.length] = first.text ? map[first.text.length - 1]! + 1 : first.from
  for (let index = 0; index < second.text.length; index++) map[start + index] = offset(second, index)
  const breaks = [...(first.breaks ?? []), [start, second.number] as const]
  return { ...first, text, map, last: second.last, breaks }
}

/** A word of a line and where it stands in `line.text`. */
export interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The words of a line: what stands between blanks. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++
    const from = at
    while (at < text.length && !isBlank(text.charCodeAt(at))) at++
    if (at > from) found.push({ text: text.slice(from, at), from, to: at })
  }
  return found
}

const isBlank = (code: number) => code === 32 || code === 9
