import type { Report } from '../core/analyze.ts'
import { speak } from '../core/findings/speak.ts'
import type { Language } from '../core/language/say.ts'
import { htmlReport } from '../core/report/html.ts'
import type { Stamp } from '../core/report/stamp.ts'
import { unmarked } from '../core/text/markup.ts'
import type { Source } from '../core/text/source.ts'
import { oneFile, type Program } from './one-file.ts'

/**
 * A case as one HTML file: the whole page with the case inside, and under it, for readers without scripts, the report.
 * It opens from disk without a network and connects nowhere.
 */
export function caseFile(
  program: Program,
  report: Report,
  sources: readonly Source[],
  language: Language,
  stamp: Stamp,
): string {
  const [verdict] = report.findings
  return oneFile(program, {
    title: `${verdict ? `${unmarked(speak(verdict, language).title)} · ` : ''}Memledger`,
    language: language === 'zh' ? 'zh-Hans' : 'en',
    body: `<main class="written">${bare(htmlReport(report, sources, language, { ...stamp, reopen: null }))}</main>`,
    stamp,
  })
}

/** The file's policy allows no styles but its own. No text of a paste holds a quotation mark here: all are escaped. */
const bare = (html: string) => html.replace(/ style="[^"]*"/g, '')
