import { useMemo } from 'react'
import { compare } from '../../core/figures/compare.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useMessages } from '../../i18n/report.ts'
import { Panel } from '../kit/Panel.tsx'
import { momentNames } from '../moments/Moments.tsx'
import { Bridge } from './Bridge.tsx'
import { KeyTable } from './KeyTable.tsx'
import { OrderTables } from './OrderTable.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly moments: readonly Moment[]
  readonly before: Moment
  readonly after: Moment
}

/** What changed between two snapshots: the books, the free lists, the files key by key. */
export function ComparePanel({ moments, before, after }: Props) {
  const names = momentNames(moments, useMessages().moments)
  const t = useMessages()
  const comparison = useMemo(() => compare(before, after), [before, after])
  const nothing = comparison.ledgers.length + comparison.zones.length + comparison.keyed.length === 0
  return (
    <Panel
      id="compare"
      title={t.compare.title}
      note={t.compare.between(
        `${before.index + 1} · ${names[before.index] ?? ''}`,
        `${after.index + 1} · ${names[after.index] ?? ''}`,
      )}
    >
      {nothing && <p className={styles.nothing}>{t.compare.nothing}</p>}
      {comparison.ledgers.map((ledger, index) => (
        <Bridge key={index} ledger={ledger} />
      ))}
      {comparison.zones.length > 0 && <OrderTables zones={comparison.zones} />}
      {comparison.keyed.map((keyed, index) => (
        <KeyTable key={index} keyed={keyed} />
      ))}
    </Panel>
  )
}
