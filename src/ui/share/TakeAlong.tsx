import { KINDS } from '../../core/redact/kinds.ts'
import type { PictureKey } from '../../core/report/svg/pictures-of.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useDesk } from '../../state/desk.ts'
import { leaving, switchesFor, useRedaction } from '../../state/redaction.ts'
import { sourcesOf, useSession } from '../../state/session.ts'
import { ExportMenu, type Export } from '../kit/ExportMenu.tsx'
import type { TableOf } from './save.ts'
import type { How } from './take-picture.ts'

interface Props {
  /** What it is, as the heading of its panel says it. */
  readonly of: string
  /** The panel, for whoever opens the case from the file. */
  readonly panel: string
  /** Its chart, where it has one. */
  readonly picture?: PictureKey
  /** Its table, made of the report that leaves. */
  readonly table: TableOf
  /** Index of the snapshot it is of, where it is of one. */
  readonly snapshot?: number
}

// What draws, writes and packs is not small, and few take anything along.
const pictures = () => import('./take-picture.ts')
const tables = () => import('./save.ts')

/** The ways out of a panel: its chart as a picture, its table. The names are taken out first, as the reader chose for all that leaves. */
export function TakeAlong({ of, panel, picture, table, snapshot }: Props) {
  const t = useMessages().exporting
  const language = useLanguage()
  const show = useDesk((desk) => desk.show)
  const switches = useRedaction(switchesFor(useSession(sourcesOf)))
  const replaced = KINDS.filter((kind) => switches[kind]).length
  const view = { language, panel, ...(snapshot === undefined ? {} : { snapshot }) }
  const draw = (id: How, label: string, key: PictureKey): Export => ({
    id,
    label,
    run: async () => (await pictures()).takePicture(id, key, leaving(), view, language),
  })
  const write = (id: 'table' | 'csv' | 'json', label: string): Export => ({
    id,
    label,
    run: async () => (await tables()).takeTable(id, table, leaving(), view, language),
  })
  const items: readonly Export[] = [
    ...(picture
      ? [draw('copy', t.copyPicture, picture), draw('png', t.png, picture), draw('svg', t.svg, picture)]
      : []),
    write('table', t.copyTable),
    write('csv', t.csv),
    write('json', t.json),
    {
      id: 'names',
      label: t.names,
      async run() {
        show({ kind: 'share' })
        return true
      },
    },
  ]
  return (
    <ExportMenu
      of={of}
      items={items}
      notes={[t.replaced(replaced, KINDS.length), t.inside]}
      prepare={() => {
        // The clipboard waits for no one: what is copied should be ready when it is chosen.
        void Promise.allSettled([leaving(), pictures(), tables()])
      }}
    />
  )
}
