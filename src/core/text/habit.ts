import { cleanPiece } from './clean.ts'
import type { Origin } from './line.ts'
import { stripPrefix } from './prefix.ts'

/**
 * What this paste's logger put before each line, where it is none that `prefix.ts` knows: `node07: ` of a parallel shell,
 * `web-1  | ` of compose, the columns of a SIEM's export. It is learnt from lines that hold the beginning of a dump behind
 * something that their neighbours have as well.
 */
export interface Habit {
  /** Sticky; matches from the first character of a line. */
  readonly pattern: RegExp
  readonly host: string | null
  /** The quotation mark that the line ends with, where the prefix has opened one. */
  readonly close: '"' | '`' | null
}

/** What a habit tells of a line. */
interface Stripped {
  readonly at: number
  /** Where the message ends. */
  readonly end: number
  readonly origin: Origin | null
}

/** What begins a line of the dumps that are pasted most, and seldom a line of prose. */
const BEGINNINGS = [
  'Mem-Info:',
  'MemTotal:',
  'MemFree:',
  'nr_free_pages ',
  'Node 0, zone ',
  'inactive_anon ',
  'total_inactive_anon ',
  'slabinfo - version',
  'Tasks state (memory values',
  'oom-kill:constraint=',
]
/** The kernel's last word on a kill says all by itself: one line of it is enough. */
const KILLS = ['Out of memory: Kill', 'Memory cgroup out of memory: Kill']
const ALL = [...BEGINNINGS, ...KILLS]
const ANY = new RegExp(ALL.map((beginning) => beginning.replace(/[()]/g, '\\$&')).join('|'), 'g')
const KILL = /^(?:Memory cgroup out|Out) of memory: Kill(?:ed)? process \d+ \(/

/** Further occurrences tell nothing new. */
const MOST_LOOKED_AT = 32
const MOST_HABITS = 12
const LONGEST_PREFIX = 240

/** The habits of a text, seen in its first lines that could tell. */
export function habitsOf(text: string): readonly Habit[] {
  const habits: Habit[] = hostsOf(text)
  for (const [beginning, places] of occurrencesIn(text)) {
    for (const at of places) {
      if (habits.length >= MOST_HABITS) break
      const from = text.lastIndexOf('\n', at) + 1
      if (at === from || at - from > LONGEST_PREFIX || /\w/.test(text[at - 1]!)) continue
      const line = cleanPiece({ text: text.slice(from, at + 120), from, map: null }).text
      const message = messageIn(line, beginning)
      const prefix = unknownPrefix(line, message)
      if (prefix === null || habits.some(({ pattern }) => matches(pattern, prefix))) continue
      const habit = habitOf(prefix)
      if (habit && (KILL.test(message) || isShared(habit, text, from))) habits.push(habit)
    }
  }
  return habits
}

/** Where each beginning stands first, as often as is looked at. */
function occurrencesIn(text: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map(ALL.map((beginning) => [beginning, [] as number[]]))
  for (const { 0: beginning, index } of text.matchAll(ANY)) {
    const places = found.get(beginning)!
    if (places.length < MOST_LOOKED_AT) places.push(index)
  }
  return found
}

/** From the beginning of a dump on; the files of a node name it in each line. */
function messageIn(line: string, beginning: string): string {
  const at = line.indexOf(beginning)
  return line.slice(/\bNode \d+,? +$/.exec(line.slice(0, at))?.index ?? at)
}

/** What stands before a message and is no prefix that we know, or null. */
function unknownPrefix(line: string, message: string): string | null {
  const start = line.length - message.length
  if (start < 1 || line.startsWith('{')) return null
  const bare = stripPrefix(line)
  // A program that repeats what the kernel said is no witness of its own.
  const program = bare.origin?.program ?? 'kernel'
  if (line.slice(bare.at, start).trim() === '' || program !== 'kernel') return null
  for (let at = 1; at <= start; at++) {
    if ((at < start && /\w/.test(line[at - 1]!)) || line[at] === ' ') continue
    const rest = line.slice(at)
    if (rest.slice(stripPrefix(rest).at).trimStart() === message) return line.slice(0, at)
  }
  return null
}

/** Two of its neighbours begin with it as well: an author's words before a dump do not come again. */
function isShared({ pattern }: Habit, text: string, from: number): boolean {
  let shared = 0
  let at = from
  for (let next = 0; next < 4 && shared < 2; next++) {
    at = text.indexOf('\n', at) + 1
    if (at === 0) break
    if (matches(pattern, text.slice(at, at + LONGEST_PREFIX))) shared++
  }
  at = from
  for (let before = 0; before < 4 && shared < 2 && at > 0; before++) {
    at = text.lastIndexOf('\n', at - 2) + 1
    if (matches(pattern, text.slice(at, at + LONGEST_PREFIX))) shared++
  }
  return shared >= 2
}

function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0
  return pattern.test(text)
}

/** What loggers put before a line is no host; nor are the kernel's own words (`oom_reaper: `, `ACPI: `). */
const NO_HOST = /^(?:kern|kernel|dmesg|syslog|messages|stdout|stderr|output|log|console|warn|warning|info|err|error)$/i
const KERNELS_OWN = /^(?:[A-Z\d]+|[^\W_]*_\w*)$/
const isHost = (name: string, mark: string) => !NO_HOST.test(name) && (mark !== ':' || !KERNELS_OWN.test(name))

/** What a parallel shell (`node07: `) or a composer (`web-1  | `) puts before a line. */
const HOST = /^([A-Za-z][\w.-]*)\s*([:|])\s+$/
/** The same three times in a row, whatever else these lines hold. */
const HOSTS = /^([A-Za-z][\w.-]*)( *[:|]) .*(?:\n\1\2 .*){2}/gm
/** `VmPTE:  12 kB`, again and again. */
const FIGURES = /^\S+\s+[\d.]+\s?(?:[kKMG]i?B)?\s*$/m
const LOOKED_AT = 64 * 1024

/** The hosts that stand before their lines. */
function hostsOf(text: string): Habit[] {
  const found = new Map<string, Habit>()
  for (const [lines, name = '', mark = ''] of text.slice(0, LOOKED_AT).matchAll(HOSTS)) {
    if (found.size === MOST_HABITS) break
    if (!isHost(name, mark) || found.has(name + mark) || FIGURES.test(lines)) continue
    const pattern = new RegExp(`${(name + mark).replace(/\W/g, '\\$&')} ?`, 'y')
    found.set(name + mark, { pattern, host: name, close: null })
  }
  return [...found.values()]
}

/** A prompt begins a command, and columns of numbers are cells. */
const NO_PREFIX = /^(?:[#$+ ]*|[\d. ]*)$/

function habitOf(prefix: string): Habit | null {
  if (NO_PREFIX.test(prefix.replace(/\d{9,}/, 'epoch'))) return null
  const [, name = '', mark = ''] = HOST.exec(prefix) ?? []
  const quotes = (mark: string) => prefix.split(mark).length - 1
  return {
    pattern: new RegExp(prefix.replace(PARTS, shapeOf), 'y'),
    host: name !== '' && isHost(name, mark) ? name : null,
    close: quotes('"') % 2 === 1 ? '"' : quotes('`') % 2 === 1 ? '`' : null,
  }
}

/** Words with digits, numbers, names of days, months and levels, single letters, blanks, and what is left. */
const PARTS =
  /[A-Za-z\d]*(?:[A-Za-z]\d|\d[A-Za-z])[A-Za-z\d]*|\d+|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\b(?:emerg|alert|crit|err|error|warn|warning|notice|info|debug)\b|\b[A-Z]\b|\s+|[^\w\s]/gi

/** What may change from line to line, as an expression. */
function shapeOf(part: string): string {
  if (/^\s/.test(part)) return '\\s+'
  if (/^\d+$/.test(part)) return part.length < 5 ? '\\d+' : `\\d{${part.length}}`
  if (/^\W$/.test(part)) return `\\${part}`
  // `node07` is a name, `01HF3Q8Z` and `4f2e11c0` are counted or drawn.
  if (/\d/.test(part)) return /^[a-z]+\d+$/i.test(part) && part.length < 20 ? part : '[A-Za-z\\d]+'
  return '[A-Za-z]+'
}

/** Sees through the habit that a line has, or null. */
export function stripHabit(text: string, habits: readonly Habit[]): Stripped | null {
  for (const { pattern, host, close } of habits) {
    pattern.lastIndex = 0
    if (!pattern.test(text)) continue
    const at = pattern.lastIndex
    const { origin } = stripPrefix(text.slice(0, at))
    return {
      at,
      end: close === null ? text.length : closedAt(text, close),
      origin: host === null ? origin : { ...NOBODY, ...origin, host },
    }
  }
  return null
}

const NOBODY: Origin = { kernel: false, time: null, host: null, program: null, uptime: null, caller: null }

/** Where the quotation ends: what follows its mark is a comma or brackets. */
function closedAt(text: string, close: string): number {
  const end = text.lastIndexOf(close)
  return /^[\s,;}\])]*$/.test(text.slice(end + 1)) ? end : text.length
}
