import { useState } from 'react'
import { sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import table from './Table.module.css'

/** Rows of a list shown before the rest is asked for. */
const FIRST = 60

/** The first items of many, and a button for all of them. */
export function useFirst<Item>(items: readonly Item[], first = FIRST) {
  const t = useMessages().common
  const [all, setAll] = useState(false)
  return {
    shown: all ? items : items.slice(0, first),
    more:
      items.length > first ? (
        <button type="button" className={table.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.fewer : t.allOf(sayCount(items.length))}
        </button>
      ) : null,
  }
}
