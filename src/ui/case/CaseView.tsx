import { memo, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { showPanel } from '../../browser/panels.ts'
import type { Report } from '../../core/analyze.ts'
import { pairIn } from '../../core/comparison/pairs.ts'
import type { Source } from '../../core/text/source.ts'
import { useSession } from '../../state/session.ts'
import { ChecksPanel } from '../checks/ChecksPanel.tsx'
import { ComparePanel } from '../compare/ComparePanel.tsx'
import { Paper } from '../paper/Paper.tsx'
import { CoursePanel } from '../course/CoursePanel.tsx'
import { FindingsPanel } from '../findings/FindingsPanel.tsx'
import { FreeListsPanel } from '../free-lists/FreeListsPanel.tsx'
import { LedgerPanel } from '../ledger/LedgerPanel.tsx'
import { Moments } from '../moments/Moments.tsx'
import { RecordsPanel } from '../records/RecordsPanel.tsx'
import { ReportsPanel } from '../reports/ReportsPanel.tsx'
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
  const moment = report.moments[chosen] ?? report.moments[0]
  const compared = useSession((session) => session.compared)
  const pair = useMemo(() => pairIn(report, compared), [report, compared])
  const [verdict] = report.findings
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    // The field that had the focus is gone: what comes next is read from the verdict on.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [])
  // What is further down is drawn bit by bit while the verdict is being read.
  const later = useDeferredValue(report, null)
  const panel = useSession((session) => session.panel)
  useEffect(() => {
    if (panel !== null) showPanel(panel)
  }, [panel, later])
  return (
    <div className={styles.case}>
      <main ref={main} className={styles.main} tabIndex={-1}>
        {verdict ? <Verdict finding={verdict} index={0} /> : <NoFinding />}
        {report.moments.length > 1 && <Moments moments={report.moments} compared={pair} />}
        {moment && <LedgerPanel key={moment.index} moment={moment} />}
        {later && <FurtherDown report={later} />}
      </main>
      <SourcePane report={report} sources={sources} />
      <Paper report={report} sources={sources} />
    </div>
  )
}

const FurtherDown = memo(function FurtherDown({ report }: Pick<Props, 'report'>) {
  const chosen = useSession((session) => session.moment)
  const moment = report.moments[chosen] ?? report.moments[0]
  const compared = useSession((session) => session.compared)
  const pair = useMemo(() => pairIn(report, compared), [report, compared])
  return (
    <>
      {pair && <ComparePanel report={report} pair={pair} />}
      <CoursePanel report={report} />
      {report.findings.length > 0 && <FindingsPanel findings={report.findings} />}
      <ReportsPanel report={report} />
      {moment && <FreeListsPanel key={`free ${moment.index}`} report={report} moment={moment} />}
      {moment && <ChecksPanel moment={moment} />}
      <RecordsPanel report={report} />
    </>
  )
})
