import { useEffect } from 'react'
import type { Report } from '../../core/analyze.ts'
import type { Source } from '../../core/text/source.ts'
import { useSession } from '../../state/session.ts'
import { FindingsPanel } from '../findings/FindingsPanel.tsx'
import { LedgerPanel } from '../ledger/LedgerPanel.tsx'
import { SourcePane } from '../source/SourcePane.tsx'
import { NoFinding } from '../verdict/NoFinding.tsx'
import { Verdict } from '../verdict/Verdict.tsx'
import styles from './CaseView.module.css'

interface Props {
  readonly report: Report
  readonly sources: readonly Source[]
}

/** A case on the table: the conclusions at the left, the paste they rest on at the right. */
export default function CaseView({ report, sources }: Props) {
  const chosen = useSession((session) => session.moment)
  const pin = useSession((session) => session.pin)
  const moment = report.moments[chosen] ?? report.moments[0]
  const [verdict] = report.findings
  useEffect(() => {
    if (verdict) pin({ kind: 'figure', key: 'finding:0', spans: verdict.evidence })
  }, [verdict, pin])
  return (
    <div className={styles.case}>
      <main className={styles.main}>
        {verdict ? <Verdict finding={verdict} index={0} /> : <NoFinding />}
        {moment && <LedgerPanel key={moment.index} moment={moment} />}
        {report.findings.length > 0 && <FindingsPanel findings={report.findings} />}
      </main>
      <SourcePane report={report} sources={sources} />
    </div>
  )
}
