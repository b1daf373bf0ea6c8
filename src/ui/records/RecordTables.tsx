import { useMemo } from 'react'
import { rowsOfList } from '../../core/figures/processes.ts'
import { partsOf, type Cell, type Part } from '../../core/figures/record-parts.ts'
import type { AnyRecord } from '../../core/snapshot/record.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { Tasks } from '../reports/Tasks.tsx'
import { useFirst } from '../kit/useFirst.tsx'
import table from '../kit/Table.module.css'
import styles from './Records.module.css'

const NOBODY: ReadonlySet<number> = new Set()

/** All that was read of a record. */
export function RecordTables({ record }: { readonly record: AnyRecord }) {
  const t = useMessages().records
  const parts = useMemo(() => partsOf(record.data), [record])
  const processes = useMemo(
    () => (record.kind === 'ps' || record.kind === 'top' ? rowsOfList(record.data.processes) : null),
    [record],
  )
  return (
    <>
      <p className={styles.soft}>{t.units}</p>
      {parts.map((part) =>
        processes && part.name === 'processes' ? (
          <Tasks key={part.name} tasks={processes} victims={NOBODY} of={record.id} />
        ) : part.columns.length === 0 ? (
          <Fields key={part.name} part={part} of={record.id} />
        ) : (
          <Rows key={part.name} part={part} of={record.id} />
        ),
      )}
    </>
  )
}

/** Named values in as many columns as there is room for. */
function Fields({ part, of }: { readonly part: Part; readonly of: string }) {
  const { shown: first, more } = useFirst(part.rows)
  return (
    <>
      <dl className={styles.fields}>
        {first.map(([key, value], index) =>
          key && value ? <Field key={key.text} name={key.text} value={value} of={`${of}:${index}`} /> : null,
        )}
      </dl>
      {more}
    </>
  )
}

function Field({ name, value, of }: { readonly name: string; readonly value: Cell; readonly of: string }) {
  const pointing = usePointing(`cell:${of}`, value.spans)
  return (
    <div data-field={name} {...pointing}>
      <dt>
        <code>{name}</code>
      </dt>
      <dd className={value.number ? styles.figure : undefined}>{shown(value)}</dd>
    </div>
  )
}

function Rows({ part, of }: { readonly part: Part; readonly of: string }) {
  const { shown: first, more } = useFirst(part.rows)
  return (
    <>
      <div className={table.scroll}>
        <table className={[table.table, table.stack, styles.table].join(' ')}>
          {part.name !== '' && <caption>{part.name}</caption>}
          <thead>
            <tr>
              {part.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first.map((row, index) => (
              <Row
                key={index}
                row={row}
                columns={part.columns}
                spans={part.places[index] ?? []}
                of={`${of}:${part.name}:${index}`}
              />
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  )
}

interface RowProps {
  readonly row: readonly (Cell | null)[]
  readonly columns: readonly string[]
  readonly spans: Cell['spans']
  readonly of: string
}

function Row({ row, columns, spans, of }: RowProps) {
  const pointing = usePointing(`row:${of}`, spans)
  return (
    <tr {...pointing}>
      {row.map((cell, index) => (
        <td key={index} className={cell?.number ? table.figure : undefined} data-label={columns[index]}>
          {cell && shown(cell)}
        </td>
      ))}
    </tr>
  )
}

/** Digits in groups of three; words of JavaScript such as `1e+21` stay. */
const shown = ({ text, number }: Cell) =>
  number && /^-?\d+$/.test(text) ? text.replace(/\B(?=(?:\d{3})+$)/g, '\u202f') : text
