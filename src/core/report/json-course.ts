import type { Course } from '../course/course.ts'
import { summaryOf, trendOfTrack } from '../course/summary.ts'
import { spansAt, type Track } from '../course/track.ts'
import type { Span } from '../text/source.ts'

/** Points that are written out; longer courses stand in the `data` of their record. */
const WRITTEN = 100

const place = ({ source, line }: Span) => ({ input: source, line })

/** A course for `--json`. Places on the axis are seconds, or numbers where the paste prints no times. */
export const jsonCourse = ({ axis, hosts, from, to, tracks, markers, unplaced, outside }: Course): unknown => ({
  axis,
  hosts,
  from,
  to,
  tracks: tracks.map(jsonTrack),
  events: markers.map(({ kind, at, between, record, moment, detail, spans }) => ({
    kind,
    at,
    between,
    record,
    snapshot: moment,
    detail,
    evidence: spans.map(place),
  })),
  unplacedEvents: unplaced,
  outsideEvents: outside,
})

function jsonTrack(track: Track): unknown {
  const { points, first, last, least, most, gaps } = summaryOf(track)
  const trend = trendOfTrack(track)
  const { kind, ...name } = track.name
  return {
    of: kind,
    ...name,
    subject: track.subject === '' ? null : track.subject,
    unit: track.unit,
    record: track.record,
    points,
    first,
    last,
    least,
    most,
    gaps,
    slope: trend?.slope ?? null,
    slopeInterval: trend?.interval ?? null,
    ...(track.record === null && points <= WRITTEN
      ? { times: track.times, values: track.values, snapshots: track.moments }
      : {}),
    evidence: [...spansAt(track, 0), ...spansAt(track, points - 1)].map(place),
  }
}
