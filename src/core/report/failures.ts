import type { Report } from '../analyze.ts'
import type { Failure } from '../allocation/failure.ts'
import type { ZoneVerdict } from '../allocation/verdict.ts'
import { deathsOf, whoDied, type Limit } from '../figures/deaths.ts'
import { eventsOf } from '../figures/events.ts'
import type { Dated } from '../figures/timeline.ts'
import { documentWords } from '../language/document-words.ts'
import { sayBytes, type Language } from '../language/say.ts'
import type { Moment } from '../snapshot/moment.ts'
import { recordWithId } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { printable } from './cited-lines.ts'
import type { Block } from './blocks.ts'

/** A log can hold thousands of reports: the first tell how it began. */
const MOST_REPORTS = 20
const MOST_ZONE_TABLES = 3
const MOST_VICTIMS = 20

/** The kernel's reports of a moment: who asked, who died, and why no zone could give. */
export function failureBlocks(moment: Moment, language: Language): Block[] {
  if (moment.failures.length === 0) return []
  const words = documentWords[language]
  const shown = moment.failures.slice(0, MOST_REPORTS)
  const left = moment.failures.length - shown.length
  return [
    { kind: 'heading', level: 3, words: words.failures },
    {
      kind: 'table',
      columns: [
        { title: words.report },
        { title: words.time },
        { title: words.where },
        { title: words.requester },
        { title: words.order, right: true },
        { title: 'gfp' },
        { title: words.victim },
        { title: 'RSS', right: true },
      ],
      rows: shown.map((failure) => ({ cells: reportCells(failure, moment, language) })),
    },
    ...(left > 0 ? [{ kind: 'words', words: words.more(left) } as const] : []),
    ...shown
      .filter(({ zones }) => zones.length > 0)
      .slice(0, MOST_ZONE_TABLES)
      .flatMap((failure) => zoneBlocks(failure, language)),
  ]
}

function reportCells({ record: id, scope, cgroup, request }: Failure, moment: Moment, language: Language): string[] {
  const words = documentWords[language]
  const record = recordWithId(moment, id)
  const oom = record?.kind === 'oom' ? record.data : null
  const failed = record?.kind === 'allocFailure' ? record.data : null
  const group = cgroup?.path ?? oom?.cgroup?.limited?.value ?? null
  const gfp = oom?.gfpFlags ?? oom?.gfpMask ?? failed?.gfpFlags ?? failed?.gfpMask
  const sizes = [oom?.victim?.anonRss, oom?.victim?.fileRss, oom?.victim?.shmemRss].flatMap((each) => each ?? [])
  return [
    words.record(id),
    record?.time ?? (record?.uptime == null ? '' : `[${record.uptime}]`),
    [scope && words.constraint[scope], group].flatMap((each) => each ?? []).join(' '),
    nameAndPid(oom?.trigger?.name?.value ?? failed?.comm?.value, oom?.trigger?.pid ?? failed?.pid),
    request ? String(request.order) : '',
    gfp?.value ?? '',
    nameAndPid(oom?.victim?.name?.value, oom?.victim?.pid),
    sizes.length > 0 ? sayBytes(sizes.reduce((sum, { value }) => sum + value, 0)) : '',
  ].map(printable)
}

/** Who died how often, over all moments: where there is more than one kill. */
export function deathBlocks(report: Report, language: Language): Block[] {
  const words = documentWords[language]
  const rows = whoDied(deathsOf(report))
  const kills = rows.reduce((sum, row) => sum + row.kills, 0)
  if (kills < 2) return []
  const when = ({ time, uptime }: Dated) => time ?? (uptime === null ? '' : `[${uptime}]`)
  return [
    { kind: 'heading', level: 2, words: words.deaths },
    {
      kind: 'table',
      picture: { kind: 'timeline', events: eventsOf(report), by: 'limit' },
      columns: [
        { title: words.victim },
        { title: 'cgroup' },
        { title: words.limitHit },
        { title: words.kills, right: true },
        { title: words.first },
        { title: words.last },
        { title: words.largestRss, right: true },
        { title: words.wasLargest, right: true },
      ],
      rows: rows.slice(0, MOST_VICTIMS).map((row) => ({
        cells: [
          row.name ?? '',
          row.cgroup ?? '',
          row.limits.map(({ limit, bytes }) => limitWords(limit, bytes, row.cgroup, language)).join(', '),
          String(row.kills),
          when(row.first),
          row.kills > 1 ? when(row.last) : '',
          row.rss === null ? '' : sayBytes(row.rss),
          row.weighed === 0 ? '' : `${row.largest}/${row.weighed}`,
        ].map(printable),
      })),
    },
    ...(rows.length > MOST_VICTIMS ? [{ kind: 'words', words: words.more(rows.length - MOST_VICTIMS) } as const] : []),
    ...(rows.some(({ weighed }) => weighed > 0) ? [{ kind: 'words', words: words.deathsNote } as const] : []),
  ]
}

/** The limit of another group, or what else the kill was for; a group's own limit needs no name. */
function limitWords({ scope, path }: Limit, sizes: readonly number[], own: string | null, language: Language): string {
  const name = path === null ? documentWords[language].constraint[scope] : path === own ? '' : path
  return [name, sizes.slice(0, 3).map(sayBytes).join(' / ')].filter((each) => each !== '').join(' ')
}

const nameAndPid = (name: string | undefined, pid: Figure | undefined) =>
  [name ?? '', pid ? `(${pid.value})` : ''].filter((each) => each !== '').join(' ')

function zoneBlocks({ record, zones }: Failure, language: Language): Block[] {
  const words = documentWords[language]
  const size = (pages: Figure | null, { state }: ZoneVerdict) => (pages ? sayBytes(pages.value * state.pageSize) : '')
  return [
    { kind: 'heading', level: 3, words: words.zonesOf(words.record(record)) },
    {
      kind: 'table',
      columns: [
        { title: words.zone },
        { title: words.free, right: true },
        { title: 'min', right: true },
        { title: 'low', right: true },
        { title: 'high', right: true },
        { title: words.largest, right: true },
        { title: words.verdict },
      ],
      rows: zones.map((zone) => {
        const { state, verdict, largestFreeOrder } = zone
        return {
          cells: [
            words.node(state.node, printable(state.zone)),
            size(state.free, zone),
            size(state.min, zone),
            size(state.low, zone),
            size(state.high, zone),
            largestFreeOrder === null
              ? ''
              : largestFreeOrder < 0
                ? '—'
                : sayBytes(state.pageSize * 2 ** largestFreeOrder),
            words.verdicts[verdict],
          ],
        }
      }),
    },
  ]
}
