import { copyPicture } from '../../browser/clipboard.ts'
import { rasterised } from '../../browser/raster.ts'
import { saveFile } from '../../browser/save-file.ts'
import type { Report } from '../../core/analyze.ts'
import type { Language } from '../../core/language/say.ts'
import { fileName } from '../../core/report/file-name.ts'
import { svgPicture, type Picture } from '../../core/report/svg/picture.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import type { Source } from '../../core/text/source.ts'
import { withText } from '../../files/picture.ts'
import type { View } from '../../share/parcel.ts'
import { stampOf } from '../../share/stamp.ts'

/** To the clipboard, or as a file of one kind. */
export type How = 'copy' | 'png' | 'svg'

/** What a picture is made from: the report and the sources it is of, redacted or not. */
export interface From {
  readonly report: Report
  /** The snapshot it is of; null where it is of several. */
  readonly moment: Moment | null
  readonly sources: readonly Source[]
  /** Where whoever opens the case from the file will stand. */
  readonly view: View
}

/**
 * Makes a picture and hands it over. Files carry the case; the clipboard has the pixels alone, for browsers write them
 * anew. Where the clipboard takes no picture, it becomes a file. False where the browser does not let us.
 */
export async function takePicture(
  how: How,
  picture: Picture,
  { report, moment, sources, view }: From,
  language: Language,
): Promise<boolean> {
  const stamp = stampOf({ sources, view })
  const svg = svgPicture(picture, { report, moment }, language, stamp)
  const name = (extension: string) => fileName(report, stamp, extension, partOf(picture, report, moment))
  if (how === 'svg') {
    saveFile(name('svg'), 'image/svg+xml', svg)
    return true
  }
  try {
    const png = rasterised(svgPicture(picture, { report, moment }, language, { ...stamp, reopen: null }))
    if (how === 'copy' && (await copyPicture(png))) return true
    saveFile(name('png'), 'image/png', withText(await png, 'Memledger', stamp.reopen ?? ''))
    return true
  } catch {
    return false
  }
}

const partOf = ({ kind }: Picture, { moments }: Report, moment: Moment | null) =>
  moment && moments.length > 1 ? `${kind}-${moment.index + 1}` : kind
