import { useMemo } from 'react'
import type { Switches } from '../../core/redact/kinds.ts'
import type { Source } from '../../core/text/source.ts'
import { withoutNames } from '../../state/redaction.ts'
import type { SafeCase } from '../../worker/safe-case.ts'
import { useErrand } from './useErrand.ts'

interface Wanted {
  readonly sources: readonly Source[]
  readonly switches: Switches
}

/** A case without its names: `undefined` while they are being replaced; an error where they can't be. */
export function useRedacted(sources: readonly Source[], switches: Switches): SafeCase | Error | undefined {
  const wanted = useMemo(() => ({ sources, switches }), [sources, switches])
  return useErrand<Wanted, SafeCase | Error>(wanted, redacted, asError)
}

const redacted = ({ sources, switches }: Wanted) => withoutNames(sources, switches)
const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
