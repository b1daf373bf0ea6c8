import { spanOf, type Line } from '../../text/line.ts'
import { readBytes, readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { decodeMask } from './gfp.ts'

/** What was asked for, from the first line of a report (mm/oom_kill.c, dump_header; mm/page_alloc.c, warn_alloc). */
export interface Head {
  /** Name of the task that asked; the first kernels did not print it. */
  readonly comm?: Quote
  /** -1 for a kill by hand. */
  readonly order?: Figure
  readonly gfpMask?: Quote
  /** As printed or decoded, joined by `|`. */
  readonly gfpFlags?: Quote
  /** `release`: decoded by the table of the printed kernel; `era`: by the only table that fits the number. */
  readonly gfpBasis?: 'printed' | 'release' | 'era'
  readonly oomScoreAdj?: Figure
  readonly oomAdj?: Figure
  /** What oom_adj was called up to 2.6.31. */
  readonly oomKillAdj?: Figure
  readonly nodemask?: Quote
  readonly cpuset?: Quote
  readonly memsAllowed?: Quote
  /** What vmalloc was asked for. */
  readonly size?: Figure<Bytes>
  /** What went wrong in vmalloc, in the kernel's words. */
  readonly reason?: Quote
  /** Milliseconds that the request had waited. */
  readonly stalled?: Figure
  readonly span: Span
}

const KEYS = {
  order: /\border\s*[:=]\s*(-?\d+)/,
  oomScoreAdj: /\boom_score_adj\s*=\s*(-?\d+)/,
  oomAdj: /\boom_adj\s*=\s*(-?\d+)/,
  oomKillAdj: /\boomkilladj\s*=\s*(-?\d+)/,
  stalled: /stalls for (\d+)ms/,
} as const
/** Names end at a comma, a list of nodes goes over it. */
const WORDS = {
  cpuset: /\bcpuset=([^,\s]+)/,
  memsAllowed: /\bmems_allowed=([\d,-]*\d)/,
  nodemask: /\bnodemask=(\d[\d,-]*?)(?=,\D|,?\s|,?$)/,
} as const
const MASK = /\b(?:gfp_mask|mode|gfp)\s*[:=]\s*(0x[\da-f]+)(?:\s*\(([^)]*)\)?)?/i

const figure = (line: Line, pattern: RegExp): Figure | undefined => {
  const match = pattern.exec(line.text)
  if (!match) return undefined
  const from = match.index + match[0].lastIndexOf(match[1]!)
  return readFigure(line, from, from + match[1]!.length) ?? undefined
}
const word = (line: Line, pattern: RegExp): Quote | undefined => {
  const match = pattern.exec(line.text)
  if (!match) return undefined
  const from = match.index + match[0].lastIndexOf(match[1]!)
  return quoteAt(line, from, from + match[1]!.length)
}

/** Keys of a head, wherever on it they stand. */
export function readHead(line: Line, release: string | null): Head {
  const comm = commOf(line)
  const order = figure(line, KEYS.order)
  const oomScoreAdj = figure(line, KEYS.oomScoreAdj)
  const oomAdj = figure(line, KEYS.oomAdj)
  const oomKillAdj = figure(line, KEYS.oomKillAdj)
  const stalled = figure(line, KEYS.stalled)
  const { size, reason } = readVmalloc(line)
  return {
    ...(comm && { comm }),
    ...(order && { order }),
    ...readMask(line, release),
    ...(oomScoreAdj && { oomScoreAdj }),
    ...(oomAdj && { oomAdj }),
    ...(oomKillAdj && { oomKillAdj }),
    ...readPlaces(line),
    ...(size && { size }),
    ...(reason && { reason }),
    ...(stalled && { stalled }),
    span: spanOf(line),
  }
}

/** Where the request was allowed to look: `nodemask=0-1,cpuset=/,mems_allowed=0-3`. */
export function readPlaces(line: Line): Pick<Head, 'nodemask' | 'cpuset' | 'memsAllowed'> {
  const nodemask = word(line, WORDS.nodemask)
  const cpuset = word(line, WORDS.cpuset)
  const memsAllowed = word(line, WORDS.memsAllowed)
  return { ...(nodemask && { nodemask }), ...(cpuset && { cpuset }), ...(memsAllowed && { memsAllowed }) }
}

/** A mask with its names: the kernel's own where it printed them. */
export function readMask(line: Line, release: string | null): Pick<Head, 'gfpMask' | 'gfpFlags' | 'gfpBasis'> {
  const match = MASK.exec(line.text)
  if (!match) return {}
  const [whole, digits, names] = match
  const from = match.index + whole.indexOf(digits!)
  const gfpMask = quoteAt(line, from, from + digits!.length)
  if (names?.trim()) {
    const at = match.index + whole.indexOf(names, whole.indexOf('('))
    const gfpFlags = { value: names.replace(/\s+/g, ''), span: spanOf(line, at, at + names.length) }
    return { gfpMask, gfpFlags, gfpBasis: 'printed' }
  }
  const decoded = decodeMask(Number(digits), release)
  if (!decoded || decoded.names.length === 0) return { gfpMask }
  return { gfpMask, gfpFlags: { value: decoded.names.join('|'), span: gfpMask.span }, gfpBasis: decoded.basis }
}

/** TASK_COMM_LEN less the final zero. */
const LONGEST_NAME = 15

/** The name before the words of a head, with whatever an unknown logger had put before it; null where there is none. */
export function commIn(text: string): string | null {
  const end = ['invoked', ': page allocation', ': vmalloc', ':page allocation']
    .map((words) => text.indexOf(words))
    .find((at) => at > 0)
  return end === undefined ? null : text.slice(0, end).trimEnd() || null
}

function commOf(line: Line): Quote | undefined {
  const name = commIn(line.text)
  if (name === null) return undefined
  // What a logger nobody knows had put before the name is no part of it.
  const from = name.length > LONGEST_NAME + 1 ? name.lastIndexOf(' ') + 1 : 0
  return quoteAt(line, from, name.length)
}

const SIZE = /(?:allocation failure: (?=\d+ bytes)|of (?=\d+ bytes)|\bsize )(\d+)/
const REASON = /vmalloc(?: error: size \d+|: allocation failure[:,]?(?: \d+ bytes)?)[,:]?\s+(.+?),\s*mode:/
/** Only a lack of addresses has lines of its own (alloc_vmap_area). */
const ADDRESSES = /^(vm(?:ap allocation|alloc_node_range) for size \d+ failed)/

/** The size and the reason that vmalloc and vmap print (mm/vmalloc.c). */
export function readVmalloc(line: Line): Pick<Head, 'size' | 'reason'> {
  if (!line.text.includes('vm')) return {}
  const match = SIZE.exec(line.text)
  const from = match ? match.index + match[0].length - match[1]!.length : 0
  const size = match && readBytes(line, from, from + match[1]!.length, 1)
  const reason = word(line, REASON) ?? word(line, ADDRESSES)
  return { ...(size && { size }), ...(reason && { reason }) }
}
