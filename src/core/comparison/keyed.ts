import type { FormatId } from '../formats/index.ts'

import { isSpan, type Span } from '../text/source.ts'
import { byChange, changeOf, type Change, type Known } from './change.ts'
import { isKeyed, quantityOf, type Unit } from './quantities.ts'
import { recordOfSide, type Side } from './side.ts'

/** One key of a file at two moments. A counter that starts anew between them has no change. */
export interface KeyChange extends Change {
  readonly key: string
  readonly unit: Unit
  readonly counter: boolean
  /** A counter's change by the second; null where either time is not known. */
  readonly perSecond: number | null
  /** The counter went backward. */
  readonly fell: boolean
}

/** Two files of one kind about one thing, key by key; what changed most comes first. */
export interface KeyedChange {
  readonly kind: FormatId
  /** The group, the process, the node; `''` is the host. */
  readonly subject: string
  readonly rows: readonly KeyChange[]
  /** Its counters began anew between the two: the machine was booted, or the group made again. */
  readonly restarted: boolean
}

/** Every file that both sides hold. `seconds` lie between the two; null where the paste does not tell. */
export function keyedChanges(before: Side, after: Side, seconds: number | null, backward: boolean): KeyedChange[] {
  const earlier = filesOf(before)
  return [...filesOf(after)].flatMap(([about, file]) => {
    const other = earlier.get(about)
    return other ? [keyedChange(other, file, seconds, backward)] : []
  })
}

interface File {
  readonly kind: FormatId
  readonly subject: string
  readonly keys: Map<string, Known>
}

/** The keyed files of a side. The single files of one control group are one, as `grep . memory.*` prints them. */
function filesOf(side: Side): Map<string, File> {
  const files = new Map<string, File>()
  const report = recordOfSide(side)
  for (const record of report ? [] : side.moment.records) {
    if (!isKeyed(record.kind) || record.role === 'event') continue
    const one = record.kind === 'cgroupFile' ? record.data.name : ''
    const subject = one === '' ? record.subject : record.subject.slice(0, -one.length).trimEnd()
    const about = `${record.kind} ${subject}`
    const merges = record.kind === 'cgroupFile' || record.kind === 'hugepages' || record.kind === 'zswap'
    const known = merges ? files.get(about) : undefined
    const keys = known?.keys ?? new Map<string, Known>()
    collect(record.data, one, null, keys)
    files.set(about, { kind: record.kind, subject, keys })
  }
  if (report?.kind === 'oom') {
    const { mem, cgroup } = report.data
    const group = cgroup?.limited?.value ?? ''
    if (mem.size > 0) files.set('oom', { kind: 'oom', subject: '', keys: collected(mem) })
    if (cgroup?.stat) files.set(`stat ${group}`, { kind: 'memoryStat', subject: group, keys: collected(cgroup.stat) })
  }
  return files
}

const collected = (value: unknown): Map<string, Known> => {
  const keys = new Map<string, Known>()
  collect(value, '', null, keys)
  return keys
}

/** Members that hold entries without being a step of the way to them; and those that only say which entry it is. */
const STEPLESS: ReadonlySet<string> = new Set([
  'fields',
  'values',
  'value',
  'zones',
  'nodes',
  'areas',
  'pools',
  'controllers',
])
const NAMES: ReadonlySet<string> = new Set(['span', 'node', 'zone', 'pid', 'filename', 'name', 'type'])

/** Every number of a record by the way to it: `Node 0 Normal free`, `TCP mem`, `some avg10`. */
function collect(value: unknown, path: string, outer: Span | null, keys: Map<string, Known>): void {
  const step = (key: string) => (path === '' ? key : `${path} ${key}`)
  if (typeof value === 'number') {
    if (outer && !keys.has(path)) keys.set(path, { value, spans: [outer] })
  } else if (typeof value !== 'object' || value === null) return
  else if (value instanceof Map) {
    for (const [key, each] of value) collect(each, step(String(key)), outer, keys)
  } else if (Array.isArray(value)) {
    for (const each of value as readonly unknown[]) {
      const name = nameOf(each)
      if (name !== null) collect(each, step(name), outer, keys)
    }
  } else if ('span' in value && isSpan(value.span) && 'value' in value) {
    if (typeof value.value === 'number' && !keys.has(path)) keys.set(path, { value: value.value, spans: [value.span] })
  } else {
    const place = 'span' in value && isSpan(value.span) ? value.span : outer
    for (const [key, each] of Object.entries(value)) {
      // A pool's size is its name; a swap area's is a figure.
      if (NAMES.has(key) || (key === 'size' && typeof each === 'number')) continue
      collect(each, STEPLESS.has(key) ? path : step(key), place, keys)
    }
  }
}

/** What an entry of a list is called; null where nothing tells it from the others. */
function nameOf(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null
  if ('zone' in entry && 'node' in entry) return `Node ${String(entry.node)} ${String(entry.zone)}`
  // hugepages: a pool is of one size, of the machine or of a node.
  const node = 'node' in entry && typeof entry.node === 'number' ? `Node ${entry.node}` : null
  if ('size' in entry && typeof entry.size === 'number')
    return [node, `${entry.size / 1024} kB`].filter(Boolean).join(' ')
  if (node !== null) return node
  for (const key of ['filename', 'name'] as const) {
    const name: unknown = (entry as Partial<Record<typeof key, unknown>>)[key]
    if (typeof name === 'string') return name
  }
  return null
}

function keyedChange(before: File, after: File, seconds: number | null, backward: boolean): KeyedChange {
  const rows = [...new Set([...after.keys.keys(), ...before.keys.keys()])].flatMap((key): KeyChange[] => {
    const quantity = quantityOf(after.kind, key)
    if (!quantity) return []
    const change = changeOf(before.keys.get(key) ?? null, after.keys.get(key) ?? null)
    const fell = quantity.counter && (backward ? -(change.change ?? 0) : (change.change ?? 0)) < 0
    return [{ key, ...quantity, ...change, ...(fell ? { change: null } : {}), fell, perSecond: null }]
  })
  // A group that is gone takes its share of the sums of v1 with it (mm/memcontrol-v1.c, memcg1_stat_format).
  const restarted = rows.some(({ key, fell }) => fell && !key.startsWith('total_'))
  return {
    kind: after.kind,
    subject: after.subject,
    restarted,
    rows: rows
      .map((row) => {
        if (!row.counter) return row
        if (restarted) return { ...row, change: null }
        return { ...row, perSecond: row.change === null || !seconds ? null : row.change / seconds }
      })
      .sort(byChange),
  }
}
