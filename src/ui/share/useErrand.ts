import { startTransition, useEffect, useState } from 'react'

/** What work beside the page makes of something: `undefined` while it is being made; `failed` says what of an error. */
export function useErrand<Of, Made>(
  of: Of,
  work: (of: Of) => Promise<Made>,
  failed: (error: unknown) => Made,
): Made | undefined {
  const [done, setDone] = useState<{ readonly of: Of; readonly made: Made }>()
  useEffect(() => {
    let wanted = true
    const show = (made: Made) => {
      // What is drawn of a large case is drawn in slices.
      if (wanted) startTransition(() => setDone({ of, made }))
    }
    work(of).then(show, (error: unknown) => show(failed(error)))
    return () => {
      wanted = false
    }
  }, [of, work, failed])
  return done?.of === of ? done.made : undefined
}

/** An errand without which the page does as well. */
export const nothing = () => null
