import type { Problem } from '../../problem.ts'
import type { Line } from '../../text/line.ts'
import { isUnlimited, readBytes, readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { KIB, type Bytes } from '../../units.ts'
import { readCounters } from './counters.ts'

/** A page counter of a control group; no `limit` where there is none. */
export interface Usage {
  readonly usage?: Figure<Bytes>
  readonly limit?: Figure<Bytes>
  readonly failcnt?: Figure
}

/** The control group whose limit was hit (mm/memcontrol.c, mem_cgroup_print_oom_meminfo and its forerunners). */
export interface ReportedCgroup extends Usage {
  /** The group whose limit was hit. */
  readonly limited?: Quote
  /** The group of the process that was chosen. */
  readonly task?: Quote
  /** v1: memory and swap together. */
  readonly memsw?: Usage
  /** v1: kernel memory. */
  readonly kmem?: Usage
  /** v2 */
  readonly swap?: Usage
  /** Of the limited group, by the kernel's names: sizes in bytes, events as counts. */
  readonly stat?: ReadonlyMap<string, Figure>
  /** v1 prints each group of the subtree. */
  readonly children?: readonly { readonly path?: Quote; readonly fields: ReadonlyMap<string, Figure> }[]
  readonly minProtection?: Figure<Bytes>
  readonly lowProtection?: Figure<Bytes>
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
const OF = { memory: null, 'memory+swap': 'memsw', kmem: 'kmem', swap: 'swap' } as const
const USAGE =
  /^(memory|memory\+swap|kmem|swap):\s*usage\s*(\d+)\s*kB\s*(?:,\s*limit\s*(\d+)\s*kB)?\s*(?:,\s*failcnt\s*(\d+))?/d
const TASK = /^Task in (.*?)(?:\s+killed(?:\s+as a result of(?:\s+limit of)?(?:\s+(\S.*))?)?)?$/d
const REACHED = /^Memory limit reached of cgroup (\S.*)$/d
const STATS = /^Memory cgroup stats for\s+(.*?)\s*(?::\s*(?=[a-z_]+:\d)|:?$)/d
const PROTECTION = /min protection (\d+)kB -- low protection (\d+)kB/d

/** Reads the lines about the group; null where the report is not about one. */
export function readCgroup(lines: readonly Line[], problems: Problem[]): ReportedCgroup | null {
  if (lines.length === 0) return null
  const group: Mutable<ReportedCgroup> = {}
  const stats: { path?: Quote; fields: Map<string, Figure> }[] = []
  for (const line of lines) {
    const { text } = line
    const size = (range: [number, number] | undefined) => (range && readBytes(line, ...range, KIB)) ?? undefined
    const quote = (range: [number, number] | undefined) =>
      range && range[0] < range[1] ? quoteAt(line, ...range) : undefined
    const usage = USAGE.exec(text)
    if (usage) {
      const key = OF[usage[1] as keyof typeof OF]
      const figure = usageOf(line, usage, size)
      if (key === null) Object.assign(group, figure)
      else group[key] = figure
      continue
    }
    const head = text.startsWith('Memory cgroup stats') ? STATS.exec(text) : null
    if (head) {
      const path = quote(head.indices![1])
      const { fields } = readCounters(line, head[0].length, problems)
      stats.push({ ...(path && { path }), fields: new Map(fields) })
      continue
    }
    const task = TASK.exec(text) ?? REACHED.exec(text)
    if (task) {
      const [inside, limit] = text.startsWith('Task') ? [1, 2] : [2, 1]
      const member = quote(task.indices![inside])
      const limited = quote(task.indices![limit])
      if (member) group.task = member
      if (limited) group.limited = limited
      continue
    }
    const protection = PROTECTION.exec(text)
    const minimum = size(protection?.indices![1])
    const low = size(protection?.indices![2])
    if (minimum) group.minProtection = minimum
    if (low) group.lowProtection = low
    if (!protection) addStat(stats, line)
  }
  const own = stats.find(({ path }) => path?.value === group.limited?.value) ?? stats[0]
  if (own) {
    group.stat = own.fields
    if (!group.limited && own.path) group.limited = own.path
    const others = stats.filter((each) => each !== own)
    if (others.length > 0) group.children = others
  }
  return group
}

/** `anon 133898240`: bytes, or an event's count. */
function addStat(stats: { fields: Map<string, Figure> }[], line: Line): void {
  const blank = line.text.indexOf(' ')
  const key = line.text.slice(0, blank)
  const figure = readFigure(line, blank + 1, line.text.length)
  const fields = stats.at(-1)?.fields
  if (fields && figure && !fields.has(key)) fields.set(key, figure)
}

function usageOf(
  line: Line,
  match: RegExpExecArray,
  size: (range: [number, number] | undefined) => Figure<Bytes> | undefined,
): Usage {
  const [, , usageRange, limitRange, failcntRange] = match.indices!
  const usage = size(usageRange)
  const limit = size(limitRange)
  const failcnt = failcntRange && readFigure(line, ...failcntRange)
  return {
    ...(usage && { usage }),
    // 9007199254740988kB and the like: the counter's greatest value.
    ...(limit && !isUnlimited(limit.value) && { limit }),
    ...(failcnt && { failcnt }),
  }
}
