import type { Parcel } from '../../share/parcel.ts'
import type { Opened } from '../../share/permalink.ts'
import type { Refusal } from '../../state/session.ts'

/** What can be shown of a link or an export: all of it, or what was saved. */
export function parcelOf(opened: Opened): Parcel | null {
  if (opened.state === 'whole') return opened.parcel
  return 'saved' in opened && opened.saved ? { ...opened.saved, partial: true } : null
}

/** What the reader is told of it. */
export function refusalsOf(opened: Opened): Refusal[] {
  switch (opened.state) {
    case 'whole':
      return opened.parcel.partial ? [{ code: 'sent-in-part' }] : []
    case 'cut-off':
      return [{ code: 'link-cut-off', got: opened.got, expected: opened.expected, saved: opened.saved !== null }]
    case 'damaged':
      return [{ code: 'link-damaged', saved: opened.saved !== null }]
    default:
      return [{ code: `link-${opened.state}` }]
  }
}
