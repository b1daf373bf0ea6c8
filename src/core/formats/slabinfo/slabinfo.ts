import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { integer } from '../../text/number.ts'
import type { Span } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** A slab cache; its memory is `slabs` × `pagesPerSlab` pages. What a row lacks is absent. */
export interface SlabCache {
  /** With SLUB one name can stand for many caches that were merged. */
  readonly name: string
  readonly activeObjects: number
  readonly totalObjects: number
  /** Bytes. */
  readonly objectSize: number
  readonly objectsPerSlab?: number
  readonly pagesPerSlab?: number
  readonly activeSlabs?: number
  readonly slabs?: number
  readonly span: Span
}

/** /proc/slabinfo (mm/slab_common.c, slabinfo_show), whole or the rows that grep left. */
export interface Slabinfo {
  /** `2.1` since 2.6.10. */
  readonly version?: string
  readonly caches: readonly SlabCache[]
}

const VERSION = /^slabinfo - version: (\d+\.\d+)(?: \([\w ]+\))?$/
const HEAD = /^# name\s+<active_objs>/
/** Names can hold blanks, so the numbers are taken from the colon to the left. */
const TUNABLES = /:\s*tunables\b/
/** Before 2.6: `name active total size active_slabs slabs pages_per_slab`, with `: limit batchcount` on SMP. */
const ROW_1 = /^(\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)(?:\s*:.*)?$/
/** The rest of a row that a narrow page has wrapped, and a row that is cut. */
const REST = /^[:\d\s]*(?:(?:tunables|slabdata)[:\d\s]*)?(?:slabdata[\d\s]*)?$/
const CUT = /^[\w.:()@-]+(?:\s+\d+)*$/

const isRow = (text: string) => TUNABLES.test(text)
const nameIn = (text: string) => /^\S+/.exec(text)?.[0] ?? ''

export const slabinfo = defineFormat({
  id: 'slabinfo',
  collect: 'sudo cat /proc/slabinfo',
  role: 'state',
  starts: ['slabinfo - version', '# name'],
  mark: /: ?tunables/,
  files: /(?:^|\/)(?:memory\.kmem\.)?slabinfo$/,
  claim(lines, at) {
    let old = false
    let first: string | null = null
    let end = at
    for (let next = at; next < lines.length; next++) {
      const { text } = lines[next]!
      const version = VERSION.exec(text)?.[1]
      if (version !== undefined) {
        if (next > at) break
        old = version.startsWith('1.')
      } else if (isRow(text) || (old && ROW_1.test(text))) {
        // The first cache again is the next table.
        if (first === nameIn(text)) break
        first ??= nameIn(text)
      } else if (!HEAD.test(text)) {
        const isLast = next + 1 >= lines.length || lines[next + 1]!.text === ''
        const isBetween = isRow(lines[next + 1]?.text ?? '')
        if (end === at || text === '' || lines[next]!.heading) break
        if (!(REST.test(text) || ((isLast || isBetween) && CUT.test(text)))) break
      }
      end = next + 1
    }
    return first === null ? 0 : end - at
  },
  read(lines) {
    const caches: SlabCache[] = []
    const problems: Problem[] = []
    let version: string | undefined
    for (const { line, text } of rowsOf(lines)) {
      const printed = VERSION.exec(text)?.[1]
      if (printed !== undefined) version = printed
      else if (!HEAD.test(text)) {
        const cache = version?.startsWith('1.') ? oldCache(text) : cacheOf(text)
        if (cache) caches.push({ ...cache, span: spanOf(line) })
        if (cache?.slabs === undefined) problems.push({ code: 'ragged-row', span: spanOf(line), what: nameIn(text) })
      }
    }
    return { data: { ...(version !== undefined && { version }), caches }, problems }
  },
})

/** Rows with what a wrap had parted from them. */
function rowsOf(lines: readonly Line[]): { line: Line; text: string }[] {
  const rows: { line: Line; text: string }[] = []
  for (const line of lines) {
    const row = rows.at(-1)
    if (row && isRow(row.text) && !isRow(line.text) && REST.test(line.text)) row.text += ` ${line.text}`
    else rows.push({ line, text: line.text })
  }
  return rows
}

type Numbers = Omit<SlabCache, 'span'>

function cacheOf(text: string): Numbers | null {
  const colon = TUNABLES.exec(text)
  if (colon === null) return null
  const words = text.slice(0, colon.index).trim().split(/\s+/)
  const [active, total, size, objectsPerSlab, pagesPerSlab] = words.slice(-5).map(count)
  const name = words.slice(0, -5).join(' ')
  if (name === '' || active == null || total == null || size == null) return null
  const slabdata = /slabdata\s+(\d+)\s+(\d+)(?:\s+\d+)?(?:\s*:.*)?$/.exec(text)
  return {
    name,
    activeObjects: active,
    totalObjects: total,
    objectSize: size,
    ...(objectsPerSlab != null && { objectsPerSlab }),
    ...(pagesPerSlab != null && { pagesPerSlab }),
    ...(slabdata && { activeSlabs: Number(slabdata[1]), slabs: Number(slabdata[2]) }),
  }
}

function oldCache(text: string): Numbers | null {
  const row = ROW_1.exec(text)
  if (row === null) return null
  const [active, total, size, activeSlabs, slabs, pagesPerSlab] = row.slice(2).map(Number)
  return {
    name: row[1]!,
    activeObjects: active!,
    totalObjects: total!,
    objectSize: size!,
    pagesPerSlab: pagesPerSlab!,
    activeSlabs: activeSlabs!,
    slabs: slabs!,
  }
}

/** A count of a machine that exists: whole, not below zero, exact in a double. */
function count(word: string): number | null {
  const value = integer(word)
  return value !== null && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : null
}
