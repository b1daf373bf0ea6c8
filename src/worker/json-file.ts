import { analyze } from '../core/analyze.ts'
import { fileName } from '../core/report/file-name.ts'
import { jsonReport } from '../core/report/json.ts'
import { stampOf } from '../share/stamp.ts'
import type { Parcel } from '../share/parcel.ts'

export interface JsonFile {
  readonly name: string
  readonly text: string
}

/** The whole analysis as a file, with the case inside. Reading the case again takes less than handing the report over. */
export function jsonFile(parcel: Parcel): JsonFile {
  const { sources, view, partial } = parcel
  const report = analyze(sources, partial)
  const stamp = stampOf(parcel)
  const document = jsonReport(report, sources, view.language ?? 'en', stamp)
  return { name: fileName(report, stamp, 'json'), text: `${JSON.stringify(document, null, 2)}\n` }
}
