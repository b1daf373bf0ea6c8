import { useEffect, useState } from 'react'
import type { Switches } from '../../core/redact/kinds.ts'
import { redactInWorker } from '../../worker/client.ts'
import type { SafeCase } from '../../worker/safe-case.ts'
import type { Subject } from './subject.ts'

/** A case without its names: `undefined` while they are being replaced; an error where they can't be. */
export function useRedacted({ sources }: Subject, switches: Switches): SafeCase | Error | undefined {
  const [made, setMade] = useState<{ readonly by: Switches; readonly of: unknown; readonly safe: SafeCase | Error }>()
  useEffect(() => {
    let wanted = true
    const show = (safe: SafeCase | Error) => {
      if (wanted) setMade({ by: switches, of: sources, safe })
    }
    redactInWorker({ sources, switches }, () => wanted).then(show, (error: unknown) =>
      show(error instanceof Error ? error : new Error(String(error))),
    )
    return () => {
      wanted = false
    }
  }, [sources, switches])
  return made?.by === switches && made.of === sources ? made.safe : undefined
}
