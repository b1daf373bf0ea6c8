import { printPage } from '../../browser/printing.ts'
import { useLanguage } from '../../i18n/index.ts'
import type { Source } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { reportOf, useSession } from '../../state/session.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Files } from './Files.tsx'
import { Link } from './Link.tsx'
import { Redaction } from './Redaction.tsx'
import { saveHtml } from './save.ts'
import { useView, type Subject } from './subject.ts'
import { Ticket } from './Ticket.tsx'

/** The ways out of the tab, of the case without its names: a link that carries the text itself, the report for a ticket, files. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const t = useMessages().share
  const report = useSession(reportOf)
  const sources = useSession((session) => session.sources)
  return (
    <Dialog title={t.title} wide onClose={onClose}>
      {report && (
        <Redaction subject={{ report, sources }}>{(subject) => <Ways subject={subject} onClose={onClose} />}</Redaction>
      )}
    </Dialog>
  )
}

function Ways({ subject, onClose }: { readonly subject: Subject; onClose(): void }) {
  const view = useView()
  const language = useLanguage()
  const sources = useSession((session) => session.sources)
  const print = () => {
    onClose()
    // What is printed is the page without the dialog.
    setTimeout(printPage)
  }
  return (
    <>
      <Link subject={subject} view={view} saveFile={() => void saveHtml(subject, view, language)} />
      <Ticket subject={subject} />
      <Files subject={subject} view={view} print={isSame(subject.sources, sources) ? print : null} />
    </>
  )
}

const isSame = (one: readonly Source[], other: readonly Source[]) =>
  one.length === other.length &&
  one.every(({ name, text }, index) => name === other[index]!.name && text === other[index]!.text)
