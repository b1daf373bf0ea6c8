import { linesOf } from '../core/text/lines.ts'

/** A way in which a dump reaches us that must not change what is read from it. */
export interface Disguise {
  readonly name: string
  /** `log`: only what the kernel's log printed; `block`: only what stands in a block of lines. */
  readonly only?: 'log' | 'block'
  /** Blanks in the text are not what they were: text values are compared by their words. */
  readonly respaced?: boolean
  wear(text: string): string
}

const eachLine =
  (change: (line: string, number: number) => string) =>
  (text: string): string =>
    text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map(change)
      .join('\n')
      .concat('\n')

const before = (prefix: string) => eachLine((line) => prefix + line)

/** A stamp that advances, as in a real log. */
const seconds = (number: number) => (31 + number * 1e-6).toFixed(6)

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A log's own lines without what loggers had put before them; other text as it stands. */
export function bare(text: string, index = 0): string {
  const lines = linesOf({ name: '', text }, index)
  if (!lines.some((line) => line.origin !== null)) return text
  return lines.map((line) => (line.path ? `${line.path}:` : '') + ' '.repeat(line.indent) + line.text).join('\n')
}

export const disguises: readonly Disguise[] = [
  { name: 'dmesg', only: 'log', wear: eachLine((line, n) => `[${seconds(n).padStart(12)}] ${line}`) },
  {
    name: 'dmesg of a kernel that names the task',
    only: 'log',
    wear: eachLine((line, n) => `[${seconds(n)}][ T2468] ${line}`),
  },
  { name: 'dmesg -T', only: 'log', wear: before('[Thu Nov 20 17:25:01 2025] ') },
  { name: 'dmesg -T in Chinese', only: 'log', wear: before('[四 11月 20 17:25:01 2025] ') },
  {
    name: 'dmesg --time-format=iso',
    only: 'log',
    wear: eachLine((line, n) => `2025-11-20T17:25:01,${String(n).padStart(6, '0')}+00:00 ${line}`),
  },
  { name: 'dmesg -x', only: 'log', wear: eachLine((line, n) => `kern  :warn  : [${seconds(n)}] ${line}`) },
  { name: 'level', only: 'log', wear: before('<4>') },
  { name: 'level and stamp', only: 'log', wear: eachLine((line, n) => `<4>[${seconds(n)}] ${line}`) },
  { name: 'syslog', only: 'log', wear: before('Nov 20 17:25:01 node-1 kernel: ') },
  {
    name: 'syslog with stamp',
    only: 'log',
    wear: eachLine((line, n) => `Nov 20 17:25:01 node-1 kernel: [${seconds(n)}] ${line}`),
  },
  { name: 'syslog with ISO time', only: 'log', wear: before('2025-11-20T17:25:01.123456+08:00 node-1 kernel: ') },
  { name: 'journalctl -o short-precise', only: 'log', wear: before('Nov 20 17:25:01.123456 node-1 kernel: ') },
  { name: 'journalctl -o short-iso', only: 'log', wear: before('2025-11-20T17:25:01+0800 node-1 kernel: ') },
  {
    name: 'journalctl -o json',
    only: 'log',
    wear: eachLine((line) =>
      JSON.stringify({
        _HOSTNAME: 'node-1',
        _TRANSPORT: 'kernel',
        SYSLOG_IDENTIFIER: 'kernel',
        PRIORITY: '4',
        MESSAGE: line,
      }),
    ),
  },
  { name: 'logger', only: 'block', wear: before('Nov 20 17:25:01 node-1 collect[812]: ') },
  {
    name: 'one message that rsyslog has folded',
    only: 'block',
    wear: (text) => `Nov 20 17:25:01 node-1 collect[812]: ${text.trimEnd().replace(/\r?\n/g, '#012')}\n`,
  },
  { name: 'Kubernetes log', wear: before('2025-11-20T17:25:01.123456789Z stdout F ') },
  {
    name: 'Docker log',
    wear: eachLine((line) =>
      JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2025-11-20T17:25:01.123456789Z' }),
    ),
  },
  { name: 'CRLF', wear: eachLine((line) => `${line}\r`) },
  { name: 'byte order mark', wear: (text) => `\ufeff${text}` },
  { name: 'quoted in a mail', wear: before('> ') },
  { name: 'quoted twice', wear: before('> > ') },
  { name: 'indented code', wear: before('    ') },
  { name: 'fenced code', wear: (text) => `\`\`\`\n${text.trimEnd()}\n\`\`\`\n` },
  { name: 'HTML entities', wear: (text) => text.replace(/[&<>"]/g, (character) => ENTITY[character]!) },
  { name: 'terminal colours', wear: eachLine((line) => `\x1b[01;32m${line}\x1b[0m`) },
  { name: 'non-breaking blanks', wear: (text) => text.replaceAll(' ', '\u00a0') },
  { name: 'full-width blanks', wear: (text) => text.replaceAll(' ', '\u3000') },
  {
    name: 'full-width punctuation',
    wear: (text) => text.replace(/[:,=()]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)),
  },
  { name: 'trailing blanks', wear: eachLine((line) => `${line}   `) },
  { name: 'tabs for blanks', wear: (text) => text.replace(/ /g, '\t') },
  { name: 'columns collapsed to one blank', respaced: true, wear: (text) => text.replace(/(?<=\S) {2,}(?=\S)/g, ' ') },
  { name: 'a prompt above', wear: (text) => `[root@node-1 ~]# collect\n${text}` },
  { name: 'a prompt above and below', wear: (text) => `root@node-1:~# collect\n${text.trimEnd()}\nroot@node-1:~# \n` },
  {
    name: 'prose around',
    wear: (text) => `The graph looked odd, so we took this:\n\n${text.trimEnd()}\n\nAnd then it went on.\n`,
  },
]
