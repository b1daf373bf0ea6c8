import { useState } from 'react'
import type { Change, KeyedChange } from '../../core/figures/compare.ts'
import { sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { sayChange } from './change.ts'
import { Heads } from './OrderTable.tsx'
import table from '../kit/Table.module.css'
import styles from './Compare.module.css'

/** Two files key by key. What did not change is a click away. */
export function KeyTable({ keyed }: { readonly keyed: KeyedChange }) {
  const t = useMessages()
  const [all, setAll] = useState(false)
  const same = keyed.rows.filter((row) => row.change === 0).length
  const rows = all ? keyed.rows : keyed.rows.filter((row) => row.change !== 0)
  const of = `keyed:${keyed.kind}:${keyed.subject}`
  return (
    <div className={[table.scroll, styles.part].join(' ')}>
      <table className={[table.table, table.stack].join(' ')} data-testid="keys-compared" data-kind={keyed.kind}>
        <caption>
          {t.kind(keyed.kind)} {keyed.subject}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t.compare.key}</th>
            <Heads />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} of={of} />
          ))}
        </tbody>
      </table>
      {same > 0 && (
        <button type="button" className={table.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {t.compare.same(same)}
        </button>
      )}
    </div>
  )
}

function Row({ row, of }: { readonly row: Change & { readonly key: string }; readonly of: string }) {
  const t = useMessages().compare
  const pointing = usePointing(`${of}:${row.key}`, row.evidence)
  return (
    <tr data-key={row.key} data-change={row.change ?? undefined} {...pointing}>
      <th scope="row">
        <code>{row.key}</code>
      </th>
      <td className={table.figure} data-label={t.before}>
        {row.before === null ? '' : sayCount(row.before)}
      </td>
      <td className={table.figure} data-label={t.after}>
        {row.after === null ? '' : sayCount(row.after)}
      </td>
      <td className={table.figure} data-label={t.change}>
        {row.change === null ? '' : sayChange(row.change, sayCount)}
      </td>
    </tr>
  )
}
