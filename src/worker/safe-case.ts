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
}

export function safeCase({ sources, switches }: RedactQuestion): SafeCase {
  const redacted = redact(sources, analyze(sources), switches)
  return { redacted, report: analyze(redacted.sources) }
}
