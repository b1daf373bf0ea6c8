import { tokens, type Token } from '../../text/line.ts'

/** What we keep of a process; the other columns are known so that a head is recognised and words are counted off. */
export type Field =
  'pid' | 'ppid' | 'user' | 'vsz' | 'rss' | 'shr' | 'pss' | 'uss' | 'swap' | 'stat' | 'threads' | 'command'

export interface Column {
  readonly field: Field | null
  /** How many words a value has: `lstart` prints five, a command all that the others leave. */
  readonly words: 'one' | 'date' | 'rest'
  /** What a value looks like; tells rows from other text. */
  readonly shape?: RegExp
}

const other: Column = { field: null, words: 'one' }
const one = (field: Field, shape?: RegExp): Column => ({ field, words: 'one', ...(shape ? { shape } : {}) })
const id = (field: Field) => one(field, /^\d+$/)
const size = (field: Field) => one(field, /^\d+(?:[.,]\d+)?[kmgtp]?$/i)
const share: Column = { ...other, shape: /^\d+(?:[.,]\d+)?%?$/ }
const command: Column = { field: 'command', words: 'rest' }
const date: Column = { field: null, words: 'date' }

/** Heads of procps-ng (ps/output.c, top/top.c), busybox, toybox, smem, procrank and crash in upper case; and the names `-o` takes. */
const COLUMNS: Readonly<Record<string, Column>> = {
  PID: id('pid'),
  PPID: id('ppid'),
  USER: one('user', /^[^\s:]+$/),
  UID: one('user', /^[^\s:]+$/),
  RUSER: one('user', /^[^\s:]+$/),
  EUSER: one('user', /^[^\s:]+$/),
  UNAME: one('user', /^[^\s:]+$/),
  VSZ: size('vsz'),
  VSIZE: size('vsz'),
  VSS: size('vsz'),
  RSS: size('rss'),
  RSZ: size('rss'),
  RSSIZE: size('rss'),
  VIRT: size('vsz'),
  RES: size('rss'),
  SHR: size('shr'),
  SWAP: size('swap'),
  PSS: size('pss'),
  USS: size('uss'),
  STAT: one('stat'),
  STATE: one('stat'),
  S: one('stat'),
  ST: one('stat'),
  NLWP: id('threads'),
  NTH: id('threads'),
  THCNT: id('threads'),
  COMMAND: command,
  CMD: command,
  COMM: command,
  ARGS: command,
  UCMD: command,
  CMDLINE: command,
  STARTED: date,
  LSTART: date,
  TIME: { ...other, shape: /^(?:\d+-)?\d+[:.,h]\d/ },
  'TIME+': other,
  '%CPU': share,
  '%MEM': share,
  '%VSZ': share,
  ...Object.fromEntries(
    (
      'ADDR BLOCKED C CODE DATA P NMAJ NMIN NDRT CGNAME CGROUP CLS CPU CPUID DRS ELAPSED ETIME EGID EGROUP EUID F FLAG FLAGS FUID GID ' +
      'GROUP IGNORED LABEL LUID LWP MAJFL MAJFLT MINFL MINFLT NI NICE NUMA OOM OOMADJ OTHER PCPU PENDING PGID PGRP PMEM ' +
      'POL PPR PR PRI PROC PSR PSWAP RGID RGROUP RTPRIO RUID SCH SESS SGI_P SID SIZE SLICE SPID STACKP START STIME SUPGID SVUID ' +
      'SZ TASK TGID TID TPGID TRS TT TTY UNIT USERNS USWAP WCHAN ZSWAP'
    )
      .split(' ')
      .map((name) => [name, other]),
  ),
}

const columnOf = (name: string): Column | undefined =>
  Object.hasOwn(COLUMNS, name.toUpperCase()) ? COLUMNS[name.toUpperCase()] : undefined

/** Top's lists have what those of ps lack: the share of RES that is shared. */
const ofTop = (names: readonly string[]) => names.includes('VIRT') || names.includes('RES') || names.includes('%VSZ')

/** The columns that the head of a list of `ps` or of `top` names; null where the line is none. */
export function columnsOf(text: string, tool: 'ps' | 'top' = 'ps'): readonly Column[] | null {
  if (text.length > 1000 || !/(?:^|\s)(?:PID|RSS)(?:\s|$)/.test(text)) return null
  const names = text.split(/\s+/)
  const columns = names.map(columnOf)
  // lsof prints PID and COMMAND too.
  if (names.includes('FD') || ofTop(names) !== (tool === 'top')) return null
  // A head may name a column that came after us, or one that the user called as he liked.
  const unknown = names.filter((_, index) => columns[index] === undefined)
  const known = columns.length - unknown.length
  const open = tool === 'top' ? columns.findIndex((column) => column?.words === 'rest') : -1
  // top with all its fields: what stands right of the command can hold blanks, so the command is its first word.
  if (open >= 8 && unknown.length > 2)
    return [...columns.slice(0, open), one('command')].map((column) => column ?? other)
  if (known < 2 || unknown.length > 2 || !unknown.every((name) => /^[%A-Z_]+$/.test(name))) return null
  return columns.map((column) => column ?? other)
}

/** The rest of a head that a narrow page has wrapped. */
export const isRestOfHead = (text: string): boolean =>
  text.length > 0 &&
  text.length < 60 &&
  text.split(/\s+/).every((name) => name !== 'PID' && columnOf(name) && /^[%A-Z]+$/.test(name))

/** How a list can begin. */
export const STARTS = ['F S', 'F UID', 'F   UID', ...Object.keys(COLUMNS).filter((name) => name.length > 2)]

const AUX = 'USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND'

/** The columns of a list without a head (`ps aux | grep java`), by the command that printed it; `summed`: of what it feeds `awk`. */
export function columnsOfCommand(shell: string, summed = false): readonly Column[] | null {
  // What these print are no rows of ps.
  if (/\|\s*(?:awk|wc|cut|sed|perl|python\d?|xargs)\b/.test(shell) && !summed) return null
  const called = /(?:^|[\s;|&(])ps\s+([^|;&]*)/.exec(shell)?.[1]
  if (called === undefined) return null
  const listed = /(?:^|\s)-?\w*o[\s=]?([\w%=,]+)/.exec(called)?.[1]
  if (listed !== undefined) {
    const columns = listed
      .split(',')
      .filter(Boolean)
      .map((name) => columnOf(name.replace(/=.*/, '')))
    return columns.every((column) => column !== undefined) ? columns : null
  }
  return /(?:^|\s)-?\w{0,9}(?:au\w{0,9}x|axu|uax|xau)/.test(called) ? columnsOf(AUX) : null
}

const WEEKDAY = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)$/
const MONTH = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/

/** The words of a row, a place for each column; where the row is cut, the columns to the right of the cut have none. */
export function wordsUnder(columns: readonly Column[], text: string): readonly (Token | undefined)[] {
  const words = tokens(text)
  // Only one column can hold blanks: the last command. What stands right of it is counted from the end.
  const open = columns.findLastIndex((column) => column.words === 'rest')
  const left = open < 0 ? columns.length : open
  const found: (Token | undefined)[] = []
  let at = 0
  for (let index = 0; index < left; index++) {
    const word = words[at]
    found.push(word)
    at += columns[index]!.words === 'date' ? datedWords(word?.text ?? '') : 1
  }
  if (open < 0) return found
  const end = Math.max(at, words.length - (columns.length - open - 1))
  const [first, last] = [words[at], words[end - 1]]
  found.push(
    end > at && first && last ? { text: text.slice(first.from, last.to), from: first.from, to: last.to } : undefined,
  )
  for (let index = end; index < words.length; index++) found.push(words[index])
  return found
}

const datedWords = (word: string) => (WEEKDAY.test(word) ? 5 : MONTH.test(word) ? 2 : 1)

/**
 * Whether words are a row: at most `most` of them are not what their columns print, the process and its owner are, and no
 * more than half of the columns have none.
 */
export function isRow(columns: readonly Column[], words: readonly (Token | undefined)[], most = 1): boolean {
  let there = 0
  let wrong = 0
  for (let index = 0; index < columns.length; index++) {
    const word = words[index]
    if (!word) continue
    there++
    const { shape, field } = columns[index]!
    if (!shape || shape.test(word.text)) continue
    if (field === 'pid' || field === 'user' || ++wrong > most) return false
  }
  return there >= columns.length / 2
}
