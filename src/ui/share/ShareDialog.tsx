import { printPage } from '../../browser/printing.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useRedaction, type Subject } from '../../state/redaction.ts'
import { reportOf, sourcesOf, useSession } from '../../state/session.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Files } from './Files.tsx'
import { Link } from './Link.tsx'
import { Redaction } from './Redaction.tsx'
import { saveHtml } from './save.ts'
import { useView } from './useView.ts'
import { Ticket } from './Ticket.tsx'

/** The ways out of the tab, of the case without its names: a link that carries the text itself, the report for a ticket, files. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const t = useMessages().share
  const report = useSession(reportOf)
  const sources = useSession(sourcesOf)
  return (
    <Dialog title={t.title} wide onClose={onClose}>
      {report && <Redaction sources={sources}>{(subject) => <Ways subject={subject} onClose={onClose} />}</Redaction>}
    </Dialog>
  )
}

function Ways({ subject, onClose }: { readonly subject: Subject; onClose(): void }) {
  const view = useView()
  const language = useLanguage()
  const lay = useRedaction((redaction) => redaction.lay)
  const print = () => {
    lay(subject)
    onClose()
    // What is printed lies on the page, under the dialog.
    setTimeout(printPage)
  }
  return (
    <>
      <Link subject={subject} view={view} saveFile={() => void saveHtml(subject, view, language)} />
      <Ticket subject={subject} />
      <Files subject={subject} view={view} print={print} />
    </>
  )
}
