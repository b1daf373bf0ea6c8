import { useState } from 'react'
import type { KeyChange, KeyedChange } from '../../core/comparison/keyed.ts'
import { comparisonLabels, sayChange, type ComparisonLabels } from '../../core/comparison/labels.ts'
import type { Unit } from '../../core/comparison/quantities.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { useFirst } from '../kit/useFirst.tsx'
import { holds } from '../kit/SearchField.tsx'
import { Filter, FIRST } from './Filter.tsx'
import { Sides } from './Sides.tsx'
import table from '../kit/Table.module.css'

interface Props {
  readonly keyed: KeyedChange
  readonly timed: boolean
  readonly of: string
}

/** Two files key by key: what changed, or all of it; counters with what they come to in a second. */
export function KeyTable({ keyed, timed, of }: Props) {
  const t = useMessages()
  const words = comparisonLabels[useLanguage()]
  const [find, setFind] = useState('')
  const [changed, setChanged] = useState(true)
  const found = keyed.rows.filter((row) => (!changed || row.before !== row.after) && holds(row.key, find))
  const rates = timed && keyed.rows.some(({ perSecond }) => perSecond !== null)
  const { shown, more } = useFirst(found, FIRST)
  return (
    <>
      <Filter
        words={find}
        onWords={setFind}
        changed={changed}
        onChanged={setChanged}
        shown={t.reports.filtered(sayCount(found.length), sayCount(keyed.rows.length))}
      />
      <div className={table.scroll}>
        <table className={[table.table, table.stack].join(' ')} data-testid="keys-compared" data-kind={keyed.kind}>
          <thead>
            <tr>
              <th scope="col">{words.key}</th>
              {[words.before, words.after, words.change, ...(rates ? [words.perSecond] : [])].map((head) => (
                <th key={head} scope="col" className={table.figure}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.key} row={row} rates={rates} of={of} />
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  )
}

/** A number in its unit; bytes in the unit that reads best. */
const sayIn = (unit: Unit, words: ComparisonLabels) => (value: number) =>
  unit === 'bytes' ? sayBytes(value) : unit === 'count' ? sayCount(value) : `${sayCount(value)} ${words.unit[unit]}`

function Row({ row, rates, of }: { readonly row: KeyChange; readonly rates: boolean; readonly of: string }) {
  const words = comparisonLabels[useLanguage()]
  const pointing = usePointing(`${of}:${row.key}`, row.evidence)
  const say = sayIn(row.unit, words)
  const rounded = (value: number) => Number(value.toPrecision(3))
  return (
    <tr
      tabIndex={0}
      data-key={row.key}
      data-before={row.before ?? undefined}
      data-after={row.after ?? undefined}
      data-change={row.change ?? undefined}
      {...pointing}
    >
      <th scope="row">
        <code>{row.key}</code>
      </th>
      <Sides
        before={row.before}
        after={row.after}
        say={say}
        change={
          row.change !== null
            ? sayChange(twoDecimals(row.change), say)
            : row.before !== null && row.after !== null
              ? words.fell
              : ''
        }
      />
      {rates && (
        <td className={table.figure} data-label={words.perSecond} data-rate={row.perSecond ?? undefined}>
          {row.perSecond === null ? '' : say(rounded(row.perSecond))}
        </td>
      )}
    </tr>
  )
}

/** Averages have two decimals, and their difference no more. */
const twoDecimals = (value: number) => (Number.isInteger(value) ? value : Number(value.toFixed(2)))
