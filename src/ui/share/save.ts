import { copyRich } from '../../browser/clipboard.ts'
import { onePage, ownProgram } from '../../browser/program.ts'
import { saveFile } from '../../browser/save-file.ts'
import type { Report } from '../../core/analyze.ts'
import type { Language } from '../../core/language/say.ts'
import { csvOf, tabSeparated } from '../../core/report/csv.ts'
import { fileName } from '../../core/report/file-name.ts'
import { tableHtml } from '../../core/report/html.ts'
import { tableJson } from '../../core/report/table-json.ts'
import { madeOf, type TableEntry } from '../../core/report/tables/table.ts'
import { programIn } from '../../share/one-file.ts'
import type { View } from '../../share/parcel.ts'
import { parcelOf, type Subject } from '../../state/redaction.ts'
import { fileInWorker, stampInWorker } from '../../worker/errands.ts'

const JSON_TYPE = 'application/json'

/** The whole analysis as a file, with the case inside. */
export async function saveJson(subject: Subject, view: View): Promise<void> {
  const parcel = parcelOf(subject, view)
  const { name, content } = await fileInWorker({ parcel, language: view.language ?? 'en', program: null })
  saveFile(name, JSON_TYPE, content)
}

/** The whole page with the case inside, as one file; false where the page could not load its own copy. */
export async function saveHtml(subject: Subject, view: View, language: Language): Promise<boolean> {
  const program = ownProgram() ?? programIn((await onePage()) ?? '')
  if (program === null) return false
  const { name, content } = await fileInWorker({ parcel: parcelOf(subject, view), language, program })
  saveFile(name, 'text/html', content)
  return true
}

/** Makes a table of a report; null where it has none such. */
export type TableOf = (report: Report, language: Language) => Promise<TableEntry | null>

/** A table of what leaves, on the clipboard or as a file with the case inside; false where the browser does not let us. */
export async function takeTable(
  how: 'table' | 'csv' | 'json',
  tableOf: TableOf,
  subject: Promise<Subject>,
  view: View,
  language: Language,
): Promise<boolean> {
  const made = subject.then(async ({ report }) => {
    const entry = await tableOf(report, language)
    if (entry === null) throw new Error('The report has no such table.')
    return madeOf(entry)
  })
  // Whichever a spreadsheet or a wiki takes.
  if (how === 'table') return copyRich(made.then((table) => ({ html: tableHtml(table), plain: tabSeparated(table) })))
  const [table, given] = await Promise.all([made, subject])
  const stamp = await stampInWorker(parcelOf(given, view))
  const name = fileName(given.report, stamp, how, table.id)
  if (how === 'csv') saveFile(name, 'text/csv', csvOf(table, stamp))
  else saveFile(name, JSON_TYPE, `${JSON.stringify(tableJson(table, stamp), null, 2)}\n`)
  return true
}
