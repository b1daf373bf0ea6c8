import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import { quoteAt } from '../../text/quote.ts'
import type { Figure, Quote, Span } from '../../text/source.ts'
import { defineLogFormat, type Parsed } from '../format.ts'
import { readMask } from '../kernel-log/head.ts'

/** A node's share of the cache. Counts; SLAB prints used and all (`12/13`), SLUB all. */
export interface SlubNode {
  readonly node: number
  readonly slabs: number
  readonly slabsUsed?: number
  readonly objects: number
  readonly objectsUsed?: number
  readonly free: number
  readonly span: Span
}

/** The slab allocator got no page (mm/slub.c and mm/slab.c, slab_out_of_memory). */
export interface SlubFailure {
  readonly allocator: 'SLUB' | 'SLAB'
  /** -1 where no node was preferred. */
  readonly node?: Figure
  readonly cpu?: Figure
  readonly gfpMask?: Quote
  readonly gfpFlags?: Quote
  readonly gfpBasis?: 'printed' | 'release' | 'era'
  /** `kmalloc-256(1234:3c9d0f2e1b7a)` is a cache of a control group. */
  readonly cache?: Quote
  /** Bytes. */
  readonly objectSize?: Figure
  readonly bufferSize?: Figure
  readonly defaultOrder?: Figure
  readonly minOrder?: Figure
  readonly order?: Figure
  /** Slab debugging made objects larger. */
  readonly debugging?: Quote
  readonly nodes: readonly SlubNode[]
}

const CACHE = /^cache:?\s+(\S+?)\s*,?\s*object size:/d
const SIZES = [
  ['objectSize', /object size:\s*(\d+)/d],
  ['bufferSize', /buffer size:\s*(\d+)/d],
  ['defaultOrder', /default order:\s*(\d+)/d],
  ['minOrder', /min order:\s*(\d+)/d],
  ['order', /, order:\s*(\d+)/d],
] as const
const NODE = /^node (\d+):\s*slabs:\s*(?:(\d+)\/)?(\d+),\s*objs:\s*(?:(\d+)\/)?(\d+),\s*free:\s*(\d+)/

export const slubFailure = defineLogFormat({
  id: 'slubFailure',
  collect: 'journalctl -k --no-pager | grep -A6 "Unable to allocate memory on"',
  role: 'event',
  read(lines): Parsed<SlubFailure> {
    const problems: Problem[] = []
    const head = lines[0]!
    const cache = lines.find(({ text }) => text.startsWith('cache'))
    const debugging = lines.find(({ text }) => text.includes('debugging increased'))
    const nodes = lines.flatMap((line) => nodeOf(line) ?? [])
    if (!cache) problems.push({ code: 'missing-part', span: spanOf(lines.at(-1)!), what: 'cache' })
    else if (nodes.length === 0) problems.push({ code: 'missing-part', span: spanOf(cache), what: 'node' })
    const node = figure(head, / on node (-?\d+)/d)
    const cpu = figure(head, / on CPU (\d+)/d)
    return {
      data: {
        allocator: head.text.startsWith('SLAB') ? 'SLAB' : 'SLUB',
        ...(node && { node }),
        ...(cpu && { cpu }),
        ...readMask(head, null),
        ...(cache && cacheOf(cache)),
        ...(debugging && { debugging: { value: debugging.text.split(' ')[0]!, span: spanOf(debugging) } }),
        nodes,
      },
      problems,
    }
  },
})

function cacheOf(line: Line): Partial<SlubFailure> {
  const range = CACHE.exec(line.text)?.indices?.[1]
  const sizes = SIZES.flatMap(([key, pattern]) => {
    const size = figure(line, pattern)
    return size ? [[key, size] as const] : []
  })
  return { ...(range && { cache: quoteAt(line, ...range) }), ...Object.fromEntries(sizes) }
}

function nodeOf(line: Line): SlubNode | null {
  const match = NODE.exec(line.text)
  if (!match) return null
  const [, node, slabsUsed, slabs, objectsUsed, objects, free] = match
  return {
    node: Number(node),
    slabs: Number(slabs),
    ...(slabsUsed !== undefined && { slabsUsed: Number(slabsUsed) }),
    objects: Number(objects),
    ...(objectsUsed !== undefined && { objectsUsed: Number(objectsUsed) }),
    free: Number(free),
    span: spanOf(line),
  }
}

function figure(line: Line, pattern: RegExp): Figure | undefined {
  const range = pattern.exec(line.text)?.indices?.[1]
  return (range && readFigure(line, ...range)) ?? undefined
}
