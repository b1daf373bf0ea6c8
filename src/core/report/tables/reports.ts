import type { Report } from '../../analyze.ts'
import { documentWords } from '../../language/document-words.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import type { Failure } from '../../allocation/failure.ts'
import type { Figure } from '../../text/source.ts'
import { termed, type TableEntry, type Value } from './table.ts'

const failuresOf = ({ moments }: Report): Failure[] => moments.flatMap(({ failures }) => failures)

/** The kernel's reports, one a row: when, for whom, who died. */
export function reportsTable(report: Report, language: Language): TableEntry {
  const { title, column } = tableWords[language]
  const words = documentWords[language]
  const records = new Map(report.records.map((record) => [record.id, record]))
  return {
    id: 'reports',
    title: title.reports,
    make: () => ({
      columns: [
        { id: 'report', title: column.report },
        { id: 'line', title: column.line },
        { id: 'time', title: column.time },
        { id: 'uptime', title: column.uptime },
        { id: 'host', title: column.host },
        { id: 'constraint', title: column.constraint },
        { id: 'cgroup', title: 'cgroup' },
        { id: 'requester', title: column.requester },
        { id: 'requesterPid', title: column.requesterPid },
        termed('order'),
        termed('gfp_mask'),
        { id: 'victim', title: column.victim },
        { id: 'victimPid', title: column.victimPid },
        { id: 'anonRss', title: column.rss('anon') },
        { id: 'fileRss', title: column.rss('file') },
        { id: 'shmemRss', title: column.rss('shmem') },
      ],
      rows: failuresOf(report).map((failure): Value[] => {
        const record = records.get(failure.record)
        const oom = record?.kind === 'oom' ? record.data : null
        const failed = record?.kind === 'allocFailure' ? record.data : null
        const gfp = oom?.gfpFlags ?? oom?.gfpMask ?? failed?.gfpFlags ?? failed?.gfpMask
        return [
          words.record(failure.record),
          record?.ranges[0]?.[0] ?? null,
          record?.time ?? null,
          record?.uptime ?? null,
          record?.host ?? null,
          failure.scope && words.constraint[failure.scope],
          failure.cgroup?.path ?? oom?.cgroup?.limited?.value ?? null,
          oom?.trigger?.name?.value ?? failed?.comm?.value ?? null,
          valueOf(oom?.trigger?.pid ?? failed?.pid),
          failure.request?.order ?? null,
          gfp?.value ?? null,
          oom?.victim?.name?.value ?? null,
          valueOf(oom?.victim?.pid),
          valueOf(oom?.victim?.anonRss),
          valueOf(oom?.victim?.fileRss),
          valueOf(oom?.victim?.shmemRss),
        ]
      }),
    }),
  }
}

/** The zones of every report against their watermarks. */
export function reportZonesTable(report: Report, language: Language): TableEntry {
  const { title, column } = tableWords[language]
  const words = documentWords[language]
  return {
    id: 'zones-of-reports',
    title: title.reportZones,
    make: () => ({
      columns: [
        { id: 'report', title: column.report },
        { id: 'node', title: column.node },
        { id: 'zone', title: column.zone },
        { id: 'freeBytes', title: column.freeBytes },
        ...(['min', 'low', 'high'] as const).map((mark) => ({ id: `${mark}Bytes`, title: column.mark(mark) })),
        { id: 'largestFreeOrder', title: column.largest },
        { id: 'verdict', title: column.verdict },
      ],
      rows: failuresOf(report).flatMap(({ record, zones }) =>
        zones.map(({ state, largestFreeOrder, verdict }): Value[] => [
          words.record(record),
          state.node,
          state.zone,
          ...[state.free, state.min, state.low, state.high].map((pages) =>
            pages ? pages.value * state.pageSize : null,
          ),
          largestFreeOrder,
          words.verdicts[verdict],
        ]),
      ),
    }),
  }
}

const valueOf = (figure: Figure | undefined): number | null => figure?.value ?? null
