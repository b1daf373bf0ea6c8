import { useState } from 'react'
import type { Comparison } from '../../core/comparison/compare.ts'
import type { KeyedChange } from '../../core/comparison/keyed.ts'
import { comparisonLabels } from '../../core/comparison/labels.ts'
import type { RowsChange } from '../../core/comparison/rows.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Choice } from '../kit/Choice.tsx'
import { KeyTable } from './KeyTable.tsx'
import { RowTable } from './RowTable.tsx'
import styles from './Compare.module.css'

type Table = { readonly rows: RowsChange } | { readonly keyed: KeyedChange }

interface Props {
  readonly comparison: Comparison
  readonly of: string
}

/** Every table that both sides hold, one at a time: there can be hundreds of control groups. */
export function Tables({ comparison: { rows, keyed, seconds }, of }: Props) {
  const t = useMessages()
  const words = comparisonLabels[useLanguage()]
  const [chosen, setChosen] = useState(0)
  const tables: readonly Table[] = [...rows.map((each) => ({ rows: each })), ...keyed.map((each) => ({ keyed: each }))]
  const table = tables[chosen] ?? tables[0]
  if (!table) return null
  const nameOf = (each: Table) =>
    'rows' in each ? words.of[each.rows.of] : [t.kind(each.keyed.kind), each.keyed.subject].filter(Boolean).join(' ')
  return (
    <section aria-label={nameOf(table)}>
      <div className={styles.head}>
        <h3>{nameOf(table)}</h3>
        {tables.length > 1 && (
          <div className={styles.tools}>
            <Choice label={t.compare.table} options={tables.map(nameOf)} value={chosen} onChange={setChosen} />
          </div>
        )}
      </div>
      {'rows' in table ? (
        <RowTable key={chosen} change={table.rows} of={`${of}:table:${chosen}`} />
      ) : (
        <KeyTable key={chosen} keyed={table.keyed} timed={seconds !== null} of={`${of}:table:${chosen}`} />
      )}
    </section>
  )
}
