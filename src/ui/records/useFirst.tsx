import { useState } from 'react'
import { sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import table from '../kit/Table.module.css'

/** Rows shown before the rest is asked for. */
const FIRST = 60

/** The first rows of a long table, and a button for all of them. */
export function useFirst<Item>(items: readonly Item[]) {
  const t = useMessages().common
  const [all, setAll] = useState(false)
  return {
    shown: all ? items : items.slice(0, FIRST),
    more:
      items.length > FIRST ? (
        <button type="button" className={table.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.fewer : t.allOf(sayCount(items.length))}
        </button>
      ) : null,
  }
}
