import { spanOf, type Line } from './line.ts'
import type { Span } from './source.ts'

/** A command in the paste that changes the memory it shows: what stands before and after it may be compared. */
export interface Intervention {
  readonly kind: 'drop_caches' | 'compact_memory'
  /** What was written: 1 page cache, 2 dentries and inodes, 3 both. */
  readonly value: number
  readonly span: Span
}

/** `echo 3 > /proc/sys/vm/drop_caches`, `echo 1>/proc/…` as scraped, `… | tee …`, `sysctl -w vm.compact_memory=1` */
const WRITE =
  /(?:echo\s+([1-4])\s*(?:>|\|\s*(?:sudo\s+)?tee\s)\s*\S*\/|sysctl\s+(?:-w\s+)?vm\.)(drop_caches|compact_memory)\b(?:\s*=\s*([1-4]))?/

/** Every such command of a source, in its order: at a prompt, or alone on its line. */
export const interventionsIn = (lines: readonly Line[]): Intervention[] =>
  lines.flatMap((line): Intervention[] => {
    if (!line.text.includes('drop_caches') && !line.text.includes('compact_memory')) return []
    const match = WRITE.exec(line.text)
    if (!match || (line.heading === null && match.index > 0)) return []
    const [whole, echoed, kind, set] = match
    return [
      {
        kind: kind === 'drop_caches' ? 'drop_caches' : 'compact_memory',
        value: Number(echoed ?? set ?? 1),
        span: spanOf(line, match.index, match.index + whole.length),
      },
    ]
  })
