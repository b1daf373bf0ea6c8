import type { Course } from '../course/course.ts'
import { usualStep } from '../course/gaps.ts'
import type { Marker } from '../course/markers.ts'
import { summaryOf } from '../course/summary.ts'
import { firstFrom } from '../course/thin.ts'
import { spansAt, type Track } from '../course/track.ts'
import { sayMarker, sayTrack } from '../language/course-words.ts'
import type { Language } from '../language/say.ts'
import { once } from '../lookup.ts'
import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit, type Say } from './rule.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['step-after-event']

interface Step {
  readonly track: Pick<Track, 'name' | 'subject'>
  readonly before: number
  readonly after: number
}

interface Event {
  readonly marker: Pick<Marker, 'kind' | 'at' | 'between' | 'detail'>
  /** The largest first. */
  readonly steps: readonly Step[]
}

interface Params {
  readonly axis: Course['axis']
  /** The one with the largest step first. */
  readonly events: readonly [Event, ...Event[]]
}

/** What can step because of an event. */
const ROLES: ReadonlySet<string> = new Set([
  'available',
  'free',
  'usage',
  'working-set',
  'anon',
  'cache',
  'slab',
  'swap-used',
])
/** Events and lines that are told. */
const TOLD = 3
/** Events that are looked at: a log can hold thousands. */
const LOOKED_AT = 200

/** F91. A line that went to another level just after a restart, a kill, drop_caches or compact_memory. */
export const stepAfterEvent = defineRule({
  id: 'step-after-event',
  reference: ['admin-guide/sysctl/vm.rst (drop_caches)', 'mm/oom.rst'],
  check: (theCase): Hit<Params>[] => theCase.courses.flatMap((course) => hitIn(course, theCase)),
  en: {
    title: ({ axis, events: [first] }, say) =>
      `${sayMarker(first.marker, axis, 'en')}, then ${told(first.steps[0]!, 'en', say)}`,
    text: ({ axis, events }, say) =>
      `${events.map(({ marker, steps }) => `${sayMarker(marker, axis, 'en')}: ${say.list(steps.map((step) => told(step, 'en', say)))}.`).join(' ')} Each is the level of the samples just before against that just after. That one followed the other does not prove that it was the cause.`,
    refute: () => 'The same step at a time without such an event.',
    actions: () => [{ do: 'See in the chart whether the line returns to its old level, and how fast' }],
  },
  zh: {
    title: ({ axis, events: [first] }, say) =>
      `${sayMarker(first.marker, axis, 'zh')}，随后 ${told(first.steps[0]!, 'zh', say)}`,
    text: ({ axis, events }, say) =>
      `${events.map(({ marker, steps }) => `${sayMarker(marker, axis, 'zh')}：${steps.map((step) => told(step, 'zh', say)).join('；')}。`).join('')}数值为事件前后相邻采样的水平。先后发生并不能证明因果。`,
    refute: () => '若没有此类事件时也出现同样的台阶，则不成立。',
    actions: () => [{ do: '在图中观察曲线是否回到原来的水平，以及速度' }],
  },
})

function told({ track, before, after }: Step, language: Language, say: Say): string {
  const name = sayTrack(track, language).replaceAll('`', "'")
  const by = `${after < before ? '−' : '+'}${say.bytes(Math.abs(after - before))}`
  return `\`${name}\` ${by} (${say.bytes(before)} → ${say.bytes(after)})`
}

interface Found extends Event {
  readonly marker: Marker
  readonly places: readonly (readonly [track: Track, before: number, after: number])[]
}

function hitIn(course: Course, { moments }: Case): Hit<Params>[] {
  const tracks = course.tracks.filter(({ unit, role }) => unit === 'bytes' && role !== null && ROLES.has(role))
  const places = course.markers.map(({ at }) => at)
  const around = (at: number) => {
    let after = firstFrom(places, at)
    const previous = places[after - 1] ?? -Infinity
    while (places[after] === at) after++
    return [previous, places[after] ?? Infinity] as const
  }
  const found = course.markers
    .filter(({ kind }) => kind !== 'failure')
    .slice(0, LOOKED_AT)
    .flatMap((marker): Found[] => {
      const steps = tracks
        .flatMap((track) => stepOf(track, marker.at, ...around(marker.at)))
        .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
        .slice(0, TOLD)
      return steps.length > 0 ? [{ marker, steps, places: steps.map(({ place }) => place) }] : []
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, TOLD)
  const [largest, ...others] = found
  const [first, ...rest] = found.flatMap(({ marker, places }) => [
    ...marker.spans.slice(0, 2),
    ...places.flatMap(([track, before, after]) => [...spansAt(track, before), ...spansAt(track, after)]),
  ])
  if (!largest || !first) return []
  const strip = ({ marker: { kind, at, between, detail }, steps }: Found): Event => ({
    marker: { kind, at, between, detail },
    steps: steps.map(({ track: { name, subject }, before, after }) => ({ track: { name, subject }, before, after })),
  })
  const [track, , after] = largest.places[0]!
  const snapshot =
    track.moments?.[after] ?? moments.find(({ records }) => records.some(({ id }) => id === track.record))?.index
  return [
    {
      severity: 'info',
      // One followed the other: no more is known.
      confidence: 'likely',
      snapshot: snapshot ?? 0,
      subject: track.key,
      bytes: bytes(sizeOf(largest)),
      params: { axis: course.axis, events: [strip(largest), ...others.map(strip)] },
      evidence: [first, ...rest] satisfies Evidence,
      arithmetic: found.flatMap(({ marker, steps }) =>
        steps.map(
          (step) =>
            `${sayMarker(marker, course.axis, 'en')}: ${sayTrack(step.track, 'en')} ${kB(step.after)} − ${kB(step.before)} = ${kB(step.after - step.before)}`,
        ),
      ),
    },
  ]
}

const sizeOf = ({ steps: [first] }: Event) => (first ? Math.abs(first.after - first.before) : 0)

/** How far the samples beside an event may lie from it. */
const nearOf = once(({ times }: Track) => (usualStep(times) ?? Infinity) * limits.near)

/**
 * The level of the points just before an event against that just after, as far as the events around it; nothing where noise
 * is as large.
 */
function stepOf(track: Track, at: number, previous: number, following: number) {
  const { times, values, moments } = track
  const next = firstFrom(times, at)
  if (next === 0 || next >= times.length) return []
  // Snapshots are taken one by one; samples have neighbours of the same load.
  const reach = moments === null ? limits.samples : 1
  if (moments === null && Math.max(at - times[next - 1]!, times[next]! - at) > nearOf(track)) return []
  const before = values.slice(Math.max(0, next - reach, firstFrom(times, previous)), next)
  const after = values.slice(next, Math.min(next + reach, Math.max(next + 1, firstFrom(times, following))))
  if (before.length === 0) return []
  const [from, to] = [middle(before), middle(after)]
  const noise = Math.max(spread(before), spread(after))
  if (Math.abs(to - from) < Math.max(limits.floor, limits.share * summaryOf(track).most, limits.noise * noise))
    return []
  return [{ track, before: from, after: to, place: [track, next - 1, next] as const }]
}

/** The median; of two the mean. */
function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return Math.round(sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2)
}

/** The median distance from the median. */
const spread = (values: readonly number[]) => middle(values.map((value) => Math.abs(value - middle(values))))
