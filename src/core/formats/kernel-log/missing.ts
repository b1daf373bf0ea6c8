import type { Problem } from '../../problem.ts'
import type { Line } from '../../text/line.ts'
import { spanOf } from '../../text/line.ts'
import type { Part } from './part.ts'
import type { Report } from './report.ts'

/** A section of a report under the name that its own lines give it, and the parts that show that it is there. */
export type Section = readonly [what: string, parts: readonly Part[]]

export const CALL_TRACE: Section = ['CPU', ['cpu']]
export const MEM_INFO_SECTIONS: readonly Section[] = [
  ['active_anon', ['totals']],
  ['free', ['zone']],
  ['free lists', ['orders']],
  ['Free swap', ['count']],
  ['pages RAM', ['count']],
]

/** Names the sections that should be in a report and are not: lost, elided or rate limited. */
export function missing(lines: readonly Line[], { parts, memInfo }: Report, sections: readonly Section[]): Problem[] {
  const first = lines[0]
  if (!first) return []
  const last = lines.at(-1)!
  const present = ([what, kinds]: Section) =>
    what === 'Free swap'
      ? memInfo.swap.has('free')
      : what === 'pages RAM'
        ? memInfo.pages.has('ram')
        : kinds.some((part) => parts.has(part))
  const absent = sections.filter((section) => !present(section))
  // What comes before all that is there was lost before the first line, the rest after the last.
  const firstPresent = sections.findIndex(present)
  return absent.map((section) => ({
    code: 'missing-part',
    span: spanOf(sections.indexOf(section) < firstPresent ? first : last),
    what: section[0],
  }))
}

/** A zone that has its counters but not its free lists, or the other way round. */
export function unpaired({ parts, memInfo }: Report): Problem[] {
  if (!parts.has('zone') || !parts.has('orders')) return []
  return memInfo.zones.flatMap((zone) => {
    const { fields, orders, span } = zone
    if (fields.size > 0 && !orders && fields.get('free')?.value !== 0) {
      return [{ code: 'missing-part' as const, span, what: `${zone.zone}: free lists` }]
    }
    return fields.size === 0 ? [{ code: 'missing-part' as const, span, what: `${zone.zone}: free` }] : []
  })
}
