import { useEffect, useState } from 'react'
import type { Parcel } from '../../share/parcel.ts'
import { packInWorker } from '../../worker/errands.ts'

/** The fragment of a parcel: `undefined` while it is being made, null where no link can hold it. */
export function usePacked(parcel: Parcel | null): string | null | undefined {
  const [made, setMade] = useState<{ readonly of: Parcel; readonly fragment: string | null }>()
  useEffect(() => {
    if (parcel === null) return undefined
    let wanted = true
    const show = (fragment: string | null) => {
      if (wanted) setMade({ of: parcel, fragment })
    }
    packInWorker(parcel).then(show, () => show(null))
    return () => {
      wanted = false
    }
  }, [parcel])
  if (parcel === null) return null
  return made?.of === parcel ? made.fragment : undefined
}
