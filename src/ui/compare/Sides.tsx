import { comparisonLabels } from '../../core/comparison/labels.ts'
import { useLanguage } from '../../i18n/index.ts'
import table from '../kit/Table.module.css'
import styles from './Compare.module.css'

interface Props {
  /** Null where that side has none. */
  readonly before: number | null
  readonly after: number | null
  readonly change: string
  say(value: number): string
}

/** The cells of a row that hold both sides and their difference. */
export function Sides({ before, after, change, say }: Props) {
  const words = comparisonLabels[useLanguage()]
  const side = (value: number | null, label: string) => (
    <td className={table.figure} data-label={label}>
      {value === null ? '—' : say(value)}
    </td>
  )
  return (
    <>
      {side(before, words.before)}
      {side(after, words.after)}
      <td className={[table.figure, styles.difference].join(' ')} data-label={words.change}>
        {change}
      </td>
    </>
  )
}
