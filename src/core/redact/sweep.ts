/** Letters and digits of any script; names are made of runs of them. */
const RUN = /[\p{L}\p{N}]+/gu
/** Names of more runs are no names. */
const MOST = 12

/** Finds known names as whole words. */
export interface Sweeper<Name> {
  /** Calls `put` for each; longer names go before the shorter ones in them. */
  (text: string, put: (from: number, to: number, name: Name) => void): void
}

interface Entry<Name> {
  /** By the name from its first run to its last. */
  readonly names: Map<string, Name>
  runs: number
}

/**
 * Looks for `names` in any text, in time linear to it: a word is looked up only where it begins as a name does. Case does
 * not matter where `folds` says so.
 */
export function sweeper<Name>(names: Iterable<readonly [name: string, value: Name, folds: boolean]>): Sweeper<Name> {
  const byFirst = new Map<string, Entry<Name>>()
  for (const [name, value, folds] of names) {
    const runs = [...name.matchAll(RUN)]
    const [first, last] = [runs[0], runs.at(-1)]
    if (!first || !last || runs.length > MOST) continue
    // A name begins and ends with letters or digits; what stands around them is found with them or not at all.
    if (first.index > 0 || last.index + last[0].length < name.length) continue
    for (const spelling of folds ? [name, name.toLowerCase(), name.toUpperCase()] : [name]) {
      const start = spelling.slice(0, first[0].length)
      const entry = byFirst.get(start) ?? { names: new Map<string, Name>(), runs: 0 }
      byFirst.set(start, entry)
      if (!entry.names.has(spelling)) entry.names.set(spelling, value)
      entry.runs = Math.max(entry.runs, runs.length)
    }
  }
  return (text, put) => {
    if (byFirst.size === 0) return
    let line = 0
    while (line <= text.length) {
      const end = text.indexOf('\n', line)
      const stop = end < 0 ? text.length : end
      sweepLine(text, line, stop, byFirst, put)
      line = stop + 1
    }
  }
}

/** A row beyond this is looked at piece by piece. */
const PIECE = 64 * 1024

function sweepLine<Name>(
  text: string,
  start: number,
  stop: number,
  byFirst: ReadonlyMap<string, Entry<Name>>,
  put: (from: number, to: number, name: Name) => void,
): void {
  for (let from = start; from < stop; from += PIECE) {
    const piece = text.slice(from, Math.min(stop, from + PIECE))
    const runs = [...piece.matchAll(RUN)]
    for (let index = 0; index < runs.length; index++) {
      const entry = byFirst.get(runs[index]![0])
      if (!entry) continue
      const at = runs[index]!.index
      for (let last = Math.min(runs.length, index + entry.runs) - 1; last >= index; last--) {
        const end = runs[last]!.index + runs[last]![0].length
        const name = entry.names.get(piece.slice(at, end))
        if (name === undefined) continue
        put(from + at, from + end, name)
        index = last
        break
      }
    }
  }
}
