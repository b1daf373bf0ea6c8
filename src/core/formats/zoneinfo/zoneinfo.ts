import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { integer, readBytes, readFigure } from '../../text/number.ts'
import type { Figure, Span } from '../../text/source.ts'
import { bytes, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'
import { isImplausible } from '../keyed.ts'
import { FAMILIES } from '../vmstat/keys.ts'

/** /proc/zoneinfo (mm/vmstat.c, zoneinfo_show_print). The file counts pages; sizes here are bytes. */
export interface Zoneinfo {
  readonly zones: readonly ZoneInfo[]
  /** Counters of the node, which kernels since 4.8 print below its first zone. */
  readonly nodes?: readonly NodeCounters[]
}

type Size = (typeof SIZES)[number]

export interface ZoneInfo extends Partial<Record<Size, Figure<Bytes>>> {
  readonly node: number
  readonly zone: string
  /** Bytes of this zone that a request for the zone of the same index in the node's list must leave: lowmem_reserve[]. */
  readonly protection?: readonly Bytes[]
  /** Bytes on the lists of all CPUs, which `free` does not hold. */
  readonly pcp?: Bytes
  /** CPUs whose lists are printed. */
  readonly cpus?: number
  /** Every other counter and setting as printed: `nr_*` in pages. */
  readonly fields: ReadonlyMap<string, Figure>
  readonly span: Span
}

export interface NodeCounters {
  readonly node: number
  readonly fields: ReadonlyMap<string, Figure>
  readonly span: Span
}

/** What a zone prints in pages under its own name. */
const SIZES = [
  'free',
  'boost',
  'min',
  'low',
  'high',
  'promo',
  'spanned',
  'present',
  'managed',
  'cma',
  'reserved_highatomic',
  'free_highatomic',
] as const
const isSize = (key: string): key is Size => (SIZES as readonly string[]).includes(key)

const HEAD = /^Node\s*(\d+)\s*,\s*zone\s+(\w+)$/
const INSIDE =
  /^(?:per-node stats|pagesets|pages free\s+\d+|protection:\s*\([\d\s,]*\)?|cpu:\s*\d+(?:\s+pcp:\s*\d+)?|vm stats threshold:\s*\d+|[a-z]\w*:?\s+\d+(?:\s+\([^)]*\))?|--)$/
/** Lines of no other file: counters alone are vmstat's. */
const MARK = /^(?:per-node stats|pagesets|pages free\s|protection:|vm stats threshold:)/
/** A line of the file that lost its value, or part of it. */
const DAMAGED =
  /^(?:pages free|protection|cpu|vm stats|[a-z]+_\w+|count|high|low|min|batch|present|spanned|managed)\b.{0,40}$/

/** Whether a line that is none of the file stands inside of it: a blank, a damaged line, one broken in two. */
const isBridge = (text: string, below: Line | undefined) =>
  text === '' || DAMAGED.test(text) || (text.length < 60 && below !== undefined && INSIDE.test(below.text))

export const zoneinfo = defineFormat({
  id: 'zoneinfo',
  collect: 'cat /proc/zoneinfo',
  role: 'state',
  // A paste can begin inside of it, where the counters are those of /proc/vmstat.
  starts: ['Node', 'pages free', 'per-node stats', 'pagesets', ...FAMILIES],
  files: /(?:^|\/)zoneinfo$/,
  claim(lines, at) {
    const seen = new Set<string>()
    let end = at
    let isOwn = HEAD.test(lines[at]!.text)
    let bridged = 0
    for (let next = at; next < lines.length && bridged < 3; next++) {
      const { text, heading } = lines[next]!
      const head = HEAD.exec(text)
      if (head) {
        // Counters above the first head that nothing marks are a vmstat printed before.
        if (!isOwn) return 0
        // The same zone again is the next table, printed without anything between.
        const zone = `${head[1]} ${head[2]}`
        if (seen.has(zone)) break
        seen.add(zone)
      } else if (INSIDE.test(text)) {
        isOwn ||= MARK.test(text)
        end = next + 1
        bridged = 0
      } else if (next === at || heading !== null || !isBridge(text, lines[next + 1])) break
      else bridged++
    }
    return isOwn ? end - at : 0
  },
  read(lines, { pageSize }) {
    const zones: Draft[] = []
    const nodes: { node: number; fields: Map<string, Figure>; span: Span }[] = []
    const problems: Problem[] = []
    let isHeadless = false
    /** Where counters go: below `per-node stats` they are the node's. */
    let fields = new Map<string, Figure>()
    for (const line of lines) {
      const { text } = line
      const head = HEAD.exec(text)
      const zone = zones.at(-1)
      if (head) {
        fields = new Map()
        zones.push({ node: Number(head[1]), zone: head[2]!, fields, span: spanOf(line) })
      } else if (zone === undefined) isHeadless = true
      else if (text === '' || text === '--' || text === 'pagesets') continue
      else if (text === 'per-node stats') {
        fields = new Map()
        nodes.push({ node: zone.node, fields, span: spanOf(line) })
      } else if (text.startsWith('protection')) {
        const list = protectionOf(text)
        if (list) zone.protection = list.map((pages) => bytes(pages * pageSize))
        else problems.push({ code: 'not-a-number', span: spanOf(line), what: 'protection' })
      } else if (text.startsWith('cpu:')) zone.cpus = (zone.cpus ?? 0) + (/pcp:\s*[1-9]/.test(text) ? 0 : 1)
      else {
        if (text.startsWith('pages free')) fields = zone.fields
        const problem = readCounter(line, zone, fields, pageSize)
        if (problem) problems.push({ code: problem.code, span: spanOf(line), what: problem.what })
      }
    }
    // Nobody knows whose counters those above the first head are.
    if (isHeadless) problems.unshift({ code: 'missing-part', span: spanOf(lines[0]!), what: 'Node' })
    return { data: { zones, ...(nodes.length > 0 && { nodes }) }, problems }
  },
})

/** A zone while it is being read. */
type Draft = { -readonly [Key in keyof ZoneInfo]: ZoneInfo[Key] } & { fields: Map<string, Figure> }

/** `protection: (0, 2990, 15959, 15959)`; null where it is cut or no list of numbers. */
function protectionOf(text: string): number[] | null {
  const inside = /^protection:\s*\(([\d\s,]*)\)$/.exec(text)?.[1]
  const list = inside?.split(',').map((each) => integer(each.trim()))
  return list?.every((each) => each !== null && each < 2 ** 52) ? (list as number[]) : null
}

/** Puts one `name value` where it belongs. */
function readCounter(line: Line, zone: Draft, fields: Map<string, Figure>, pageSize: Bytes) {
  // `pages free 3952`, `scanned 0 (aa: 0 ia: 0)`, `vm stats threshold: 8`: the name is what stands before the number.
  const match = /^(?:pages\s+)?([a-z]\w*(?: \w+)*)(:?)\s+(-?\w+)(?:\s+\(.*)?$/.exec(line.text)
  if (!match) return { code: 'cut-off', what: line.text } as const
  const [, key, colon, value] = match
  const from = line.text.indexOf(value!, line.text.indexOf(key!) + key!.length)
  const figure = readFigure(line, from, from + value!.length)
  if (figure === null) return { code: 'not-a-number', what: key! } as const
  if (isImplausible(figure.value)) return { code: 'implausible', what: key! } as const
  if (colon && /^(?:count|high|batch|high_min|high_max|vm stats threshold)$/.test(key!)) {
    if (key === 'count') zone.pcp = bytes((zone.pcp ?? 0) + figure.value * pageSize)
    return null
  }
  const size = isSize(key!) && fields === zone.fields ? readBytes(line, from, from + value!.length, pageSize) : null
  if (size !== null && isSize(key!)) {
    if (zone[key] === undefined) zone[key] = size
    else if (zone[key].value !== size.value) return { code: 'duplicate-key', what: key } as const
  } else if (!fields.has(key!)) fields.set(key!, figure)
  else if (fields.get(key!)!.value !== figure.value) return { code: 'duplicate-key', what: key! } as const
  return null
}
