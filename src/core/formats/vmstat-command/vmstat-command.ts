import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { KIB } from '../../units.ts'
import { defineFormat } from '../format.ts'

/** One line of `vmstat`: sizes in bytes, traffic in bytes a second, the rest as printed, by vmstat's own names. */
export interface VmstatSample {
  readonly span: Span
  /** As printed, with `-t`. */
  readonly time?: string
  readonly fields: ReadonlyMap<string, number>
}

/** `vmstat` with or without `-a`, `-w`, `-t`, `-S`. */
export interface VmstatCommand {
  /** The first one tells the averages since the boot. */
  readonly samples: readonly VmstatSample[]
  /** The zone of the times, with `-t`: the head of their column. */
  readonly zone?: string
}

/** procps, vmstat.c: the memory columns in the unit of `-S`; `si` and `so` too, a second. */
const SIZES: ReadonlySet<string> = new Set(['swpd', 'free', 'buff', 'cache', 'inact', 'active', 'si', 'so'])
const UNIT: Readonly<Record<string, number>> = { k: 1e3, K: KIB, m: 1e6, M: 2 ** 20 }

const GROUPS = /^-{0,2}procs-*\s/
const HEAD = /^r\s+b\s+(?:w\s+)?swpd\s+free\s/
const isRow = (text: string, columns: number) => /^\d+(?:\s+-?\d+){7}/.test(text) && tokens(text).length >= columns

function headAt(lines: readonly Line[], at: number): { names: readonly string[]; lines: number } | null {
  const skip = GROUPS.test(lines[at]?.text ?? '') ? 1 : 0
  const text = lines[at + skip]?.text ?? ''
  return HEAD.test(text) ? { names: text.split(/\s+/), lines: skip + 1 } : null
}

/** Names of columns that hold counters; the zone that `-t` puts above the times is none. */
const counters = (names: readonly string[]) => names.filter((name) => /^[a-z]+$/.test(name))

export const vmstatCommand = defineFormat({
  id: 'vmstatCommand',
  collect: 'vmstat 1 5',
  role: 'selection',
  starts: ['procs', '--procs', 'r  b', 'r b'],
  claim(lines, at) {
    const head = headAt(lines, at)
    if (!head) return 0
    const columns = counters(head.names).length
    let end = at + head.lines
    let rows = 0
    while (end < lines.length) {
      // vmstat prints its head again for every screen.
      const again = headAt(lines, end)
      if (!again && !isRow(lines[end]!.text, columns)) break
      if (!again) rows++
      end += again?.lines ?? 1
    }
    return rows > 0 ? end - at : 0
  },
  read(lines, { heading }) {
    const problems: Problem[] = []
    const head = headAt(lines, 0)?.names ?? []
    const names = counters(head)
    const zone = head.find((name) => !names.includes(name))
    const unit = UNIT[/\bvmstat\b[^|;&]*\s-S\s?([kKmM])/.exec(heading?.command ?? '')?.[1] ?? 'K']!
    const samples = lines.flatMap((line): VmstatSample[] => {
      if (GROUPS.test(line.text) || HEAD.test(line.text)) return []
      const words = tokens(line.text)
      const fields = new Map<string, number>()
      names.forEach((name, index) => {
        const word = words[index]!
        const value = integer(word.text)
        const span = spanOf(line, word.from, word.to)
        if (value === null) problems.push({ code: 'not-a-number', span, what: name })
        else if (value < 0 || !Number.isSafeInteger(value * unit))
          problems.push({ code: 'implausible', span, what: name })
        else fields.set(name, SIZES.has(name) ? value * unit : value)
      })
      const time = words.slice(names.length).map(({ text }) => text)
      return [{ span: spanOf(line), ...(time.length > 0 ? { time: time.join(' ') } : {}), fields }]
    })
    return { data: { samples, ...(zone === undefined ? {} : { zone }) }, problems }
  },
})
