import { spanOf, tokens, type Line } from '../../text/line.ts'
import type { Quote } from '../../text/source.ts'
import { commandAbove } from '../command.ts'
import { defineFormat } from '../format.ts'

/** What `uname` tells: who the machine is and which kernel it runs. */
export interface Uname {
  readonly host?: Quote
  /** `3.10.0-693.2.2.el7.x86_64` */
  readonly release?: Quote
  /** The build: `#1 SMP Tue Sep 12 22:26:13 UTC 2017`. */
  readonly version?: Quote
  /** `x86_64` */
  readonly machine?: Quote
}

const ALL = /^(?:[#$]\s*uname\s+-\w{0,9}a\w{0,9}?\s*)?Linux\s+(\S+)\s+(\d+\.\d\S*)\s+(#\d.*)$/
const END = /(?:GNU\/)?Linux$/
const MACHINE =
  /\s(x86_64|i[3-6]86|aarch64\w*|arm64|arm\w+|ppc\w*|s390x?|mips\w*|riscv\w+|sparc\w*|ia64|alpha|loongarch64|parisc\w*|m68k|e2k|sh4\w*)(?=\s|$)/
/** In the order in which uname prints what its options ask for (coreutils, uname.c). */
const OPTIONS = 'snrvmpio'
const FIELD: Readonly<Record<string, keyof Uname>> = { n: 'host', r: 'release', m: 'machine' }

/** The options of a call that prints single words (`uname -r`), in the order of the words. */
function wordsAsked(command: string | null): readonly string[] | null {
  const called = command === null ? null : /(?:^|[\s;|&(/])uname((?:\s+-\w+)*)\s*(?:$|[;|&)<>])/.exec(command)
  const letters = called?.[1]?.replace(/[\s-]/g, '') ?? ''
  return letters === '' || /[av]/.test(letters) ? null : [...OPTIONS].filter((letter) => letters.includes(letter))
}

export const uname = defineFormat({
  id: 'uname',
  collect: 'uname -a',
  role: 'fact',
  // Pages lose the end of the line between the prompt and the answer.
  starts: ['Linux', '$ uname', '# uname', '#uname', '$uname'],
  commands: ['uname'],
  claim(lines, at) {
    const { text, heading } = lines[at]!
    if (ALL.test(text)) return !END.test(text) && END.test(lines[at + 1]?.text ?? '') ? 2 : 1
    const asked = heading ? null : wordsAsked(commandAbove(lines, at))
    const words = text.split(/\s+/)
    const release = asked?.indexOf('r') ?? -1
    const fits = asked?.length === words.length && (release < 0 || /^\d+\.\d+/.test(words[release]!))
    return fits && (release >= 0 || MACHINE.test(` ${text}`)) ? 1 : 0
  },
  read([line, rest], { heading }) {
    const all = ALL.exec(line!.text)
    if (!all) return { data: readWords(line!, wordsAsked(heading?.command ?? null) ?? []), problems: [] }
    const [, host, release, tail] = all
    const from = line!.text.length - tail!.length
    const machine = machineIn(line!, from) ?? (rest && machineIn(rest, 0))
    return {
      data: {
        host: quote(line!, line!.text.lastIndexOf(host!, line!.text.indexOf(release!)), host!),
        release: quote(line!, line!.text.lastIndexOf(release!, from), release!),
        version: quote(line!, from, versionOf(tail!)),
        ...(machine ? { machine } : {}),
      },
      problems: [],
    }
  },
})

const quote = (line: Line, from: number, value: string): Quote => ({
  value,
  span: spanOf(line, from, from + value.length),
})

const versionOf = (tail: string) => {
  const machine = MACHINE.exec(tail)
  return machine ? tail.slice(0, machine.index) : tail
}

function machineIn(line: Line, from: number): Quote | null {
  const found = MACHINE.exec(` ${line.text.slice(from)}`)
  return found && quote(line, from + found.index, found[1]!)
}

const readWords = (line: Line, asked: readonly string[]): Uname =>
  Object.fromEntries(
    tokens(line.text).flatMap(({ text, from }, index) => {
      const field = FIELD[asked[index] ?? '']
      return field ? [[field, quote(line, from, text)]] : []
    }),
  )
