import { analyze, type Report } from '../core/analyze.ts'
import type { Switches } from '../core/redact/kinds.ts'
import { redact, type Redacted } from '../core/redact/redact.ts'
import type { Source } from '../core/text/source.ts'

/** A case without the names in it, and what its own analysis says. */
export interface SafeCase {
  readonly redacted: Redacted
  readonly report: Report
}

export interface RedactQuestion {
  readonly sources: readonly Source[]
  readonly switches: Switches
  /** Not all of the case is there. */
  readonly partial: boolean
}

export function safeCase({ sources, switches, partial }: RedactQuestion): SafeCase {
  const report = analyze(sources, partial)
  const redacted = redact(sources, report, switches)
  // The same text says the same.
  return { redacted, report: redacted.replaced.length === 0 ? report : analyze(redacted.sources, partial) }
}
