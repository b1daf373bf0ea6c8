import type { Report } from '../../core/analyze.ts'
import type { Language } from '../../core/language/say.ts'
import type { Picture } from '../../core/report/svg/picture.ts'
import type { TableEntry } from '../../core/report/tables/table.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useDesk } from '../../state/desk.ts'
import { reportOf, useSession } from '../../state/session.ts'
import type { How } from './take-picture.ts'
import { ExportMenu, type Export } from '../kit/ExportMenu.tsx'

/** Makes a table of the report on the page. */
export type TableOf = (report: Report, language: Language) => Promise<TableEntry>

interface Props {
  /** What it is, as the heading of its panel says it. */
  readonly of: string
  /** The panel, for whoever opens the case from the file. */
  readonly panel: string
  /** Its chart, where it has one. */
  readonly picture?: Picture
  /** Its table, made when it is wanted: what makes it is not small. */
  readonly table?: TableOf
  /** The snapshot it is of; null where it is of several. */
  readonly moment: Moment | null
}

/** The ways out of a panel: its chart as a picture, its table. The words say what travels along; redaction is one choice away. */
export function TakeAlong({ of, panel, picture, table, moment }: Props) {
  const t = useMessages().exporting
  const language = useLanguage()
  const show = useDesk((desk) => desk.show)
  const view = { language, panel, ...(moment ? { snapshot: moment.index } : {}) }
  // What draws and packs is not small, and few take a picture.
  const draw = (id: How, label: string, drawn: Picture): Export => ({
    id,
    label,
    async run() {
      const session = useSession.getState()
      const report = reportOf(session)
      if (!report) return false
      const making = import('./take-picture.ts')
      return (await making).takePicture(id, drawn, { report, moment, sources: session.sources, view }, language)
    },
  })
  const write = (id: 'table' | 'csv' | 'json', label: string, make: TableOf): Export => ({
    id,
    label,
    async run() {
      const session = useSession.getState()
      const report = reportOf(session)
      if (!report) return false
      const [{ takeTable }, entry] = await Promise.all([import('./save.ts'), make(report, language)])
      return takeTable(id, entry, { report, sources: session.sources }, view)
    },
  })
  const items: readonly Export[] = [
    ...(picture
      ? [draw('copy', t.copyPicture, picture), draw('png', t.png, picture), draw('svg', t.svg, picture)]
      : []),
    ...(table ? [write('table', t.copyTable, table), write('csv', t.csv, table), write('json', t.json, table)] : []),
    {
      id: 'redact',
      label: t.redact,
      async run() {
        show({ kind: 'share' })
        return true
      },
    },
  ]
  return <ExportMenu of={of} items={items} note={t.inside} />
}
