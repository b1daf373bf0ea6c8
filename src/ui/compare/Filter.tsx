import type { ReactNode } from 'react'
import { useMessages } from '../../i18n/report.ts'
import { SearchField } from '../kit/SearchField.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly words: string
  onWords(words: string): void
  readonly changed: boolean
  onChanged(changed: boolean): void
  /** How many are shown of how many. */
  readonly shown: string
  readonly children?: ReactNode
}

/** What of a table is shown: what a word is in, and what changed. */
export function Filter({ words, onWords, changed, onChanged, shown, children }: Props) {
  const t = useMessages()
  return (
    <div className={styles.filter}>
      <SearchField label={t.reports.filter} words={words} onWords={onWords} />
      <label>
        <input type="checkbox" checked={changed} onChange={(event) => onChanged(event.target.checked)} />
        {t.compare.changedOnly}
      </label>
      {children}
      <output>{shown}</output>
    </div>
  )
}

/** Rows that are shown before the rest is asked for. */
export const FIRST = 15
