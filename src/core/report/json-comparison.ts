import type { Report } from '../analyze.ts'
import { compare } from '../comparison/compare.ts'
import { pairsOf } from '../comparison/pairs.ts'
import { sayComparison } from '../comparison/say.ts'
import type { Language } from '../language/say.ts'
import type { Scope } from '../ledger/account.ts'
import { unmarked } from '../text/markup.ts'

/** However many snapshots: from the first to the last, and the latest steps between. */
const MOST_PAIRS = 8
const MOST_ROWS = 50

/** The comparisons of the document. */
export function jsonComparisons(report: Report, language: Language): readonly unknown[] {
  return pairsOf(report, MOST_PAIRS).map(([before, after]) => {
    const { seconds, bridges, zones, rows, keyed, ...comparison } = compare(before, after)
    const { cautions, sentence } = sayComparison({ ...comparison, seconds, bridges, zones, rows, keyed }, language)
    return {
      before: before.moment.index,
      after: after.moment.index,
      seconds,
      text: unmarked(sentence),
      cautions: comparison.cautions.map(({ code }, index) => ({ code, text: unmarked(cautions[index] ?? '') })),
      bridges: bridges.map((bridge) => ({
        scope: scopeOf(bridge.scope),
        totalBeforeBytes: bridge.before.bytes,
        totalAfterBytes: bridge.after.bytes,
        steps: bridge.steps.map((step) => ({
          id: step.id,
          ...(step.name === null ? {} : { name: step.name }),
          beforeBytes: step.before,
          afterBytes: step.after,
          changeBytes: step.change,
        })),
        untold: bridge.untold.map(({ id, name, knownTo, bytes }) => ({
          id,
          ...(name === null ? {} : { name }),
          knownTo,
          bytes,
        })),
      })),
      zones: zones.map(({ node, zone, orders, freeBytes }) => ({
        node,
        zone,
        changeBlocks: orders.map(({ change }) => change),
        changeBytes: freeBytes,
      })),
      tables: rows.map(({ of, size, rows: list }) => ({
        of,
        size,
        rows: list
          .filter(({ change }) => change !== 0)
          .slice(0, MOST_ROWS)
          .map(({ name, pid, state, before: was, after: is, change }) => ({
            name,
            ...(pid === null ? {} : { pid }),
            state,
            beforeBytes: was,
            afterBytes: is,
            changeBytes: change,
          })),
      })),
      keys: keyed.map(({ kind, subject, restarted, rows: list }) => ({
        kind,
        subject,
        restarted,
        changed: list
          .filter((row) => row.before !== row.after)
          .map(({ key, unit, counter, before: was, after: is, change, perSecond }) => ({
            key,
            unit,
            counter,
            before: was,
            after: is,
            change,
            perSecond,
          })),
      })),
    }
  })
}

function scopeOf(scope: Scope): string {
  if (scope.kind === 'node') return `node ${scope.node}`
  if (scope.kind === 'cgroup') return scope.path === null ? 'cgroup' : `cgroup ${scope.path}`
  return scope.kind === 'report' ? scope.record : 'host'
}
