import { useId, useMemo, useState } from 'react'
import { groupByName, named, sharedBasisOf, type ProcessGroup, type ProcessRow } from '../../core/figures/processes.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { SearchField } from '../kit/SearchField.tsx'
import { useFirst } from '../kit/useFirst.tsx'
import table from '../kit/Table.module.css'
import styles from './Reports.module.css'

/** Rows shown before the rest is asked for. */
const FIRST = 12
/** Lines of a group that are marked in the source. */
const MARKED = 2000

const COLUMNS = [
  'name',
  'pid',
  'ppid',
  'user',
  'rss',
  'rssAnon',
  'rssFile',
  'rssShmem',
  'shr',
  'pss',
  'uss',
  'swap',
  'pageTables',
  'totalVm',
  'oomScoreAdj',
  'threads',
  'stat',
  'command',
] as const
const GROUP_COLUMNS = ['name', 'count', 'once', 'rss', 'swap', 'pageTables'] as const

type Column = (typeof COLUMNS)[number] | (typeof GROUP_COLUMNS)[number]
const PLAIN: ReadonlySet<Column> = new Set<Column>(['pid', 'ppid', 'count', 'threads', 'oomScoreAdj'])
const TEXTS: ReadonlySet<Column> = new Set<Column>(['name', 'user', 'stat', 'command'])

/** A row of either table: its cells, and what it stands for. */
interface Item {
  readonly key: string
  readonly cells: { readonly [Each in Column]?: string | number }
  readonly rows: readonly ProcessRow[]
}

interface Props {
  readonly tasks: readonly ProcessRow[]
  readonly victims: ReadonlySet<number>
  readonly of: string
}

/** A process table, the largest first: by process or by name, all of it or what a name is in; a column's head sorts by it. */
export function Tasks({ tasks, victims, of }: Props) {
  const t = useMessages().reports
  const note = useId()
  const caption = useId()
  const [words, setWords] = useState('')
  const [grouped, setGrouped] = useState(false)
  const basis = useMemo(() => sharedBasisOf(tasks), [tasks])
  const found = useMemo(() => named(tasks, words), [tasks, words])
  const items = useMemo(
    () => (grouped ? groupByName(found, basis).map(groupItem) : found.map(processItem)),
    [found, grouped, basis],
  )
  return (
    <div className={styles.processes}>
      <div className={styles.arrange}>
        <b id={caption}>{t.tasks(sayCount(tasks.length))}</b>
        <SearchField label={t.filter} words={words} onWords={setWords} />
        <output>{words.trim() === '' ? '' : t.filtered(sayCount(found.length), sayCount(tasks.length))}</output>
        <label>
          <input
            type="checkbox"
            checked={grouped}
            aria-describedby={grouped ? note : undefined}
            onChange={(event) => setGrouped(event.target.checked)}
          />
          {t.byName}
        </label>
      </div>
      {grouped && (
        <p id={note} className={styles.note}>
          {t.shared[basis]}
        </p>
      )}
      <Sorted
        key={grouped ? 'names' : 'processes'}
        items={items}
        columns={grouped ? GROUP_COLUMNS : COLUMNS}
        first={grouped && basis !== 'none' ? 'once' : 'rss'}
        caption={caption}
        victims={victims}
        of={of}
      />
    </div>
  )
}

const processItem = (row: ProcessRow, index: number): Item => ({
  key: `${row.pid ?? row.name} ${index}`,
  cells: row,
  rows: [row],
})

const groupItem = ({ rows, ...cells }: ProcessGroup): Item => ({ key: cells.name, cells, rows })

interface SortedProps {
  readonly items: readonly Item[]
  readonly columns: readonly Column[]
  readonly first: Column
  /** Of the element that names the table. */
  readonly caption: string
  readonly victims: ReadonlySet<number>
  readonly of: string
}

function Sorted({ items, columns, first, caption, victims, of }: SortedProps) {
  const t = useMessages()
  const [by, setBy] = useState(first)
  const there = useMemo(
    () => columns.filter((column) => column === 'name' || items.some(({ cells }) => cells[column] !== undefined)),
    [items, columns],
  )
  const sorted = useMemo(() => [...items].sort((a, b) => compare(a.cells[by], b.cells[by])), [items, by])
  const { shown, more } = useFirst(sorted, FIRST)
  return (
    <div className={table.scroll}>
      <table className={[table.table, table.stack].join(' ')} data-testid="tasks" aria-labelledby={caption}>
        <thead>
          <tr>
            {there.map((column) => (
              <th
                key={column}
                scope="col"
                className={TEXTS.has(column) ? undefined : table.figure}
                aria-sort={column === by ? (TEXTS.has(column) ? 'ascending' : 'descending') : 'none'}
              >
                <button type="button" onClick={() => setBy(column)}>
                  {t.reports.column[column]}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <Row key={item.key} item={item} columns={there} victims={victims} of={of} />
          ))}
        </tbody>
      </table>
      {more}
    </div>
  )
}

/** Numbers from the largest down, names from A on; what is absent goes last. */
function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return typeof a === 'number' && typeof b === 'number' ? b - a : String(a).localeCompare(String(b))
}

const classOf = (column: Column) =>
  column === 'command' ? [table.wide, styles.command].join(' ') : TEXTS.has(column) ? undefined : table.figure

interface RowProps {
  readonly item: Item
  readonly columns: readonly Column[]
  readonly victims: ReadonlySet<number>
  readonly of: string
}

function Row({ item: { key, cells, rows }, columns, victims, of }: RowProps) {
  const t = useMessages().reports
  const spans = useMemo(() => rows.slice(0, MARKED).map(({ span }) => span), [rows])
  const pointing = usePointing(`task:${of}:${key}`, spans)
  const victim = rows.some(({ pid }) => pid !== undefined && victims.has(pid))
  return (
    <tr data-pid={cells.pid} data-victim={victim || undefined} {...pointing}>
      {columns.map((column) => {
        const value = cells[column]
        return (
          <td
            key={column}
            className={classOf(column)}
            data-label={t.column[column]}
            title={column === 'command' ? String(value ?? '') : undefined}
          >
            {typeof value === 'number' && !PLAIN.has(column) ? sayBytes(value) : value}
            {column === 'name' && victim && <span className={styles.victim}>{t.killed}</span>}
          </td>
        )
      })}
    </tr>
  )
}
