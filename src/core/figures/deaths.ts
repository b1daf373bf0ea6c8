import type { Report } from '../analyze.ts'
import type { Failure } from '../allocation/failure.ts'
import { grouped } from '../lookup.ts'
import { victimsIn } from '../findings/kills.ts'
import type { Task } from '../formats/kernel-log/tasks.ts'
import type { RecordOf } from '../snapshot/record.ts'
import type { Span } from '../text/source.ts'
import { secondsOf } from '../text/time.ts'
import type { Dated } from './timeline.ts'

/** What a kill was for: a group's limit, or memory that the whole machine, a cpuset or a memory policy has. */
export type Limit = { readonly scope: NonNullable<Failure['scope']>; readonly path: string | null }

/** A process that the OOM killer killed. Sizes in bytes; null where the report does not say. */
export interface Death extends Dated {
  /** The report that tells of it: `oom[3]` */
  readonly record: string
  readonly name: string | null
  /** The group it was in. */
  readonly cgroup: string | null
  readonly limit: Limit
  /** The limit that was hit. */
  readonly limitBytes: number | null
  readonly rss: number | null
  /**
   * Whether no larger process of its report lived: the culprit, as far as one report tells; a bystander where one did.
   * Null where no table of processes has it.
   */
  readonly largest: boolean | null
  /** The larger one that lived. */
  readonly larger: string | null
  /** The line that says so. */
  readonly span: Span
}

/** Every kill of a case, in the order of the paste. */
export function deathsOf({ records, moments }: Pick<Report, 'records' | 'moments'>): Death[] {
  const failures = new Map(moments.flatMap(({ failures: each }) => each.map((failure) => [failure.record, failure])))
  return records.flatMap((record) => (record.kind === 'oom' ? deathsIn(record, failures.get(record.id) ?? null) : []))
}

/** What a report was about, for the machine where nothing tells. */
export const limitOf = ({ data }: RecordOf<'oom'>, failure: Failure | null): Limit => ({
  scope: failure?.scope ?? 'global',
  path: failure?.scope === 'memcg' ? (data.cgroup?.limited?.value ?? failure.cgroup?.path ?? null) : null,
})

/** The victims of one report; a group that dies whole (memory.oom.group) has several. */
export function deathsIn(record: RecordOf<'oom'>, failure: Failure | null): Death[] {
  const { id, data, time, uptime, host, source } = record
  const limit = limitOf(record, failure)
  const tasks = data.tasks?.rows ?? []
  const all = victimsIn(data)
  const dead = new Set(all.flatMap(({ pid }) => pid?.value ?? []))
  const alive = tasks.filter(({ pid }) => !dead.has(pid)).reduce<Task | null>(larger, null)
  return all.map(({ pid, name, anonRss, fileRss, shmemRss, span }) => {
    const parts = [anonRss, fileRss, shmemRss].filter((part) => part !== undefined)
    const own = tasks.find((task) => task.pid === pid?.value)
    const rss = parts.length > 0 ? parts.reduce((sum, { value }) => sum + value, 0) : (own?.rss ?? null)
    const isLargest = own ? alive === null || sizeOf(alive) <= sizeOf(own) : null
    return {
      record: id,
      time,
      uptime,
      host,
      source,
      name: name?.value ?? own?.name ?? null,
      // The line names the group of the first victim; those of a group that dies whole are in it or below it.
      cgroup: data.cgroup?.task?.value ?? null,
      limit,
      limitBytes: limit.scope === 'memcg' ? (data.cgroup?.limit?.value ?? null) : null,
      rss,
      largest: isLargest,
      larger: isLargest === false ? (alive?.name ?? null) : null,
      span,
    }
  })
}

/** What the OOM killer counts (mm/oom_kill.c, oom_badness), without oom_score_adj. */
const sizeOf = ({ rss, swap = 0, pageTables = 0 }: Task) => rss + swap + pageTables

const larger = (a: Task | null, b: Task): Task => (a === null || sizeOf(b) > sizeOf(a) ? b : a)

/** Who died how often: a program in one group. */
export interface DeathRow {
  readonly key: string
  readonly name: string | null
  readonly cgroup: string | null
  readonly host: string | null
  readonly kills: number
  /** The reports it died in, in the order of the paste. */
  readonly records: readonly string[]
  readonly first: Dated
  readonly last: Dated
  /** Largest RSS at a death, and the report of it. */
  readonly rss: number | null
  readonly worst: string
  /** What it died for, the most frequent first, with the limits that were hit. */
  readonly limits: readonly { readonly limit: Limit; readonly bytes: readonly number[]; readonly kills: number }[]
  /** In how many of the `weighed` reports, which list it among the processes, it was the largest. */
  readonly largest: number
  readonly weighed: number
  /** The larger ones that lived, the most frequent first. */
  readonly larger: readonly string[]
  readonly evidence: readonly Span[]
}

/** Victims by name and group, worst first: by kills, then by memory. */
export function whoDied(deaths: readonly Death[]): DeathRow[] {
  return [...grouped(deaths, ({ name, cgroup, host, limit }) => JSON.stringify([name, cgroup ?? limit.path, host]))]
    .map(([key, group]) => rowOf(key, group))
    .sort(byWorst)
}

const byWorst = (a: { kills: number; rss: number | null }, b: { kills: number; rss: number | null }) =>
  b.kills - a.kills || (b.rss ?? -1) - (a.rss ?? -1)

function rowOf(key: string, group: readonly [Death, ...Death[]]): DeathRow {
  const [first] = group
  const worst = group.reduce((a, b) => ((b.rss ?? -1) > (a.rss ?? -1) ? b : a))
  const ordered = group.toSorted(byTime)
  const weighed = group.filter(({ largest }) => largest !== null)
  const lived = grouped(
    group.filter((death) => death.larger !== null),
    (death) => death.larger!,
  )
  return {
    key,
    name: first.name,
    cgroup: first.cgroup ?? first.limit.path,
    host: first.host,
    kills: group.length,
    records: [...new Set(group.map(({ record }) => record))],
    first: ordered[0]!,
    last: ordered.at(-1)!,
    rss: worst.rss,
    worst: worst.record,
    limits: [...grouped(group, ({ limit }) => JSON.stringify(limit)).values()]
      .map((same) => ({
        limit: same[0].limit,
        bytes: [...new Set(same.flatMap(({ limitBytes }) => limitBytes ?? []))].sort((a, b) => a - b),
        kills: same.length,
      }))
      .sort((a, b) => b.kills - a.kills),
    largest: weighed.filter(({ largest }) => largest).length,
    weighed: weighed.length,
    larger: [...lived].sort((a, b) => b[1].length - a[1].length).map(([name]) => name),
    evidence: group.map(({ span }) => span),
  }
}

/** By the clock that both tell, else as pasted. */
function byTime(a: Dated, b: Dated): number {
  const [from, to] = [secondsOf(a.time), secondsOf(b.time)]
  if (from !== null && to !== null) return from - to
  return a.source === b.source && a.uptime !== null && b.uptime !== null ? a.uptime - b.uptime : 0
}

/** What a lane of the timeline is about. */
export type LaneName =
  | { readonly kind: 'limit'; readonly limit: Limit }
  | { readonly kind: 'victim'; readonly name: string | null }
  /** Reports of no kill. */
  | { readonly kind: 'report'; readonly of: Failure['kind'] }

/** Reports of one group or one victim. */
export interface Lane<Item> {
  readonly key: string
  readonly name: LaneName
  readonly host: string | null
  readonly items: readonly Item[]
  readonly kills: number
  /** Σ RSS of the dead; null where no report says. */
  readonly rss: number | null
}

/** What lanes are made of: a report with the dead of it. */
export interface Reported extends Dated {
  readonly id: string
  readonly kind: Failure['kind']
  /** What an OOM report was about; null for others. */
  readonly limit: Limit | null
  readonly deaths: readonly Death[]
}

/** Reports by what they were about or by who died, worst first: by kills, then by memory, then by reports. */
export function lanesOf<Item extends Reported>(items: readonly Item[], by: 'limit' | 'victim'): Lane<Item>[] {
  const named = (item: Item): LaneName => {
    if (item.limit === null) return { kind: 'report', of: item.kind }
    return by === 'limit'
      ? { kind: 'limit', limit: item.limit }
      : { kind: 'victim', name: item.deaths[0]?.name ?? null }
  }
  return [...grouped(items, (item) => JSON.stringify([named(item), item.host]))]
    .map(([key, group]) => {
      const deaths = group.flatMap((item) => item.deaths)
      const sizes = deaths.flatMap(({ rss }) => rss ?? [])
      return {
        key,
        name: named(group[0]),
        host: group[0].host,
        items: group,
        kills: deaths.length,
        rss: sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) : null,
      }
    })
    .sort((a, b) => byWorst(a, b) || b.items.length - a.items.length)
}
