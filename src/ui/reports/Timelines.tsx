import { useMemo } from 'react'
import { lanesOf } from '../../core/figures/deaths.ts'
import { timelinesOf } from '../../core/figures/timeline.ts'
import { useMessages } from '../../i18n/report.ts'
import type { LogEvent } from '../../core/figures/events.ts'
import { Lanes } from './Lanes.tsx'
import styles from './Reports.module.css'

interface Props {
  readonly events: readonly LogEvent[]
  readonly by: 'limit' | 'victim'
  readonly chosen: string
  onChoose(id: string): void
}

/** When the reports fell: a drawing for each clock, a lane for each group or victim. */
export function Timelines({ events, by, chosen, onChoose }: Props) {
  const t = useMessages().deaths
  const { lines, undated } = useMemo(() => timelinesOf(events), [events])
  const lanes = useMemo(() => lanesOf(events, by), [events, by])
  return (
    <div className={styles.timelines} data-testid="timelines">
      {lines.map((line, index) => (
        <Lanes key={index} line={line} lanes={lanes} chosen={chosen} onChoose={onChoose} />
      ))}
      {undated.length > 0 && <p className={styles.note}>{t.undated(undated.length)}</p>}
    </div>
  )
}
