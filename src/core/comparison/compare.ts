import type { FormatId } from '../formats/index.ts'
import type { Scope } from '../ledger/account.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import { secondsOf } from '../text/time.ts'
import { bridges, type Bridge } from './bridge.ts'
import { keyedChanges, type KeyedChange } from './keyed.ts'
import { rowChanges, type RowsChange } from './rows.ts'
import { recordOfSide, type Side } from './side.ts'
import { zoneChanges, type ZoneChange } from './zones.ts'

/** Why the two may not be two pictures of one thing. Said before any figure. */
export type Caution =
  | { readonly code: 'hosts' | 'kernels'; readonly before: string; readonly after: string }
  | { readonly code: 'restarted'; readonly kind: FormatId; readonly subject: string }
  | { readonly code: 'groups'; readonly before: Scope; readonly after: Scope }
  /** Neither paste names the group, and their limits differ. */
  | { readonly code: 'unnamed' }

/** All that two sides have in common, held against each other. */
export interface Comparison {
  readonly before: Side
  readonly after: Side
  /** From the one to the other; null where the paste does not tell. Negative where the first is the later one. */
  readonly seconds: number | null
  readonly cautions: readonly Caution[]
  /** The machine's first, then nodes and control groups. */
  readonly bridges: readonly Bridge[]
  readonly zones: readonly ZoneChange[]
  readonly rows: readonly RowsChange[]
  readonly keyed: readonly KeyedChange[]
}

/** What changed from one side to the other. */
export function compare(before: Side, after: Side): Comparison {
  const seconds = secondsBetween(before, after)
  const backward = seconds === null ? isLater(before, after) : seconds < 0
  const keyed = keyedChanges(before, after, seconds, backward)
  const found = bridges(before, after)
  return {
    before,
    after,
    seconds,
    cautions: cautionsOf(before, after, found, keyed),
    bridges: found,
    zones: zoneChanges(before, after),
    rows: rowChanges(before, after),
    keyed,
  }
}

/** Whether two sides have anything that can be held against each other. */
export const isEmpty = ({ bridges: books, zones, rows, keyed }: Comparison): boolean =>
  books.length + zones.length + rows.length + keyed.length === 0

/** By the times that the paste prints for both, else by the uptimes of their lines. */
function secondsBetween(before: Side, after: Side): number | null {
  const [from, to] = [secondsOf(timeOf(before)), secondsOf(timeOf(after))]
  if (from !== null && to !== null) return to === from ? null : to - from
  const [start, end] = [uptimeOf(before), uptimeOf(after)]
  return start === null || end === null || start === end || !sameHost(before, after) ? null : end - start
}

/** When a side was, as printed. */
export const timeOf = (side: Side): string | null =>
  side.failure === null ? side.moment.time : (recordOfSide(side)?.time ?? null)

/** Seconds since boot of the lines that a side was read from. */
function uptimeOf(side: Side): number | null {
  const record = recordOfSide(side)
  if (record) return record.uptime
  return side.moment.records.find(({ role, uptime }) => role !== 'event' && uptime !== null)?.uptime ?? null
}

/** Whether the first stands after the second in the case. */
function isLater(a: Side, b: Side): boolean {
  if (a.moment.index !== b.moment.index) return a.moment.index > b.moment.index
  const at = (side: Side) => side.moment.records.findIndex(({ id }) => id === side.failure?.record)
  return at(a) > at(b)
}

const sameHost = (a: Side, b: Side) => hostOf(a) === null || hostOf(b) === null || hostOf(a) === hostOf(b)
const hostOf = (side: Side): string | null => recordOfSide(side)?.host ?? side.moment.host
const kernelOf = ({ moment, failure }: Side): string | null => failure?.release ?? moment.machine.release?.value ?? null

function cautionsOf(before: Side, after: Side, books: readonly Bridge[], keyed: readonly KeyedChange[]): Caution[] {
  const cautions: Caution[] = []
  const differ = (code: 'hosts' | 'kernels', was: string | null, is: string | null) => {
    if (was !== null && is !== null && was !== is) cautions.push({ code, before: was, after: is })
  }
  differ('hosts', hostOf(before), hostOf(after))
  differ('kernels', kernelOf(before), kernelOf(after))
  for (const { kind, subject, restarted } of keyed) if (restarted) cautions.push({ code: 'restarted', kind, subject })
  for (const { was, scope } of books) {
    if (scope.kind === 'cgroup' && was.kind === 'cgroup' && was.path !== scope.path) {
      cautions.push({ code: 'groups', before: was, after: scope })
    }
    if (scope.kind === 'cgroup' && scope.path === null && was.kind === 'cgroup' && was.path === null) {
      const [one, two] = [unnamedLimit(before), unnamedLimit(after)]
      if (one !== null && two !== null && one !== two) cautions.push({ code: 'unnamed' })
    }
  }
  return cautions
}

/** The limit of the group that a side does not name; Infinity for none, null where it is not printed. */
function unnamedLimit({ moment: { cgroups } }: Side): number | null {
  const limit = cgroups.find(({ path }) => path === null)?.limit ?? null
  return limit === 'unlimited' ? Infinity : (limit?.bytes ?? null)
}

/** The kinds of dumps that a side holds, each once: what could be collected again. */
export function kindsOf(side: Side): readonly FormatId[] {
  const report = recordOfSide(side)
  const records: readonly AnyRecord[] = report ? [report] : side.moment.records
  return [...new Set(records.filter(({ role }) => role !== 'fact').map(({ kind }) => kind))]
}
