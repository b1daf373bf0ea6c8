import { create } from 'zustand'
import type { Source } from '../core/text/source.ts'

/** Which dialog lies on the page. One at a time. */
export type Dialog =
  | { readonly kind: 'add'; readonly incoming: readonly Source[] | null }
  | { readonly kind: 'share' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' }

interface Desk {
  readonly dialog: Dialog | null
  show(dialog: Dialog | null): void
}

/** What lies on top of the page. */
export const useDesk = create<Desk>()((set) => ({
  dialog: null,
  show: (dialog) => set({ dialog }),
}))
