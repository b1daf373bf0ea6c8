import { useId, useMemo, useState } from 'react'
import { whoDied, type DeathRow } from '../../core/figures/deaths.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { whenOf, type LogEvent } from '../../core/figures/events.ts'
import { limitName } from './events.ts'
import table from '../kit/Table.module.css'
import styles from './Reports.module.css'

/** Rows shown before more are asked for, and how many more at a time. */
const FIRST = 10
const MORE = 200
/** Lines of a row that are marked in the source. */
const MARKED = 2000

const COLUMNS = ['name', 'cgroup', 'limits', 'kills', 'first', 'last', 'rss', 'largest'] as const
type Column = (typeof COLUMNS)[number]
const RIGHT: ReadonlySet<Column> = new Set<Column>(['kills', 'rss', 'largest'])

/** What a column sorts by; numbers from the largest down, texts from A on. */
const ORDER: Readonly<Record<Column, (row: DeathRow, index: number) => string | number>> = {
  name: ({ name }) => name ?? '\uffff',
  cgroup: ({ cgroup }) => cgroup ?? '\uffff',
  limits: ({ limits }) => limits[0]?.bytes[0] ?? -1,
  kills: ({ kills }) => kills,
  // The place in the paste is the order of time.
  first: ({ evidence }) => -(evidence[0]?.line ?? 0),
  last: ({ evidence }) => evidence.at(-1)?.line ?? 0,
  rss: ({ rss }) => rss ?? -1,
  largest: ({ largest, weighed }) => (weighed === 0 ? -1 : largest / weighed),
}

interface Props {
  readonly events: readonly LogEvent[]
  readonly chosen: string
  onChoose(id: string): void
}

/** Who died how often: a program in a group a row, worst first; its name opens the report of its largest death. */
export function Deaths({ events, chosen, onChoose }: Props) {
  const t = useMessages()
  const note = useId()
  const rows = useMemo(() => whoDied(events.flatMap(({ deaths }) => deaths)), [events])
  const [by, setBy] = useState<Column>('kills')
  const [most, setMost] = useState(FIRST)
  const sorted = useMemo(() => {
    const keyed = rows.map((row, index) => ({ row, key: ORDER[by](row, index) }))
    // Sorting is stable: what is equal stays worst first.
    keyed.sort(({ key: a }, { key: b }) =>
      typeof a === 'number' && typeof b === 'number' ? b - a : String(a).localeCompare(String(b)),
    )
    return keyed.map(({ row }) => row)
  }, [rows, by])
  const weighed = rows.some((row) => row.weighed > 0)
  const there = COLUMNS.filter((column) => column !== 'largest' || weighed)
  const kills = rows.reduce((sum, row) => sum + row.kills, 0)
  return (
    <div className={styles.deaths}>
      <div className={[table.scroll, styles.list].join(' ')}>
        <table className={[table.table, table.stack].join(' ')} data-testid="deaths">
          <caption>{t.deaths.caption(sayCount(rows.length), sayCount(kills))}</caption>
          <thead>
            <tr>
              {there.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={RIGHT.has(column) ? table.figure : undefined}
                  aria-sort={column === by ? (RIGHT.has(column) ? 'descending' : 'ascending') : 'none'}
                  aria-describedby={column === 'largest' ? note : undefined}
                >
                  <button type="button" onClick={() => setBy(column)}>
                    {column === 'name' ? t.reports.victim : t.deaths[column]}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, most).map((row) => (
              <Row
                key={row.key}
                row={row}
                columns={there}
                open={row.records.includes(chosen)}
                onOpen={() => onChoose(row.worst)}
              />
            ))}
          </tbody>
        </table>
        {sorted.length > most && (
          <button type="button" className={table.more} onClick={() => setMost(most + MORE)}>
            {t.common.allOf(sayCount(sorted.length))}
          </button>
        )}
      </div>
      {weighed && (
        <p id={note} className={styles.note}>
          {t.deaths.note}
        </p>
      )}
    </div>
  )
}

interface RowProps {
  readonly row: DeathRow
  readonly columns: readonly Column[]
  readonly open: boolean
  onOpen(): void
}

function Row({ row, columns, open, onOpen }: RowProps) {
  const t = useMessages()
  const spans = useMemo(() => row.evidence.slice(0, MARKED), [row])
  const pointing = usePointing(`deaths:${row.key}`, spans)
  const cells: Readonly<Record<Exclude<Column, 'name'>, string>> = {
    cgroup: row.cgroup ?? '',
    limits: row.limits
      .map(({ limit, bytes }) =>
        [
          limit.path !== null && limit.path === row.cgroup ? '' : limitName(limit, t),
          bytes.slice(0, 3).map(sayBytes).join(' / '),
        ]
          .filter(Boolean)
          .join(' '),
      )
      .filter(Boolean)
      .join(', '),
    kills: sayCount(row.kills),
    first: whenOf(row.first),
    last: row.kills > 1 ? whenOf(row.last) : '',
    rss: row.rss === null ? '' : sayBytes(row.rss),
    largest: row.weighed === 0 ? '' : t.deaths.weighed(row.largest, row.weighed),
  }
  return (
    <tr data-open={open || undefined} data-kills={row.kills} {...pointing}>
      {columns.map((column) =>
        column === 'name' ? (
          <th key={column} scope="row">
            <button type="button" aria-pressed={open} onClick={onOpen}>
              {row.name ?? t.deaths.nobody}
            </button>
            {row.weighed > 0 && row.largest === 0 && (
              <span className={styles.bystander} title={t.deaths.larger(row.larger.slice(0, 3).join(', '))}>
                {t.deaths.bystander}
              </span>
            )}
          </th>
        ) : (
          <td
            key={column}
            className={
              column === 'cgroup' ? [table.wide, styles.path].join(' ') : RIGHT.has(column) ? table.figure : undefined
            }
            title={column === 'cgroup' ? cells.cgroup : undefined}
            data-label={t.deaths[column]}
          >
            <bdi>{cells[column]}</bdi>
          </td>
        ),
      )}
    </tr>
  )
}
