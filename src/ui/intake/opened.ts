import type { Parcel } from '../../share/parcel.ts'
import type { Opened } from '../../share/permalink.ts'
import type { Refusal } from '../../state/session.ts'

/** What can be shown of a link or an export: all of it, or what was saved. */
export const parcelOf = (opened: Opened): Parcel | null =>
  opened.state === 'whole' ? opened.parcel : 'saved' in opened ? opened.saved : null

/** Whether some of it did not arrive: what is shown is not the whole case. */
export const isPartial = ({ state }: Opened): boolean => state === 'cut-off' || state === 'damaged'

/** What the reader is told of it. */
export function refusalsOf(opened: Opened): Refusal[] {
  switch (opened.state) {
    case 'whole':
      return []
    case 'cut-off':
      return [{ code: 'link-cut-off', got: opened.got, expected: opened.expected, saved: opened.saved !== null }]
    case 'damaged':
      return [{ code: 'link-damaged', saved: opened.saved !== null }]
    default:
      return [{ code: `link-${opened.state}` }]
  }
}
