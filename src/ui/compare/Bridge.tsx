import type { AccountChange, LedgerChange } from '../../core/figures/compare.ts'
import { sayBytes } from '../../core/language/say.ts'
import { terms } from '../../core/language/terms.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { colourOf } from '../ledger/colours.ts'
import { usePointing } from '../kit/pointing.ts'
import { sayChange } from './change.ts'
import { Heads } from './OrderTable.tsx'
import table from '../kit/Table.module.css'
import styles from './Compare.module.css'

/** From one book to the other, what changed most first. */
export function Bridge({ ledger }: { readonly ledger: LedgerChange }) {
  const t = useMessages()
  const most = Math.max(1, ...ledger.rows.map((row) => Math.abs(row.change ?? 0)))
  const rows = ledger.rows.filter((row) => row.before !== 0 || row.after !== 0)
  return (
    <div className={[table.scroll, styles.part].join(' ')}>
      <table className={[table.table, table.stack].join(' ')} data-testid="bridge">
        <caption>{t.scope(ledger.scope)}</caption>
        <thead>
          <tr>
            <th scope="col">{t.ledger.account}</th>
            <Heads />
            <td className={styles.swing} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} most={most} scope={ledger.scope.kind} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly row: AccountChange
  readonly most: number
  readonly scope: LedgerChange['scope']['kind']
}

function Row({ row, most, scope }: RowProps) {
  const messages = useMessages()
  const t = messages.ledger
  const words = terms[useLanguage()]
  const pointing = usePointing(`bridge:${scope}:${row.id}`, row.evidence)
  const name =
    row.id === 'total'
      ? scope === 'host'
        ? 'MemTotal'
        : t.total
      : row.id === 'unaccounted'
        ? words.unaccounted
        : words.account[row.id]
  const change = row.change ?? 0
  const width = `${(Math.abs(change) / most) * 50}%`
  return (
    <tr data-account={row.id} data-change={row.change ?? undefined} {...pointing}>
      <th scope="row">{name}</th>
      <td className={table.figure} data-label={messages.compare.before}>
        {row.before === null ? '' : sayBytes(row.before)}
      </td>
      <td className={table.figure} data-label={messages.compare.after}>
        {row.after === null ? '' : sayBytes(row.after)}
      </td>
      <td className={table.figure} data-label={messages.compare.change}>
        {row.change === null ? '' : sayChange(row.change, sayBytes)}
      </td>
      <td className={styles.swing} aria-hidden="true">
        {change !== 0 && (
          <span
            style={{
              width,
              [change < 0 ? 'right' : 'left']: '50%',
              background: colourOf(row.id) ?? 'var(--unaccounted)',
            }}
          />
        )}
      </td>
    </tr>
  )
}
