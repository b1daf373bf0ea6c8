import { useMessages } from '../../i18n/index.ts'
import { Dialog } from '../kit/Dialog.tsx'

/** The ways out of the tab. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const t = useMessages().header
  return (
    <Dialog title={t.share} onClose={onClose}>
      {null}
    </Dialog>
  )
}
