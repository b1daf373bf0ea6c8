import type { Course } from '../course/course.ts'
import { ownerIn, type Role } from '../course/roles.ts'
import type { Track } from '../course/track.ts'
import { once } from '../lookup.ts'
import type { Case } from './rule.ts'

/** A line that a tool measured again and again. */
export interface Sampled {
  readonly course: Course
  readonly track: Track
  /** The moment that its record stands in. */
  readonly snapshot: number
}

/** Every line of samples in bytes, on an axis of time. */
export const sampledIn = once((theCase: Case): readonly Sampled[] => {
  const momentOf = new Map(
    theCase.moments.flatMap(({ index, records }) => records.map(({ id }) => [id, index] as const)),
  )
  return theCase.courses.flatMap((course) =>
    course.axis === 'number'
      ? []
      : course.tracks.flatMap((track) => {
          const snapshot = track.record === null ? undefined : momentOf.get(track.record)
          return snapshot === undefined || track.unit !== 'bytes' ? [] : [{ course, track, snapshot }]
        }),
  )
})

export const columnOf = ({ name }: Track): string => (name.kind === 'column' ? name.name : '')

const ownerOf = once((track: Track) => ownerIn(columnOf(track)))

/** Lines of the same container, pod or machine with a role. */
export const besides = ({ course, track }: Sampled, role: Role): Track[] =>
  course.tracks.filter(
    (each) =>
      each.role === role && each.unit === 'bytes' && each.subject === track.subject && ownerOf(each) === ownerOf(track),
  )

/** The line of the same thing with a role; null where there is none, or several. */
export function beside(sampled: Sampled, role: Role): Track | null {
  const [only, ...others] = besides(sampled, role)
  return only && others.length === 0 ? only : null
}

/**
 * What there is in all: a limit or a total that was measured along, or what `sar` takes its share of (what it calls used
 * changed from release to release, but `%memused` was always of the total).
 */
export function wholeOf(sampled: Sampled): { readonly bytes: number; readonly limit: boolean } | null {
  const limit = beside(sampled, 'limit')?.values.at(-1)
  if (limit !== undefined && limit > 0) return { bytes: limit, limit: true }
  const total = beside(sampled, 'total')?.values.at(-1)
  if (total !== undefined && total > 0) return { bytes: total, limit: false }
  const { course, track } = sampled
  const of = (name: string) =>
    course.tracks.find((each) => columnOf(each) === name && each.subject === track.subject)?.values.at(-1)
  const [used, share] = [of('kbmemused'), of('%memused')]
  return used !== undefined && share !== undefined && share > 0 ? { bytes: (used / share) * 100, limit: false } : null
}
