import type { Ledger } from '../../core/ledger/account.ts'
import { useMessages } from '../../i18n/report.ts'
import styles from './ScopeSwitch.module.css'

interface Props {
  readonly ledgers: readonly Ledger[]
  readonly value: number
  onChange(value: number): void
}

/** Whose book is open: the host, a node, a control group, or the machine at the moment of a report. */
export function ScopeSwitch({ ledgers, value, onChange }: Props) {
  const t = useMessages()
  return (
    <select
      className={styles.scope}
      aria-label={t.ledger.scope}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {ledgers.map((ledger, index) => (
        <option key={index} value={index}>
          {t.scope(ledger.scope)}
        </option>
      ))}
    </select>
  )
}
