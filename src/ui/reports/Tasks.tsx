import { useMemo, useState } from 'react'
import type { Task } from '../../core/formats/kernel-log/tasks.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import table from '../kit/Table.module.css'
import styles from './Reports.module.css'

/** Rows shown before the rest is asked for. */
const FIRST = 12

type Column =
  'pid' | 'name' | 'rss' | 'rssAnon' | 'rssFile' | 'rssShmem' | 'swap' | 'pageTables' | 'totalVm' | 'oomScoreAdj'
const COLUMNS: readonly Column[] = [
  'name',
  'pid',
  'rss',
  'rssAnon',
  'rssFile',
  'rssShmem',
  'swap',
  'pageTables',
  'totalVm',
  'oomScoreAdj',
]
const PLAIN: ReadonlySet<Column> = new Set<Column>(['pid', 'name', 'oomScoreAdj'])

interface Props {
  readonly tasks: readonly Task[]
  readonly victims: ReadonlySet<number>
  readonly of: string
}

/** The processes as the OOM killer saw them, the largest first; a click on a column's head sorts by it. */
export function Tasks({ tasks, victims, of }: Props) {
  const t = useMessages()
  const [by, setBy] = useState<Column>('rss')
  const [all, setAll] = useState(false)
  const columns = COLUMNS.filter((column) => tasks.some((task) => task[column] !== undefined))
  const sorted = useMemo(() => [...tasks].sort((a, b) => compare(a[by], b[by])), [tasks, by])
  const shown = all ? sorted : sorted.slice(0, FIRST)
  return (
    <div className={table.scroll}>
      <table className={[table.table, table.stack].join(' ')} data-testid="tasks">
        <caption>{t.reports.tasks(sayCount(tasks.length))}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className={column === 'name' ? undefined : table.figure}
                aria-sort={column === by ? (column === 'name' ? 'ascending' : 'descending') : 'none'}
              >
                <button type="button" onClick={() => setBy(column)}>
                  {t.reports.column[column]}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((task, index) => (
            <Row key={`${task.pid} ${index}`} task={task} columns={columns} victim={victims.has(task.pid)} of={of} />
          ))}
        </tbody>
      </table>
      {tasks.length > FIRST && (
        <button type="button" className={table.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.common.fewer : t.common.allOf(sayCount(tasks.length))}
        </button>
      )}
    </div>
  )
}

/** Numbers from the largest down, names from A on; what is absent goes last. */
function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return typeof a === 'number' && typeof b === 'number' ? b - a : String(a).localeCompare(String(b))
}

interface RowProps {
  readonly task: Task
  readonly columns: readonly Column[]
  readonly victim: boolean
  readonly of: string
}

function Row({ task, columns, victim, of }: RowProps) {
  const t = useMessages().reports
  const pointing = usePointing(`task:${of}:${task.pid}`, [task.span])
  return (
    <tr data-pid={task.pid} data-victim={victim || undefined} {...pointing}>
      {columns.map((column) => {
        const value = task[column]
        return (
          <td key={column} className={column === 'name' ? undefined : table.figure} data-label={t.column[column]}>
            {typeof value === 'number' && !PLAIN.has(column) ? sayBytes(value) : value}
            {column === 'name' && victim && <span className={styles.victim}>{t.killed}</span>}
          </td>
        )
      })}
    </tr>
  )
}
