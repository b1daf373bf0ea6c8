import type { SlabCache } from '../formats/slabinfo/slabinfo.ts'
import type { SlabtopCache } from '../formats/slabtop/slabtop.ts'
import { rowsOfList } from '../figures/processes.ts'
import { grouped } from '../lookup.ts'
import { callersOf } from '../ledger/vmalloc.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import { recordOf, recordWithId } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { byChange, type Change } from './change.ts'
import { recordOfSide, reportsFor, type Side } from './side.ts'

/** What a table of many rows is of. */
export type RowsOf = 'slab-caches' | 'processes' | 'vmalloc-callers' | 'call-sites' | 'containers'

/** A row of a table at two moments, in bytes. `new` and `gone` where the other table is whole and does not have it. */
export interface RowChange extends Change {
  readonly name: string
  /** Of a process; null where rows of one name were put together. */
  readonly pid: number | null
  /** How many rows of the table each side has under the name. */
  readonly counts: readonly [before: number, after: number]
  readonly state: 'both' | 'new' | 'gone' | 'not-listed'
}

/** Two tables of many rows, matched by name; what changed most comes first. */
export interface RowsChange {
  readonly of: RowsOf
  /** What of a row is compared. */
  readonly size: 'rss' | 'pss' | 'size'
  readonly rows: readonly RowChange[]
  /** The same with the processes of one name as one; null for other tables. */
  readonly byName: readonly RowChange[] | null
}

/** One row before it is matched. */
interface Row {
  readonly name: string
  readonly pid?: number | undefined
  readonly size: number
  readonly span: Span
}

interface Table {
  readonly rows: readonly Row[]
  /** What is not in it is not there: no `head` or `grep` has cut it. */
  readonly whole: boolean
  readonly size: RowsChange['size']
}

const READERS: readonly (readonly [of: RowsOf, read: (side: Side) => Table | null])[] = [
  ['slab-caches', slabCaches],
  ['processes', processes],
  ['vmalloc-callers', callers],
  ['call-sites', callSites],
  ['containers', containers],
]

/** The tables that both sides hold. */
export function rowChanges(before: Side, after: Side): RowsChange[] {
  return READERS.flatMap(([of, read]) => {
    const [one, two] = [read(before), read(after)]
    if (!one || !two || one.size !== two.size || one.rows.length === 0 || two.rows.length === 0) return []
    return [
      {
        of,
        size: two.size,
        rows: matched(one, two),
        byName: of === 'processes' ? byName(one, two) : null,
      },
    ]
  })
}

/** Rows of one name and id; then what is left of a name, whatever its ids: a worker that was started anew has another. */
function matched(before: Table, after: Table): RowChange[] {
  const id = ({ name, pid }: Row) => `${pid ?? ''} ${name}`
  const [was, is] = [grouped(before.rows, id), grouped(after.rows, id)]
  const same = [...is.keys()].filter((key) => was.has(key))
  const rows = same.map((key) => rowChange(was.get(key)!, is.get(key)!, before, after))
  for (const key of same) {
    was.delete(key)
    is.delete(key)
  }
  const left = (groups: ReadonlyMap<string, readonly Row[]>) => grouped([...groups.values()].flat(), ({ name }) => name)
  return [...rows, ...pairs(left(was), left(is), before, after)].sort(byChange)
}

const byName = (before: Table, after: Table): RowChange[] =>
  pairs(grouped(before.rows, nameOf), grouped(after.rows, nameOf), before, after).sort(byChange)

const nameOf = ({ name }: Row) => name

const pairs = (
  was: ReadonlyMap<string, readonly Row[]>,
  is: ReadonlyMap<string, readonly Row[]>,
  before: Table,
  after: Table,
): RowChange[] =>
  [...new Set([...is.keys(), ...was.keys()])].map((key) =>
    rowChange(was.get(key) ?? [], is.get(key) ?? [], before, after),
  )

/** Lines of a group that are marked in the source. */
const MARKED = 200

function rowChange(before: readonly Row[], after: readonly Row[], was: Table, is: Table): RowChange {
  const [one, two] = [before.length > 0, after.length > 0]
  const state = one && two ? 'both' : two ? (was.whole ? 'new' : 'not-listed') : is.whole ? 'gone' : 'not-listed'
  const sum = (rows: readonly Row[]) => rows.reduce((total, { size }) => total + size, 0)
  const [first] = two ? after : before
  const lone = before.length < 2 && after.length < 2 && (!one || !two || before[0]!.pid === after[0]!.pid)
  return {
    name: first!.name,
    pid: lone ? (first!.pid ?? null) : null,
    counts: [before.length, after.length],
    state,
    before: one ? sum(before) : null,
    after: two ? sum(after) : null,
    change: state === 'not-listed' ? null : sum(after) - sum(before),
    evidence: [...before, ...after].slice(0, MARKED).map(({ span }) => span),
  }
}

/** A command that shows a part of a table. */
const CUT = /\|\s*(?:sudo\s+)?(?:head|tail|grep|egrep|awk|sed|less|more)\b|^(?:sudo\s+)?(?:grep|egrep|head|tail)\b/
const isCut = ({ context }: AnyRecord) => CUT.test(context.heading?.command ?? '')

/** mm/slab_common.c, slabinfo_show: the memory of a cache is its slabs; slabtop has multiplied it out. */
function slabCaches(side: Side): Table | null {
  const { moment } = side
  const report = recordOfSide(side)
  if (report) {
    const slabs = 'slabs' in report.data ? report.data.slabs : []
    // Only what is large is printed (mm/slab_common.c, dump_unreclaimable_slab).
    const rows = slabs.map(({ name, total, span }) => ({ name, size: total, span }))
    return { rows, whole: false, size: 'size' }
  }
  const info = recordOf(moment, 'slabinfo')
  if (info) {
    const page = moment.machine.pageSize.value
    const rows = info.data.caches.flatMap((cache) => {
      const size = sizeOf(cache, page)
      return size === null ? [] : [{ name: cache.name, size, span: cache.span }]
    })
    return { rows, whole: info.data.version !== undefined && !isCut(info), size: 'size' }
  }
  const top = recordOf(moment, 'slabtop')
  if (!top) return null
  const { caches, activeCaches } = top.data
  const rows = caches.map(({ name, cacheSize, span }: SlabtopCache) => ({ name, size: cacheSize, span }))
  return { rows, whole: activeCaches !== undefined && caches.length >= activeCaches.value, size: 'size' }
}

function sizeOf({ slabs, pagesPerSlab, totalObjects, objectSize }: SlabCache, page: number): number | null {
  if (slabs !== undefined && pagesPerSlab !== undefined) return slabs * pagesPerSlab * page
  return slabs === undefined ? totalObjects * objectSize : null
}

/** The table of `ps`, else of `top`, else that of the last OOM report. */
function processes(side: Side): Table | null {
  const report = recordOfSide(side)
  const list = report ? undefined : (recordOf(side.moment, 'ps') ?? recordOf(side.moment, 'top'))
  if (list) {
    const seen = new Set<number>()
    const rows = rowsOfList(list.data.processes).filter(
      ({ pid, name }) => name !== '' && (pid === undefined || (!seen.has(pid) && seen.add(pid))),
    )
    const size = rows.every(({ pss }) => pss !== undefined) ? 'pss' : 'rss'
    return {
      rows: rows.flatMap((row) =>
        row[size] === undefined ? [] : [{ name: row.name, pid: row.pid, size: row[size], span: row.span }],
      ),
      // Whoever shows the first process of the machine or the container shows all that come after it, as a rule.
      whole: !isCut(list) && rows.some(({ pid }) => pid === 1),
      size,
    }
  }
  const last = reportsFor(side).findLast(({ kind }) => kind === 'oom')
  const oom = last && recordWithId(side.moment, last.record)
  if (oom?.kind !== 'oom' || !oom.data.tasks) return null
  const whole = !oom.problems.some(({ what }) => what === 'tasks')
  return {
    rows: oom.data.tasks.rows.map(({ name, pid, rss, span }) => ({ name, pid, size: rss, span })),
    whole,
    size: 'rss',
  }
}

/** Who asked for vmalloc memory; a list cut by `head` still names the large ones. */
function callers({ moment, failure }: Side): Table | null {
  const record = failure ? undefined : recordOf(moment, 'vmallocinfo')
  if (!record) return null
  const rows = callersOf(record.data.areas, moment.machine.pageSize.value)
  return {
    rows: rows.flatMap(({ name, size, evidence: [span] }) => (span ? [{ name, size, span }] : [])),
    whole: !isCut(record),
    size: 'size',
  }
}

function callSites({ moment, failure }: Side): Table | null {
  const record = failure ? undefined : recordOf(moment, 'allocinfo')
  if (!record) return null
  const rows = record.data.sites.map(({ site, function: name, size, span }) => ({
    name: `${site} ${name}`,
    size,
    span,
  }))
  return { rows, whole: !isCut(record), size: 'size' }
}

/** Pods, nodes and containers as their tools count them. */
function containers({ moment, failure }: Side): Table | null {
  const pods = failure ? undefined : recordOf(moment, 'kubectlTop')
  if (pods) {
    const rows = pods.data.usages.flatMap(({ namespace, pod, name, memory, span }) =>
      memory ? [{ name: [namespace, pod, name].filter(Boolean).join('/'), size: memory.value, span }] : [],
    )
    return { rows, whole: !isCut(pods), size: 'size' }
  }
  const stats = failure ? undefined : recordOf(moment, 'dockerStats')
  if (!stats) return null
  const rows = stats.data.containers.flatMap(({ id, name, usage, span }) =>
    usage ? [{ name: name ?? id, size: usage.value, span }] : [],
  )
  return { rows, whole: !isCut(stats), size: 'size' }
}
