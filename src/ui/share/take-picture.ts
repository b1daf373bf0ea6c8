import { copyPicture } from '../../browser/clipboard.ts'
import { rasterised } from '../../browser/raster.ts'
import { saveFile } from '../../browser/save-file.ts'
import type { Report } from '../../core/analyze.ts'
import type { Language } from '../../core/language/say.ts'
import { fileName } from '../../core/report/file-name.ts'
import { svgPicture, type Picture } from '../../core/report/svg/picture.ts'
import { pictureIn, type PictureKey } from '../../core/report/svg/pictures-of.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { withText } from '../../files/picture.ts'
import type { View } from '../../share/parcel.ts'
import { parcelOf, type Subject } from '../../state/redaction.ts'
import { stampInWorker } from '../../worker/errands.ts'

/** To the clipboard, or as a file of one kind. */
export type How = 'copy' | 'png' | 'svg'

/**
 * Draws a picture of what leaves and hands it over. Files carry the case; the clipboard has the pixels alone, for browsers
 * write them anew. Where the clipboard takes no picture, it becomes a file. False where the browser does not let us.
 */
export async function takePicture(
  how: How,
  key: PictureKey,
  subject: Promise<Subject>,
  view: View,
  language: Language,
): Promise<boolean> {
  const drawn = drawing(key, subject, view, language)
  if (how === 'copy' && (await copyPicture(drawn.then(({ png }) => png())))) return true
  const { name, svg, png, reopen } = await drawn
  if (how === 'svg') saveFile(name('svg'), 'image/svg+xml', svg())
  else {
    try {
      saveFile(name('png'), 'image/png', withText(await png(), 'Memledger', reopen))
    } catch {
      return false
    }
  }
  return true
}

async function drawing(key: PictureKey, subject: Promise<Subject>, view: View, language: Language) {
  const given = await subject
  const { report } = given
  const found = pictureIn(report, key)
  if (found === null) throw new Error('The report has no such picture.')
  const { picture, moment } = found
  const stamp = await stampInWorker(parcelOf(given, { ...view, ...(moment ? { snapshot: moment.index } : {}) }))
  return {
    name: (extension: string) => fileName(report, stamp, extension, partOf(picture, report, moment)),
    svg: () => svgPicture(picture, { report, moment }, language, stamp),
    png: () => rasterised(svgPicture(picture, { report, moment }, language, { ...stamp, reopen: null })),
    reopen: stamp.reopen ?? '',
  }
}

const partOf = ({ kind }: Picture, { moments }: Report, moment: Moment | null) =>
  moment && moments.length > 1 ? `${kind}-${moment.index + 1}` : kind
