import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { isUnlimited, readFigure } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** The `memory_stats` of Docker's API (`GET /containers/ID/stats`): the kernel's own counters, in bytes. */
export interface DockerMemoryStats {
  readonly usage?: Figure
  readonly max_usage?: Figure
  readonly limit?: Figure
  readonly failcnt?: Figure
  /** The control group's memory.stat, by the kernel's names. */
  readonly stats: ReadonlyMap<string, Figure>
}

const OPEN = /"memory_stats"\s*:\s*\{/
const PAIR =
  /"(\w{1,64})"\s*:\s*(?:(-?\d{1,30})(?=\s*[,}\s]|$)|(\{)|("[^"]{0,200}"|true|false|null|-?[\d.eE+-]{1,40}))/g
const OWN: ReadonlySet<string> = new Set(['usage', 'max_usage', 'limit', 'failcnt'])
/** Lines of the longest answer, with room. */
const MOST = 400

/** How deep the braces of a line leave us. */
const depthAfter = (text: string, from: number) => {
  let depth = 0
  for (let at = from; at < text.length; at++) depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0
  return depth
}

export const dockerMemoryStats = defineFormat({
  id: 'dockerMemoryStats',
  collect: 'curl -s --unix-socket /run/docker.sock http://localhost/containers/ID/stats?stream=0',
  role: 'state',
  starts: ['"memory_stats"', '{"read"', '{"id"', '{"name"', '{"memory_stats"', '{"blkio_stats"'],
  claim(lines, at) {
    const open = OPEN.exec(lines[at]!.text)
    if (!open) return 0
    let depth = depthAfter(lines[at]!.text, open.index)
    let end = at + 1
    // A truncated answer ends with the lines that look like it.
    while (depth > 0 && end < lines.length && end < at + MOST && /^[\s"{}\],]/.test(lines[end]!.text)) {
      depth += depthAfter(lines[end]!.text, 0)
      end++
    }
    return end - at
  },
  read(lines) {
    const problems: Problem[] = []
    const own: { -readonly [Key in 'usage' | 'max_usage' | 'limit' | 'failcnt']?: Figure } = {}
    const stats = new Map<string, Figure>()
    let depth = 0
    for (const [index, line] of lines.entries()) {
      const from = index === 0 ? OPEN.exec(line.text)!.index + '"memory_stats"'.length : 0
      depth = readPairs(line, from, depth, (key, figure, inside) => {
        if (figure.value < 0) problems.push({ code: 'implausible', span: figure.span, what: key })
        // The last digit before the braces close may not be the number's last.
        else if (index === lines.length - 1 && figure.span.to === spanOf(line).to)
          problems.push({ code: 'cut-off', span: figure.span, what: key })
        else if (isUnlimited(figure.value)) return
        else if (inside > 1) {
          if (!stats.has(key)) stats.set(key, figure)
        } else if (OWN.has(key)) own[key as keyof typeof own] ??= figure
      })
      if (depth <= 0) break
    }
    return { data: { ...own, stats }, problems }
  },
})

/** Calls `put` for each number of a line; gives the depth of braces after it. What follows the last brace is another's. */
function readPairs(
  line: Line,
  from: number,
  before: number,
  put: (key: string, figure: Figure, depth: number) => void,
): number {
  let depth = before
  let at = from
  const walk = (to: number) => {
    for (; at < to; at++) {
      depth += line.text[at] === '{' ? 1 : line.text[at] === '}' ? -1 : 0
      if (depth <= 0 && line.text[at] === '}') return false
    }
    return true
  }
  for (const match of line.text.matchAll(PAIR)) {
    if (match.index < from) continue
    if (!walk(match.index)) return 0
    const [whole, key, digits] = match
    const start = match.index + whole.length - (digits?.length ?? 0)
    const figure = digits === undefined ? null : readFigure(line, start, match.index + whole.length)
    if (figure) put(key!, { ...figure, span: spanOf(line, match.index, match.index + whole.length) }, depth)
  }
  walk(line.text.length)
  return depth
}
