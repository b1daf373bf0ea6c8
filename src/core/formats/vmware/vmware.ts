import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { bytes, MIB, type Bytes } from '../../units.ts'
import { commandAbove } from '../command.ts'
import { defineFormat } from '../format.ts'

/** What VMware Tools tell a guest about its memory on the host (`vmware-toolbox-cmd stat`). */
export interface Vmware {
  /** What the host has taken back through the balloon driver. */
  readonly balloon?: Figure<Bytes>
  /** The most that the host gives; absent where it sets no limit. */
  readonly memlimit?: Figure<Bytes>
  /** What the host has swapped out behind the guest's back. */
  readonly swap?: Figure<Bytes>
  /** What the host guarantees. */
  readonly memres?: Figure<Bytes>
  /** The lines of `stat raw text`, as printed. */
  readonly raw?: ReadonlyMap<string, Figure | Quote>
}

type Statistic = 'balloon' | 'memlimit' | 'swap' | 'memres'
const ANY = /\b(balloon|memlimit|swap|memres|cpures|cpulimit|speed|hosttime|sessionid)\b/g
const MEMORY: ReadonlySet<string> = new Set<Statistic>(['balloon', 'memlimit', 'swap', 'memres'])
/** vmware-toolbox-cmd prints MB and means MiB (open-vm-tools, toolboxcmd-stat.c). */
const VALUE = /^(\d+)\s*MB$/
const OTHER_VALUE = /^(?:\d+\s*MHz|0x[0-9a-f]+|.{0,30}\d\d:\d\d:\d\d.{0,30})$/
const RAW = /^([\w.]+)\s*=\s*(\S.*|)$/
/** "No limit" is the greatest number of 32 bits. */
const NO_LIMIT = 2 ** 32 - 1

/** What a command asks for, in the order in which the answers follow; null for another program's. */
function askedBy(command: string | null): { raw: boolean; names: readonly string[] } | null {
  if (command === null || !command.includes('vmware-toolbox-cmd')) return null
  return { raw: /\bstat\s+raw\b/.test(command), names: [...command.matchAll(ANY)].map(([name]) => name) }
}

/** How many lines from `at` on answer what was asked. */
function answers(
  lines: readonly Line[],
  at: number,
  { raw, names }: { raw: boolean; names: readonly string[] },
): number {
  let end = at
  const fits = ({ text, heading }: Line) =>
    heading === null && (raw ? RAW.test(text) : end - at < names.length && (VALUE.test(text) || OTHER_VALUE.test(text)))
  while (end < lines.length && fits(lines[end]!)) end++
  return end - at
}

export const vmware = defineFormat({
  id: 'vmware',
  collect: 'for s in balloon memlimit swap memres; do vmware-toolbox-cmd stat $s; done',
  role: 'state',
  starts: [],
  commands: ['vmware-toolbox-cmd'],
  claim(lines, at) {
    const asked = askedBy(commandAbove(lines, at))
    const seen = new Set(asked?.names)
    let end = at + (asked ? answers(lines, at, asked) : 0)
    // One command tells one figure: what is asked next belongs to the same picture, until something is asked again.
    for (let next = end; end > at && next < lines.length && next < end + 3; next++) {
      const { heading, text } = lines[next]!
      const more = heading && askedBy(heading.command)
      if (more && !more.names.some((name) => seen.has(name))) {
        more.names.forEach((name) => seen.add(name))
        const count = answers(lines, next + 1, more)
        if (count === 0) break
        end = next + 1 + count
        next = end - 1
      } else if (text !== '') break
    }
    return end - at
  },
  read(lines, { heading }) {
    const problems: Problem[] = []
    const memory: { [Each in Statistic]?: Figure<Bytes> } = {}
    const raw = new Map<string, Figure | Quote>()
    let names = [...(askedBy(heading?.command ?? null)?.names ?? [])]
    for (const line of lines) {
      if (line.heading) names = [...(askedBy(line.heading.command)?.names ?? [])]
      else if (RAW.test(line.text)) readRaw(line, raw)
      else if (line.text !== '') {
        const name = names.shift()
        const digits = VALUE.exec(line.text)?.[1]
        if (name === undefined || digits === undefined || !MEMORY.has(name) || Number(digits) === NO_LIMIT) continue
        const figure = readFigure(line, 0, digits.length, MIB)
        if (figure === null || figure.exact !== undefined) {
          problems.push({ code: 'implausible', span: spanOf(line), what: name })
        } else memory[name as Statistic] ??= { ...figure, value: bytes(figure.value), within: MIB }
      }
    }
    return { data: { ...memory, ...(raw.size > 0 ? { raw } : {}) }, problems }
  },
})

function readRaw(line: Line, raw: Map<string, Figure | Quote>): void {
  const [, key, value] = RAW.exec(line.text)!
  // -1 stands for "no limit".
  if (value === '' || value === '-1' || raw.has(key!)) return
  const from = line.text.length - value!.length
  const span = spanOf(line, from)
  raw.set(key!, readFigure(line, from, line.text.length) ?? { value: value!, span })
}
