import type { Picture } from '../../core/report/svg/picture.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useDesk } from '../../state/desk.ts'
import { reportOf, useSession } from '../../state/session.ts'
import type { How } from './take-picture.ts'
import { ExportMenu, type Export } from '../kit/ExportMenu.tsx'

interface Props {
  /** What it is, as the heading of its panel says it. */
  readonly of: string
  /** The panel, for whoever opens the case from the file. */
  readonly panel: string
  readonly picture: Picture
  /** The snapshot it is of; null where it is of several. */
  readonly moment: Moment | null
}

/** The ways out of a panel: its chart as a picture. The words say what travels along; redaction is one choice away. */
export function TakeAlong({ of, panel, picture, moment }: Props) {
  const t = useMessages().exporting
  const language = useLanguage()
  const show = useDesk((desk) => desk.show)
  // What draws and packs is not small, and few take a picture.
  const way = (id: How, label: string): Export => ({
    id,
    label,
    async run() {
      const session = useSession.getState()
      const report = reportOf(session)
      if (!report) return false
      const making = import('./take-picture.ts')
      const view = { language, panel, ...(moment ? { snapshot: moment.index } : {}) }
      const from = { report, moment, sources: session.sources, view }
      return (await making).takePicture(id, picture, from, language)
    },
  })
  const items: readonly Export[] = [
    way('copy', t.copyPicture),
    way('png', t.png),
    way('svg', t.svg),
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
