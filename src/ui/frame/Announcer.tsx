import type { Report } from '../../core/analyze.ts'
import { useMessages } from '../../i18n/index.ts'

/** Tells those who do not see the page that the analysis is there. */
export function Announcer({ report }: { readonly report: Report | null }) {
  const t = useMessages().header
  return (
    <p className="unseen" role="status" aria-live="polite" data-testid="announcer">
      {report ? t.ready(report.findings.length) : ''}
    </p>
  )
}
