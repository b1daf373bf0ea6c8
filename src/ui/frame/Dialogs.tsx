import { lazy, Suspense } from 'react'
import { useDesk } from '../../state/desk.ts'

const AddDialog = lazy(async () => ({ default: (await import('../intake/AddDialog.tsx')).AddDialog }))
const ShareDialog = lazy(async () => ({ default: (await import('../share/ShareDialog.tsx')).ShareDialog }))
const ShortcutSheet = lazy(async () => ({ default: (await import('../keyboard/ShortcutSheet.tsx')).ShortcutSheet }))
const Palette = lazy(async () => ({ default: (await import('../keyboard/Palette.tsx')).Palette }))

/** The dialog that lies on the page, if any. None of them is needed to see a verdict. */
export function Dialogs() {
  const dialog = useDesk((desk) => desk.dialog)
  const show = useDesk((desk) => desk.show)
  const close = () => show(null)
  if (!dialog) return null
  return (
    <Suspense fallback={null}>
      {dialog.kind === 'add' && <AddDialog incoming={dialog.incoming} onClose={close} />}
      {dialog.kind === 'share' && <ShareDialog onClose={close} />}
      {dialog.kind === 'shortcuts' && <ShortcutSheet onClose={close} />}
      {dialog.kind === 'palette' && <Palette onClose={close} />}
    </Suspense>
  )
}
