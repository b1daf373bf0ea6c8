import { startTransition, useEffect, useState } from 'react'
import type { Switches } from '../../core/redact/kinds.ts'
import type { Source } from '../../core/text/source.ts'
import { withoutNames } from '../../state/redaction.ts'
import type { SafeCase } from '../../worker/safe-case.ts'

/** A case without its names: `undefined` while they are being replaced; an error where they can't be. */
export function useRedacted(sources: readonly Source[], switches: Switches): SafeCase | Error | undefined {
  const [made, setMade] = useState<{ readonly by: Switches; readonly of: unknown; readonly safe: SafeCase | Error }>()
  useEffect(() => {
    let wanted = true
    const show = (safe: SafeCase | Error) => {
      // What is drawn of a large case is drawn in slices.
      if (wanted) startTransition(() => setMade({ by: switches, of: sources, safe }))
    }
    withoutNames(sources, switches).then(show, (error: unknown) =>
      show(error instanceof Error ? error : new Error(String(error))),
    )
    return () => {
      wanted = false
    }
  }, [sources, switches])
  return made?.by === switches && made.of === sources ? made.safe : undefined
}
