import { analyze } from '../core/analyze.ts'
import type { Language } from '../core/language/say.ts'
import { fileName } from '../core/report/file-name.ts'
import { jsonReport } from '../core/report/json.ts'
import { caseFile } from '../share/case-file.ts'
import type { Program } from '../share/one-file.ts'
import type { Parcel } from '../share/parcel.ts'
import { stampOf } from '../share/stamp.ts'

/** A file that holds a case: of thousands of reports it has tens of megabytes. */
export interface CaseFile {
  readonly name: string
  readonly content: Blob
}

export interface FileQuestion {
  readonly parcel: Parcel
  readonly language: Language
  /** The page, to make it one file with the case inside; null for the analysis as JSON. */
  readonly program: Program | null
}

/** Reading the case again, beside the page, takes less of the page's time than handing its report over. */
export function fileOf({ parcel, language, program }: FileQuestion): CaseFile {
  const { sources, partial } = parcel
  const report = analyze(sources, partial)
  const stamp = stampOf(parcel)
  const content = program
    ? caseFile(program, report, sources, language, stamp)
    : `${JSON.stringify(jsonReport(report, sources, language, stamp), null, 2)}\n`
  return {
    name: fileName(report, stamp, program ? 'html' : 'json'),
    content: new Blob([content], { type: program ? 'text/html' : 'application/json' }),
  }
}
