import { startTransition, useEffect, useState } from 'react'

/** What work beside the page makes of something: `undefined` while it is being made, `failed` where it can't be. */
export function useErrand<Of, Made>(of: Of, work: (of: Of) => Promise<Made>, failed: Made): Made | undefined {
  const [done, setDone] = useState<{ readonly of: Of; readonly made: Made }>()
  useEffect(() => {
    let wanted = true
    const show = (made: Made) => {
      // What is drawn of a large case is drawn in slices.
      if (wanted) startTransition(() => setDone({ of, made }))
    }
    work(of).then(show, () => show(failed))
    return () => {
      wanted = false
    }
  }, [of, work, failed])
  return done?.of === of ? done.made : undefined
}
