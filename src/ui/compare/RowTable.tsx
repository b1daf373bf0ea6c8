import { useState } from 'react'
import { comparisonLabels, sayChange } from '../../core/comparison/labels.ts'
import type { RowChange, RowsChange } from '../../core/comparison/rows.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { useFirst } from '../kit/useFirst.tsx'
import { holds } from '../kit/SearchField.tsx'
import { Filter, FIRST } from './Filter.tsx'
import { Sides } from './Sides.tsx'
import table from '../kit/Table.module.css'
import styles from './Compare.module.css'

interface Props {
  readonly change: RowsChange
  readonly of: string
}

/** Slab caches, processes, callers: what grew and what shrank, what is new and what is gone; the rest as a sum. */
export function RowTable({ change, of }: Props) {
  const t = useMessages()
  const words = comparisonLabels[useLanguage()]
  const [find, setFind] = useState('')
  const [changed, setChanged] = useState(true)
  const [byName, setByName] = useState(false)
  const rows = (byName && change.byName) || change.rows
  const found = rows.filter((row) => (!changed || row.change !== 0) && holds(row.name, find))
  const { shown, more } = useFirst(found, FIRST)
  const left = found.slice(shown.length)
  const pids = !byName && shown.some(({ pid }) => pid !== null)
  return (
    <>
      <Filter
        words={find}
        onWords={setFind}
        changed={changed}
        onChanged={setChanged}
        shown={t.reports.filtered(sayCount(found.length), sayCount(rows.length))}
      >
        {change.byName && (
          <label>
            <input type="checkbox" checked={byName} onChange={(event) => setByName(event.target.checked)} />
            {t.reports.byName}
          </label>
        )}
      </Filter>
      <div className={table.scroll}>
        <table className={[table.table, table.stack].join(' ')} data-testid="rows-compared" data-of={change.of}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              {pids && (
                <th scope="col" className={table.figure}>
                  PID
                </th>
              )}
              {[words.before, words.after, words.change].map((head, index) => (
                <th key={head} scope="col" className={table.figure}>
                  {index < 2 ? `${head} (${words.size[change.size]})` : head}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={`${row.pid ?? ''} ${row.name}`} row={row} pids={pids} of={of} />
            ))}
            {left.length > 0 && (
              <tr className={styles.rest}>
                <th scope="row" colSpan={pids ? 6 : 5}>
                  {words.rest(
                    left.length,
                    sayChange(
                      left.reduce((sum, each) => sum + (each.change ?? 0), 0),
                      sayBytes,
                    ),
                  )}
                </th>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {more}
    </>
  )
}

function Row({ row, pids, of }: { readonly row: RowChange; readonly pids: boolean; readonly of: string }) {
  const words = comparisonLabels[useLanguage()]
  const pointing = usePointing(`${of}:${row.pid ?? ''}:${row.name}`, row.evidence)
  const [before, after] = row.counts
  return (
    <tr tabIndex={0} data-name={row.name} data-state={row.state} data-change={row.change ?? undefined} {...pointing}>
      <th scope="row">
        <code>{row.name}</code>
      </th>
      {pids && (
        <td className={table.figure} data-label="PID">
          {row.pid ?? ''}
        </td>
      )}
      <Sides
        before={row.before}
        after={row.after}
        say={sayBytes}
        change={row.change === null ? '' : sayChange(row.change, sayBytes)}
      />
      <td className={styles.state}>
        {[
          ...(row.state === 'both' ? [] : [words.state[row.state]]),
          ...(before > 1 || after > 1 ? [words.count(before, after)] : []),
        ].join(', ')}
      </td>
    </tr>
  )
}
