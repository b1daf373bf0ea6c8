import { spanOf, type Line } from '../../text/line.ts'
import type { Figure } from '../../text/source.ts'
import { bytes, type Bytes } from '../../units.ts'

/**
 * What node_exporter makes of /proc/meminfo (collector/meminfo_linux.go): `node_memory_Active_anon_bytes 1.29e+09`, sizes in
 * bytes; before 0.16 without `_bytes`. Counts (`HugePages_Total`) stay counts.
 */
const SAMPLE =
  /^node_memory_([A-Z]\w{0,62}?)(?:_bytes)?(?:\{[^{}]*\})? +(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?: +(?:\d{10,13}|[@#].*))?$/i
const COMMENT = /^# (?:HELP|TYPE) node_memory_[A-Z]/

/** How its lines begin. */
export const METRICS = ['node_memory_', '# HELP node_memory_', '# TYPE node_memory_'] as const

export const isComment = (text: string): boolean => COMMENT.test(text)

/** One sample under the kernel's name of the field; null where the line is none. */
export function sampleOf(line: Line): { readonly key: string; readonly figure: Figure<Bytes> } | null {
  const match = line.text.startsWith('node_memory_') ? SAMPLE.exec(line.text) : null
  if (!match) return null
  return {
    key: match[1]!.replace(/^(Active|Inactive)_(anon|file)$/, '$1($2)'),
    figure: { value: bytes(Math.round(Number(match[2]))), span: spanOf(line) },
  }
}

/** How many lines from `at` on are samples of one scrape: no name stands there twice. */
export function samplesFrom(lines: readonly Line[], at: number): number {
  const seen = new Set<string>()
  let end = at
  for (let next = at; next < lines.length && next - end < 4; next++) {
    const line = lines[next]!
    const key = sampleOf(line)?.key
    if (key === undefined) {
      if (line.text === '' || COMMENT.test(line.text)) continue
      break
    }
    if (seen.has(key)) break
    seen.add(key)
    end = next + 1
  }
  // One sample alone is a name in prose.
  return seen.size > 1 ? end - at : 0
}
