import type { Origin } from './line.ts'

/** Where the message of a line begins, and what stood before it. */
interface Stripped {
  readonly at: number
  readonly origin: Origin | null
  readonly path: string | null
}

// Sticky patterns, each tried only where its first character stands: see `stripPrefix`.
const QUOTE = /(?:> ?)+|\| /y
/** `<4>`, and the version that RFC 5424 has after it; `<4>0 pages in swap cache` has none. */
const LEVEL = /<\d{1,3}>(?:1 (?=\d{4}-\d\d-|- ))?/y
/** `[  123.456789]`, with the delta of `dmesg -d` or a vendor's `@cpu`; the dot tells it from a pid of a process table. */
const UPTIME = /\[\s*(?:\d+-)?(\d+)(?:\.|=2E)(\d{3,6})(?:\s*<\s*\d+\.\d+>|[@,]\d{1,3})?\] ?/y
/** The same with its bracket lost to a cut selection. */
const CUT_UPTIME = /(\d+)\.(\d{6})\] /y
/** A log in a comment, as in a commit's message or a script. */
const COMMENTED = /^# {0,3}\[\s*\d+\.\d{6}\]/
/**
 * CONFIG_PRINTK_CALLER: the task or CPU that printed; and what the vendors of telephones print in its place:
 * `(3)[215:kswapd0]` MediaTek, `[3:  kswapd0:  215]` Samsung, `c3    215 ` Spreadtrum.
 */
const CALLER =
  /\[\s*[CT]\s*\d+\] ?|[-.]?\(\d+\)\[\d+:[^\]]*\] ?|[A-Z]?\[\s*\d{1,2}:[^\]:]{1,20}:\s*\d+\] ?|c\d{1,2} (?:\s*\d+ (?!(?:pages|page|total|free|reserved|swap|pagecache|[KMGT]?i?B)\b(?![:_])))?(?!invoked|:)/y
/** `dmesg -T` in any language, `dmesg --time-format=iso`. */
const CLOCK = /\[([^\][]{0,40}\d\d:\d\d:\d\d[^\][]{0,18})\] ?/y
/** `dmesg -H`: the minute, then the distance to it. */
const HUMAN = /\[(?:\p{L}+\.? ?\d+ \d\d:\d\d|\s*\+\d+\.\d+)\] ?/uy
const TAG = /\[(?:pod\/[^\]]+|WARN\w*|INFO|ERR\w*|NOTICE|DEBUG|EMERG|ALERT|CRIT\w*)\] /y
// The end of the line right behind the year is what `date` prints: a line of its own, no prefix.
const SYSLOG =
  /((?:\p{L}{2,4}\.?,? )?(?:\p{L}{3,5}\.?|\d{1,2}月)\s+\d{1,2},?\s\d\d:\d\d:\d\d(?:[.,]\d+)?(?: \d{4}(?!\s*$))?)\s+(?!(?:[AP]M )?(?:[A-Z]{2,5} |[+-]\d\d(?:\d\d)? )?\d{4}\s*$)/uy
// A unit behind it makes the fraction a cell: `2025-03-14 02:41:00,512 MiB`.
const ISO = /(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)\s+(?=\S)(?![KMGT]?i?B\b|%)/y
const DMESG_ISO = /,\d{6}[+-]/
/** A SIEM's CSV export: `TIME,HOST,4,1,kernel:, message`. */
const SIEM = /(\d{4}-\d\d-\d\dT[\d:.]+Z?),([^,]+),\d+,\d+,(\w+):,\s*/y
/** A raw /dev/kmsg record: priority, sequence, microseconds since boot, flags. */
const KMSG = /\d+,\d+,(\d+),[^;\s]*;/y
/** `adb logcat`: day, time, process, thread, level; the tag of its line is the first word of the message. */
const LOGCAT = /(\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})\s+(?:[a-z_]\w*\s+)?\d+\s+\d+ [VDIWEF] (kernel\s*: )?/y
/** metalog: the program in brackets, without a host. */
const METALOG = /\[kernel\] /y
const CRI = /(?:stdout|stderr) [FP] /y
/** netconsole: the sender's address. */
const SENDER = /\d+\.\d+\.\d+\.\d+:\d+ /y
/** `dmesg -x`: facility and level. */
const FACILITY = /(?:kern|user|daemon|syslog|local\d)\s*:\s*\w+\s*:\s?/y
const KERNEL = /(?:[a-z]+\.[a-z]+ )?(?:kernel|vmunix|klogd(?!: page alloc))(?:\[\d+\])?:(?: ?:)? ?/y
const HOST_KERNEL = /([\w.-]+) (?:[a-z]+\.[a-z]+ )?(?:kernel|vmunix|klogd)(?:\[\d+\])?(?::(?: ?:)? ?| (?=\[))/y
const HOST_PROGRAM = /([\w.-]+) ([\w./@-]+)(?:\[\d+\])?: /y
const PROGRAM = /([\w./@-]+)\[\d+\]: /y
/** `grep -H` and `grep . files`: the file before the line. A relative path has a dot or `_` in its name, which `kworker/0:1` has not. */
const PATH =
  /(\.{0,2}\/[^\s:=,;|"'()<>]*|[\w.@-]+\/(?:[\w.@-]+\/)*\w[^\W_]*[._][\w.@-]*|(?:memory|cgroup|hugetlb)\.[\w.]+|meminfo|vmstat|buddyinfo):(?=[^\s:]| +\d)/y

/** A pid or an address: most brackets that are no stamp. */
const PLAIN_BRACKET = /^[\s\d<]*(?:[\d<\]]|pid)/
const LETTER = /\p{L}/u
/** First letters of the facilities and programs that FACILITY and KERNEL know. */
const LOGGERS = 'kudslv'
/** What a path has before its colon. */
const MARK = /^[^\s./]*[./]\S*$/

const isDigit = (text: string, at: number) => {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

/** Sees through the log prefixes of `text`: as many as stand there, in any order that loggers nest them. */
export function stripPrefix(text: string): Stripped {
  let at = 0
  let kernel = false
  let time: string | null = null
  let host: string | null = null
  let program: string | null = null
  let uptime: number | null = null
  let caller: string | null = null
  let path: string | null = null

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at = pattern.lastIndex
    return match
  }
  /** After a time: the host and the program, where the line has them. */
  const takeSender = () => {
    if (take(CRI) || take(SENDER)) return
    if (take(KERNEL)) {
      kernel = true
      return
    }
    const known = take(HOST_KERNEL)
    if (known) {
      kernel = true
      host = known[1]!
      return
    }
    const named = take(HOST_PROGRAM)
    if (named) {
      host = named[1]!
      program = named[2]!
      return
    }
    program = take(PROGRAM)?.[1] ?? program
  }

  for (let round = 0; round < 8; round++) {
    const start = at
    while (text.charCodeAt(at) === 32) at++
    const first = text[at]
    if (first === undefined) break
    if (first === '[') {
      const stamp = take(UPTIME)
      if (stamp) {
        kernel = true
        uptime = Number(`${stamp[1]!}.${stamp[2]!}`)
        caller = take(CALLER)?.[0].replace(/[[\]\s]/g, '') ?? caller
        continue
      }
      const colon = text.indexOf(':', at)
      const clock = colon > 0 && colon < at + 44 ? take(CLOCK) : null
      if (clock) {
        kernel = true
        time = clock[1]!.trim()
        continue
      }
      if (!PLAIN_BRACKET.test(text.slice(at + 1, at + 12))) {
        if (take(HUMAN)) {
          kernel = true
          continue
        }
        if (take(METALOG)) {
          kernel = true
          continue
        }
        if (take(TAG)) continue
      }
    } else if (first === '>' || (first === '|' && round === 0)) {
      if (take(QUOTE)) continue
    } else if (first === '<') {
      if (take(LEVEL)) {
        kernel = true
        continue
      }
    } else if (isDigit(first, 0)) {
      const siem = take(SIEM)
      if (siem) {
        time = siem[1]!
        host = siem[2]!
        kernel ||= siem[3] === 'kernel'
        continue
      }
      const iso = take(ISO)
      if (iso) {
        time = iso[1]!
        // `dmesg --time-format=iso` has a comma, and the message follows: `Hardware name: …` is no host and no program.
        if (DMESG_ISO.test(time)) kernel = true
        else takeSender()
        continue
      }
      const kmsg = take(KMSG)
      if (kmsg) {
        kernel = true
        uptime = Number(kmsg[1]!) / 1e6
        continue
      }
      const android = text[at + 2] === '-' ? take(LOGCAT) : null
      if (android) {
        time = android[1]!
        kernel ||= android[2] !== undefined
        continue
      }
      const uncut = take(CUT_UPTIME)
      if (uncut) {
        kernel = true
        uptime = Number(`${uncut[1]!}.${uncut[2]!}`)
        continue
      }
      const stamp = text.includes('月', at) ? take(SYSLOG) : null
      if (stamp) {
        time = stamp[1]!
        takeSender()
        continue
      }
    } else if (LETTER.test(first)) {
      const colon = text.indexOf(':', at)
      if (colon < 0 || colon > at + 200) break
      if (colon < at + 24) {
        // `12:42:42`: digits on both sides of the first colon.
        const stamp = isDigit(text, colon - 1) && isDigit(text, colon + 1) ? take(SYSLOG) : null
        if (stamp) {
          time = stamp[1]!
          takeSender()
          continue
        }
        if (LOGGERS.includes(first) && (take(FACILITY) || take(KERNEL))) {
          kernel = true
          continue
        }
      }
      if (colon < at + 80 && text.startsWith(' kernel', colon - 7)) {
        const sender = take(HOST_KERNEL)
        if (sender) {
          kernel = true
          host = sender[1]!
          continue
        }
      }
      const named = MARK.test(text.slice(at, colon)) || colon < at + 10 ? take(PATH) : null
      if (named) {
        path = named[1]!
        continue
      }
    } else if (first === '+' && text[at + 1] === '[') {
      // A log that a patch adds.
      at++
      continue
    } else if (first === '#' && COMMENTED.test(text.slice(at, at + 24))) {
      at++
      continue
    } else if (first === '.' && text.startsWith('... kernel', at)) {
      // A host's name that somebody had elided by hand.
      if (take(HOST_KERNEL)) {
        kernel = true
        continue
      }
    } else if (first === '/' || first === '.') {
      const named = take(PATH)
      if (named) {
        path = named[1]!
        continue
      }
    }
    at = start
    break
  }
  const told = kernel || time !== null || host !== null || program !== null || uptime !== null
  const origin = told ? { kernel, time, host, program: kernel ? 'kernel' : program, uptime, caller } : null
  return { at, origin, path }
}
