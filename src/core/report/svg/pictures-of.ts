import type { Report } from '../../analyze.ts'
import { compare } from '../../comparison/compare.ts'
import { defaultPair } from '../../comparison/pairs.ts'
import { coursesOf } from '../../course/course.ts'
import { chosenOf } from '../../course/summary.ts'
import { eventsOf } from '../../figures/events.ts'
import { freeListsOf } from '../../figures/free-lists.ts'
import { documentWords } from '../../language/document-words.ts'
import type { Language } from '../../language/say.ts'
import type { Moment } from '../../snapshot/moment.ts'
import { pictureWords } from './picture-words.ts'
import type { Picture } from './picture.ts'

/** A picture that can be taken of a case. */
export interface Offer {
  readonly title: string
  readonly picture: Picture
  /** The snapshot it is of; null where it is of several. */
  readonly moment: Moment | null
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
    for (const ledger of moment.ledger ? [moment.ledger, ...moment.ledgers] : moment.ledgers) {
      const group = moment.cgroups.find((each) => each.ledger === ledger) ?? null
      offers.push({
        title: title(moment, titles.ledger, scope(ledger.scope)),
        picture: { kind: 'ledger', ledger, group, by: 'account' },
        moment,
      })
    }
    for (const { record: from, zones, order } of freeListsOf(moment)) {
      offers.push({
        title: title(moment, titles['free-lists'], record(from)),
        picture: { kind: 'free-lists', zones: zones.map(({ free }) => free), order, units: 'bytes' },
        moment,
      })
    }
  }
  const pair = defaultPair(report)
  for (const bridge of pair ? compare(...pair).bridges : []) {
    offers.push({
      title: title(null, titles.bridge, scope(bridge.scope)),
      picture: { kind: 'bridge', bridge, sides: pair! },
      moment: null,
    })
  }
  const events = eventsOf(report)
  if (events.length > 1) {
    offers.push({ title: titles.timeline, picture: { kind: 'timeline', events, by: 'limit' }, moment: null })
  }
  for (const course of coursesOf(report)) {
    const tracks = [...chosenOf(course).values()].flat()
    if (tracks.length > 0) {
      offers.push({ title: title(null, titles.course), picture: { kind: 'course', course, tracks }, moment: null })
    }
  }
  return offers
}
