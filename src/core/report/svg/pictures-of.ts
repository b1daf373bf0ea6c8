import type { Report } from '../../analyze.ts'
import { compare } from '../../comparison/compare.ts'
import { defaultPair, idsOf, pairIn } from '../../comparison/pairs.ts'
import type { Course } from '../../course/course.ts'
import { chosenOf } from '../../course/summary.ts'
import { eventsOf } from '../../figures/events.ts'
import { freeListsOf } from '../../figures/free-lists.ts'
import { documentWords } from '../../language/document-words.ts'
import type { Language } from '../../language/say.ts'
import { allBooks, groupOfBook } from '../../ledger/books.ts'
import type { Moment } from '../../snapshot/moment.ts'
import type { FreeListsPicture } from './free-lists.ts'
import type { LedgerPicture } from './ledger.ts'
import { pictureWords } from './picture-words.ts'
import type { Picture } from './picture.ts'
import type { TimelinePicture } from './timeline.ts'

/**
 * Which picture of a case. A key says places alone and no name, so that it means the same picture of the case without its
 * names: whoever takes one along names it, and what draws it looks it up in the report that leaves.
 */
export type PictureKey =
  | {
      readonly kind: 'ledger'
      /** Index of the snapshot. */
      readonly moment: number
      /** Index among all its books. */
      readonly book: number
      readonly by: LedgerPicture['by']
    }
  | {
      readonly kind: 'free-lists'
      readonly moment: number
      /** Index among the dumps of the snapshot that print free lists. */
      readonly list: number
      readonly order: number | null
      readonly units: FreeListsPicture['units']
    }
  | {
      readonly kind: 'bridge'
      /** The ids of both sides: `0-2`. */
      readonly sides: string
      /** Index among the books that both have. */
      readonly book: number
    }
  | {
      readonly kind: 'timeline'
      readonly by: TimelinePicture['by']
      /** The records of the reports in it; null for all. */
      readonly reports: readonly string[] | null
    }
  | {
      readonly kind: 'course'
      readonly course: number
      /** Indices of the lines; null for those that are drawn unasked. */
      readonly tracks: readonly number[] | null
    }

/** A picture with the snapshot it is of; null where it is of several. */
export interface Found {
  readonly picture: Picture
  readonly moment: Moment | null
}

/** The picture that a key means; null where the report has none such. */
export function pictureIn(report: Report, key: PictureKey): Found | null {
  switch (key.kind) {
    case 'ledger': {
      const moment = report.moments[key.moment]
      const ledger = moment && allBooks(moment)[key.book]
      return ledger
        ? { picture: { kind: 'ledger', ledger, group: groupOfBook(moment, ledger), by: key.by }, moment }
        : null
    }
    case 'free-lists': {
      const moment = report.moments[key.moment]
      const list = moment && freeListsOf(moment)[key.list]
      if (!list) return null
      const zones = list.zones.map(({ free }) => free)
      return { picture: { kind: 'free-lists', zones, order: key.order, units: key.units }, moment }
    }
    case 'bridge': {
      const sides = pairIn(report, key.sides)
      const bridge = sides && compare(...sides).bridges[key.book]
      return bridge ? { picture: { kind: 'bridge', bridge, sides }, moment: null } : null
    }
    case 'timeline': {
      const wanted = key.reports && new Set(key.reports)
      const events = eventsOf(report).filter(({ id }) => wanted?.has(id) ?? true)
      return events.length > 1 ? { picture: { kind: 'timeline', events, by: key.by }, moment: null } : null
    }
    case 'course': {
      const course = report.courses[key.course]
      const tracks = course && (key.tracks?.flatMap((index) => course.tracks[index] ?? []) ?? drawnUnasked(course))
      return tracks && tracks.length > 0 ? { picture: { kind: 'course', course, tracks }, moment: null } : null
    }
  }
}

const drawnUnasked = (course: Course) => [...chosenOf(course).values()].flat()

/** A picture that can be taken of a case. */
export interface Offer {
  readonly title: string
  readonly key: PictureKey
}

/** More than this nobody looks through; each panel has its own picture at its head. */
const MOST = 200

/** Every picture that a case has: its books and free lists, snapshot by snapshot, then what is of several. */
export function picturesOf(report: Report, language: Language): Offer[] {
  const { titles, snapshot } = pictureWords[language]
  const { scope, record } = documentWords[language]
  const several = report.moments.length > 1
  const title = (moment: Moment | null, ...parts: readonly string[]) =>
    [...parts, ...(several && moment ? [snapshot(moment.index + 1, report.moments.length)] : [])].join(' · ')
  const offers: Offer[] = []
  for (const moment of report.moments) {
    if (offers.length >= MOST) break
    for (const [book, ledger] of allBooks(moment).entries()) {
      offers.push({
        title: title(moment, titles.ledger, scope(ledger.scope)),
        key: { kind: 'ledger', moment: moment.index, book, by: 'account' },
      })
    }
    for (const [list, { record: from, order }] of freeListsOf(moment).entries()) {
      offers.push({
        title: title(moment, titles['free-lists'], record(from)),
        key: { kind: 'free-lists', moment: moment.index, list, order, units: 'bytes' },
      })
    }
  }
  const pair = defaultPair(report)
  for (const [book, bridge] of (pair ? compare(...pair).bridges : []).entries()) {
    offers.push({
      title: title(null, titles.bridge, scope(bridge.scope)),
      key: { kind: 'bridge', sides: idsOf(pair), book },
    })
  }
  if (eventsOf(report).length > 1) {
    offers.push({ title: titles.timeline, key: { kind: 'timeline', by: 'limit', reports: null } })
  }
  for (const [index, course] of report.courses.entries()) {
    if (drawnUnasked(course).length > 0) {
      offers.push({ title: title(null, titles.course), key: { kind: 'course', course: index, tracks: null } })
    }
  }
  return offers
}
