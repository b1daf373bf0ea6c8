import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'
import { KIB } from '../../units.ts'

/** A process that was killed, or that old kernels announced (mm/oom_kill.c, __oom_kill_process). Sizes in bytes. */
export interface Victim {
  readonly pid?: Figure
  readonly name?: Quote
  readonly uid?: Figure
  readonly totalVm?: Figure
  readonly anonRss?: Figure
  readonly fileRss?: Figure
  readonly shmemRss?: Figure
  readonly pageTables?: Figure
  readonly oomScoreAdj?: Figure
  /** Thousandths of memory up to 5.0, points before 2.6.36. */
  readonly score?: Figure
  readonly span: Span
}

/** What a kill line says besides its victim. */
export interface Kill {
  readonly verb: 'announced' | 'killed' | 'shared' | 'spared'
  /** What stands before the verb: `Out of memory`, `Memory cgroup out of memory`, `No available memory (MPOL_BIND)`. */
  readonly reason: string | null
  readonly victim: Victim
}

const KILL =
  /(?:(^[A-Z][^:]*?)\s*:\s*|^|^OOM victim )(Killed|[Kk]ill|Would have killed) process\s*(\d+)\s*(?:,\s*UID\s*(\d+)\s*,)?\s*(\()?/d
/** Where a name ends that may itself hold brackets. */
const NAME_END =
  /\)(?=\s*,?\s*(?:UID \d+\s*,?\s*)?(?:total-vm|vsz):|\s*(?:with )?score |\s*,\s*UID|\s*sharing |\s*[.,]?\s*$|\. But )/
const SIZES = {
  'total-vm': 'totalVm',
  // Its name from 2.6.33 to 2.6.35.
  vsz: 'totalVm',
  'anon-rss': 'anonRss',
  'file-rss': 'fileRss',
  'shmem-rss': 'shmemRss',
  pgtables: 'pageTables',
} as const
const SIZE = /\b(total-vm|vsz|anon-rss|file-rss|shmem-rss|pgtables):\s*(\d+)\s*kB/dg
const NUMBERS = [
  ['uid', /,\s*UID[: ]\s*(\d+)/d],
  ['oomScoreAdj', /\boom_score_adj:\s*(-?\d+)/d],
  ['score', /\bscore (\d+)/d],
] as const

type Draft = { -readonly [Key in keyof Victim]: Victim[Key] }

export function readKill(line: Line, problems: Problem[]): Kill | null {
  const { text } = line
  const match = KILL.exec(text)
  if (!match) return null
  const [whole, reason, verb, , uid, bracket] = match
  const indices = match.indices!
  const victim: Draft = { span: spanOf(line) }
  const pid = readFigure(line, ...indices[3]!)
  if (pid) victim.pid = pid
  const owner = uid === undefined ? null : readFigure(line, ...indices[4]!)
  if (owner) victim.uid = owner
  const start = match.index + whole.length
  let end = start
  if (bracket) {
    const close = NAME_END.exec(text.slice(start))
    end = close ? start + close.index : text.length
    if (end > start) victim.name = quoteAt(line, start, end)
    if (!close) problems.push({ code: 'cut-off', span: spanOf(line), what: 'kill' })
  }
  for (const size of text.slice(end).matchAll(SIZE)) {
    const [from, to] = size.indices![2]!
    const figure = readFigure(line, end + from, end + to, KIB)
    if (figure) victim[SIZES[size[1] as keyof typeof SIZES]] = figure
  }
  for (const [key, pattern] of NUMBERS) {
    const range = pattern.exec(text.slice(end))?.indices?.[1]
    const figure = range && readFigure(line, end + range[0], end + range[1])
    if (figure) victim[key] ??= figure
  }
  return { verb: verbOf(verb!, text), reason: reason ?? null, victim }
}

const verbOf = (verb: string, text: string): Kill['verb'] =>
  verb.startsWith('Would')
    ? 'spared'
    : verb === 'Killed'
      ? 'killed'
      : text.includes('sharing same memory')
        ? 'shared'
        : 'announced'
