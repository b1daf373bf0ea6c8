import type { Moment } from '../snapshot/moment.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Intervention } from '../text/intervention.ts'
import { happeningsIn, interventionsOn, placed, type Marker } from './markers.ts'
import { sampleGroups } from './samples.ts'
import { snapshotGroups, type Group } from './snapshots.ts'
import type { Axis, Track } from './track.ts'

/** Quantities over time on one axis, and what happened meanwhile. */
export interface Course {
  readonly axis: Axis
  /** The machines it is of, as far as the paste names them. */
  readonly hosts: readonly string[]
  readonly from: number
  readonly to: number
  readonly tracks: readonly Track[]
  /** In their order. */
  readonly markers: readonly Marker[]
  /** Events whose place on the axis nothing tells. */
  readonly unplaced: number
  /** Events of another time. */
  readonly outside: number
}

/** What a course is made from. */
interface CourseInput {
  readonly moments: readonly Moment[]
  readonly records: readonly AnyRecord[]
  readonly interventions: readonly Intervention[]
}

/** Everything that the paste tells at three moments or more (or samples), a course for each stretch of each clock. */
export function coursesOf({ moments, records, interventions }: CourseInput): readonly Course[] {
  const groups = [...snapshotGroups(moments), ...sampleGroups(records)]
  if (groups.length === 0) return []
  const happenings = happeningsIn(moments, records)
  return joined(groups).map((members): Course => {
    const axis = members[0]!.axis
    const [from, to] = stretchOf(members)
    const hosts = [...new Set(members.flatMap(({ host }) => host ?? []))]
    const { markers, clock, outside } = placed(happenings, { axis, from, to, hosts: new Set(hosts) })
    const restarts = members.flatMap(({ boots }) =>
      boots.map(({ time, span }): Marker => ({
        kind: 'restart',
        at: time,
        between: false,
        record: null,
        moment: null,
        detail: null,
        spans: [span],
      })),
    )
    const commands = members.flatMap(({ at }) => interventionsOn(interventions, moments, at))
    const all = [...markers, ...distinct(restarts), ...distinct(commands)].sort((a, b) => a.at - b.at)
    const tracks = members.flatMap(({ host, tracks: list }) =>
      hosts.length > 1 && host !== null
        ? list.map((track) => ({ ...track, subject: [host, track.subject].filter(Boolean).join(' ') }))
        : list,
    )
    return {
      axis,
      hosts,
      from: Math.min(from, all[0]?.at ?? from),
      to: Math.max(to, all.at(-1)?.at ?? to),
      tracks,
      markers: all,
      unplaced: clock,
      outside,
    }
  })
}

/** Each table of sar tells of the same restart, and a text may quote a command several times. */
function distinct(markers: readonly Marker[]): Marker[] {
  const found = new Map<string, Marker>()
  for (const marker of markers) {
    const key = `${marker.kind} ${marker.detail} ${marker.at}`
    const before = found.get(key)
    found.set(key, before ? { ...before, spans: [...before.spans, ...marker.spans].slice(0, 8) } : marker)
  }
  return [...found.values()]
}

function stretchOf(groups: readonly Group[]): readonly [from: number, to: number] {
  let [from, to] = [Infinity, -Infinity]
  for (const { times } of groups.flatMap(({ tracks }) => tracks)) {
    from = Math.min(from, times[0]!)
    to = Math.max(to, times.at(-1)!)
  }
  return [from, to]
}

/** Numbers and seconds without a beginning are comparable with nothing else. */
const isAlone = (axis: Axis) => axis === 'number' || axis === 'elapsed'

/** Groups of one clock that lie so near to each other that one picture shows both. */
function joined(groups: readonly Group[]): Group[][] {
  const sorted = groups
    .map((group) => ({ group, stretch: stretchOf([group]) }))
    .sort((a, b) => a.stretch[0] - b.stretch[0])
  const lists: { readonly members: Group[]; stretch: readonly [number, number] }[] = []
  for (const { group, stretch } of sorted) {
    const near = lists.find(
      ({ members, stretch: [from, to] }) =>
        members[0]!.axis === group.axis &&
        !isAlone(group.axis) &&
        stretch[0] - to <= Math.max(to - from, stretch[1] - stretch[0]),
    )
    if (near) {
      near.members.push(group)
      near.stretch = [near.stretch[0], Math.max(near.stretch[1], stretch[1])]
    } else lists.push({ members: [group], stretch })
  }
  // In the order of the paste: its snapshots first.
  return lists.map(({ members }) => members).sort((a, b) => groups.indexOf(a[0]!) - groups.indexOf(b[0]!))
}
