import { stepName } from '../../core/figures/step-words.ts'
import { waterfall, type Step } from '../../core/figures/waterfall.ts'
import { sayBytes, sayCount, sayPercent } from '../../core/language/say.ts'
import type { Ledger } from '../../core/ledger/account.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { usePointing } from '../kit/pointing.ts'
import table from '../kit/Table.module.css'
import styles from './Ledger.module.css'

/** The same book in figures: every account to the byte, and the line it was read from. */
export function LedgerTable({ ledger, of }: { readonly ledger: Ledger; readonly of: string }) {
  const t = useMessages().ledger
  const rows = waterfall(ledger).flatMap(withParts)
  return (
    <div className={table.scroll}>
      <table className={[table.table, table.stack].join(' ')} data-testid="ledger-table">
        <thead>
          <tr>
            <th scope="col">{t.account}</th>
            <th scope="col" className={table.figure}>
              {t.bytes}
            </th>
            <th scope="col" className={table.figure}>
              {t.exact}
            </th>
            <th scope="col" className={table.figure}>
              {t.share}
            </th>
            <th scope="col">{t.formula}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ step, depth }) => (
            <Row key={step.key} step={step} depth={depth} ledger={ledger} of={of} />
          ))}
        </tbody>
      </table>
      <p className={styles.balance}>{t.balance}</p>
    </div>
  )
}

const withParts = (step: Step, depth = 0): { step: Step; depth: number }[] => [
  { step, depth },
  ...step.parts.flatMap((part) => withParts(part, depth + 1)),
]

interface RowProps {
  readonly step: Step
  readonly depth: number
  readonly ledger: Ledger
  readonly of: string
}

function Row({ step, depth, ledger, of }: RowProps) {
  const t = useMessages().ledger
  const name = stepName(step, ledger, useLanguage())
  const key = `${of}:${step.key}`
  const pointing = usePointing(key, step.evidence)
  return (
    <tr
      className={step.kind === 'total' || step.kind === 'residual' ? styles.strong : undefined}
      data-account={step.id}
      data-bytes={step.bytes}
      {...pointing}
    >
      <th scope="row" style={{ paddingLeft: depth * 16 }}>
        {depth > 0 && <span className={styles.within}>{t.within} </span>}
        {name}
      </th>
      <td className={table.figure} data-label={t.bytes}>
        {sayBytes(step.bytes)}
      </td>
      <td className={table.figure} data-label={t.exact}>
        {sayCount(step.bytes)}
      </td>
      <td className={table.figure} data-label={t.share}>
        {sayPercent(step.share)}
      </td>
      <td className={table.wide}>
        {step.formula !== null && <code>{step.formula}</code>} {step.basis === 'estimated' && t.estimated}{' '}
        <Evidence spans={step.evidence} of={key} />
      </td>
    </tr>
  )
}
