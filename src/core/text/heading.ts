/** A line that says what follows: a prompt with its command, or the head that `head`, `tail` or a script prints. */
export interface Heading {
  /** The command as typed (`cat /proc/meminfo`), or the file of a `==> file <==` head. */
  readonly command: string
  readonly host: string | null
  /** The directory in the prompt, where it shows one. */
  readonly directory: string | null
}

/** `[root@host dir]# command` */
const BRACKET_PROMPT = /^\[(?:[\w.-]+@)?([\w.-]+)(?:[ :]([^\]]+))?\]\s*[#$>%](.*)$/
/** `root@host:/dir# command`, `host:~# command` */
const COLON_PROMPT = /^(?:[\w.-]+@)?([A-Za-z][\w.-]*):(~|[~/][^\s#$]*)\s?[#$]\s*(\S.*)$/
/** `/sys/fs/cgroup/memory # command`, `~ # command`: busybox shows the directory alone. */
const DIRECTORY_PROMPT = /^(~|\/[\w./-]*)\s?[#$]\s+(\S.*)$/
/** `host # command`, `host# command`, `host ~ # command` */
const HOST_PROMPT = /^(?:[\w.-]+@)?([A-Za-z][\w.-]*)(?: (~|\/[\w./-]*))?\s?[#$] (\S.*)$/
/** `# command`, `#cat /proc/buddyinfo`, `$ command`, `+ command` (set -x) */
const BARE_PROMPT = /^[#$+]\s*((?:[A-Z_]+=\S+\s+)*(?:sudo\s+)?[a-z/.][\w./-]*(?:[\s;|&].*)?)$/
/** A command that stands alone on its line, its prompt left out: `free -h`, `cat /proc/meminfo`. */
const LONE_COMMAND =
  /^(?:sudo )?(?:(?:free|ps|top|vmstat|uname|date|sar|numastat|numactl|swapon|zramctl|ipcs|df|pmap|lsmod|dmesg|slabtop|sysctl|cat|grep|head|tail)(?: (?:-\S+|(?!-)[^\s/.]*[/.]\S+|\d{1,3}))*|ps a?u?x[a-z]*(?: -\S+)*|(?:kubectl (?:top|describe)|docker stats|vmware-toolbox-cmd stat) [\w ./-]+)(?: ?\| ?[\w. /'"{}$+=|,-]+)?$/
/** `web01 | CHANGED | rc=0 >>`: ansible, above what a host answered. */
const ANSWER = /^([\w.-]+) \| (?:CHANGED|SUCCESS|FAILED) \| rc=\d+ >>$/
const RULED_START = /^(?:==|---|##)/

/** The heading that a line is, or null. Expects a line without log prefix, trimmed. */
export function headingOf(text: string): Heading | null {
  const heading = promptOf(text)
  const target = heading && heading.command.length > 7 ? targetOf(heading.command) : null
  return heading && target !== null ? { ...heading, host: target, directory: null } : heading
}

function promptOf(text: string): Heading | null {
  const first = text.charCodeAt(0)
  // [ # $ + = -  and letters, ~ and / where a prompt sign follows soon.
  if (first === 0x5b) return isLetter(text.charCodeAt(1)) ? prompt(BRACKET_PROMPT.exec(text)) : null
  if (first === 0x23 || first === 0x24 || first === 0x2b || first === 0x3d || first === 0x2d) {
    if (RULED_START.test(text)) {
      const command = betweenRules(text)
      return command === null ? null : { command, host: null, directory: null }
    }
    const bare = BARE_PROMPT.exec(text)
    return bare ? { command: bare[1]!, host: null, directory: null } : null
  }
  if (text.startsWith('Every ')) {
    const repeated = watched(text)
    if (repeated) return repeated
  }
  if (text.endsWith(' >>')) {
    const host = ANSWER.exec(text)?.[1]
    if (host !== undefined) return { command: '', host, directory: null }
  }
  const sign = promptSign(text)
  if (sign < 0)
    return text.length < 100 && LONE_COMMAND.test(text) ? { command: text, host: null, directory: null } : null
  const colon = COLON_PROMPT.exec(text)
  if (colon) return prompt(colon)
  const directory = DIRECTORY_PROMPT.exec(text)
  if (directory) return { command: directory[2]!, host: null, directory: directory[1]! }
  return prompt(HOST_PROMPT.exec(text))
}

/**
 * What stands between the rules of `==> file <==`, `===== command =====`, `--- command ---`, `### command` or `== path`; null
 * for a rule alone.
 */
function betweenRules(text: string): string | null {
  const mark = text[0]!
  let from = 0
  let to = text.length
  while (text[from] === mark) from++
  while (to > from && text[to - 1] === mark) to--
  const [before, after] = [from, text.length - to]
  const file = text[from] === '>' && text[to - 1] === '<'
  const inner = text.slice(file ? from + 1 : from, file ? to - 1 : to).trim()
  if (inner === '' || [...inner].every((character) => character === mark || character === ' ')) return null
  if (mark === '-') return before >= 3 && after >= 3 ? inner : null
  if (mark === '#') return before <= 6 && text[from] === ' ' ? inner : null
  return text[from] === '>' && !file ? null : inner
}

/** `Every 2.0s: free -m      web01: Thu Nov 20 12:42:42 2025`: watch, above what it repeats. */
function watched(text: string): Heading | null {
  const start = /^Every \d{1,6}[.,]\ds: /.exec(text)?.[0].length
  const end = text.slice(0, 400).search(/\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s/)
  if (start === undefined || end < start) return null
  const command = text.slice(start, end).trimEnd()
  if (!command.endsWith(':')) return { command, host: null, directory: null }
  const at = command.lastIndexOf(' ')
  return { command: command.slice(0, at).trimEnd(), host: command.slice(at + 1, -1), directory: null }
}

/** Commands that run another one somewhere else, and their options that take a word. */
const ELSEWHERE: readonly (readonly [tool: RegExp, valued: string])[] = [
  [/^ssh$/, 'bcDEFiIJlLmoOpQRSwW'],
  [/^(?:docker|podman|nerdctl|crictl) exec$/, 'euw'],
  [/^(?:kubectl|oc|k) exec$/, 'nc'],
  [/^oc rsh$/, 'nc'],
  [/^(?:lxc|incus) exec$/, ''],
  [/^pct exec$/, ''],
]

/** The machine or container that a command reads in the place of the prompt's own (`ssh pve2 free -m`), or null. */
function targetOf(command: string): string | null {
  const words = command.slice(0, 400).split(/\s+/)
  if (words[0] === 'sudo') words.shift()
  if (words[0] === 'lxc-attach') return words[words.indexOf('-n') + 1] ?? null
  const valued = ELSEWHERE.find(([tool]) => tool.test(words[0] ?? '') || tool.test(words.slice(0, 2).join(' ')))
  if (!valued) return null
  let at = valued[0].test(words[0]!) ? 1 : 2
  while (words[at]?.startsWith('-')) at += words[at]!.length === 2 && valued[1].includes(words[at]![1]!) ? 2 : 1
  // A login without a command is followed by prompts of its own.
  if (words[at + 1] === undefined) return null
  const name = words[at]!.replace(/^.*@/, '').replace(/^pods?\//, '')
  return /^[A-Za-z0-9][\w.-]*$/.test(name) ? name : null
}

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/** Where a prompt's sign stands in the first 80 characters, or -1: most lines end the search here. */
function promptSign(text: string): number {
  const hash = text.indexOf('#')
  const at = hash >= 0 ? hash : text.indexOf('$')
  if (at < 2 || at > 80) return -1
  return at
}

function prompt(match: RegExpExecArray | null): Heading | null {
  return match ? { command: match[3]!.trim(), host: match[1]!, directory: match[2] ?? null } : null
}

/** `2>/dev/null`, `> out.txt`: no file that is read. */
const REDIRECTION = /\d?>+\s*\S+/g
/** Quoted words without a path in them are patterns; `$(pgrep -x java)` is part of a path. */
const QUOTED = /(["'])([^"']*)\1/g
const WORD = /(?:\$\([^)]*\)|[^\s])+/g
const PATH = /^(?=.*[/.])[\w./@:~{}[\]$() *-]*[\w*}/]$/
/** More files than anybody names in one command. */
const MOST = 64

/**
 * The files that a heading's command prints, in its order; relative ones joined to the directory of the prompt or of a
 * leading `cd`. Empty where it names none.
 */
export const pathsOf = (heading: Heading): string[] => filesOf(heading).paths

/** A path that the command's output names (`grep . a/memory.max`), joined to the directory that the command ran in. */
export const resolved = (heading: Heading, path: string): string => joined(filesOf(heading).directory, path)

function filesOf({ command, directory }: Heading): { paths: string[]; directory: string | null } {
  const paths: string[] = []
  let inside = directory
  const bare = command
    .slice(0, 4096)
    .replace(QUOTED, (_, __, inner: string) => (/^[/$]\S*$/.test(inner) ? inner : ' '))
    .replace(REDIRECTION, ' ')
  for (const step of bare.split(/;|&&|\|\|/)) {
    const words = step.split('|')[0]?.match(WORD)?.flatMap(alternatives)
    if (words === undefined) continue
    const named = words.filter((word) => PATH.test(word) && /[^.]/.test(word)).map((word) => joined(inside, word))
    if (words[0] === 'cd') inside = named[0] ?? inside
    else paths.push(...named)
    if (paths.length > MOST) break
  }
  return { paths, directory: inside }
}

/** `memory.{current,max}` names two files. */
function alternatives(word: string): string[] {
  const [, before, list, behind] = /^([^{}]*)\{([^{},]*,[^{}]*)\}([^{}]*)$/.exec(word) ?? []
  return list === undefined ? [word] : list.split(',').map((each) => `${before}${each}${behind}`)
}

const joined = (directory: string | null, word: string): string =>
  /^[/$~]/.test(word) || directory === null || directory.startsWith('~')
    ? word
    : `${directory.replace(/\/$/, '')}/${word.replace(/^\.\//, '')}`
