import { create } from 'zustand'
import type { Parcel } from '../share/parcel.ts'
import type { Refusal } from './session.ts'

/** What came to a page: pasted, dropped, linked. */
export interface Incoming {
  readonly parcel: Parcel
  readonly refusals: readonly Refusal[]
  /** The link that it came by, or null. */
  readonly fragment: string | null
}

/** Which dialog lies on the page. One at a time. */
export type Dialog =
  | { readonly kind: 'add'; readonly incoming: Incoming | null }
  | { readonly kind: 'share' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' }

interface Desk {
  readonly dialog: Dialog | null
  /** What is written into the field of the empty page, and not read yet: it is there again when the page is empty again. */
  readonly draft: string
  show(dialog: Dialog | null): void
  write(draft: string): void
}

/** What lies on top of the page. */
export const useDesk = create<Desk>()((set) => ({
  dialog: null,
  draft: '',
  show: (dialog) => set({ dialog }),
  write: (draft) => set({ draft }),
}))
