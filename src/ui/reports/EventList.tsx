import { useState } from 'react'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { whenOf, type LogEvent } from '../../core/figures/events.ts'
import { limitName, linesOf, orderOf, requesterOf } from './events.ts'
import table from '../kit/Table.module.css'
import styles from './Reports.module.css'

/** Rows shown at a time. */
const FIRST = 30

interface Props {
  readonly events: readonly LogEvent[]
  readonly chosen: string
  onChoose(id: string): void
}

/** The reports in the order of the log, a row each, so many at a time; one of them is open below. */
export function EventList({ events, chosen, onChoose }: Props) {
  const t = useMessages()
  const at = events.findIndex(({ id }) => id === chosen)
  const [from, setFrom] = useState(() => FIRST * Math.floor(Math.max(0, at) / FIRST))
  const shown = events.slice(from, from + FIRST)
  return (
    <div className={[table.scroll, styles.list].join(' ')}>
      <table className={[table.table, table.stack].join(' ')} data-testid="reports">
        <thead>
          <tr>
            <th scope="col">{t.reports.report}</th>
            <th scope="col">{t.reports.time}</th>
            <th scope="col">{t.reports.where}</th>
            <th scope="col">{t.reports.requester}</th>
            <th scope="col" className={table.figure}>
              {t.reports.order}
            </th>
            <th scope="col">{t.reports.victim}</th>
            <th scope="col" className={table.figure}>
              RSS
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((event) => (
            <Row key={event.id} event={event} open={event.id === chosen} onOpen={() => onChoose(event.id)} />
          ))}
        </tbody>
      </table>
      {events.length > shown.length && (
        <p className={styles.pages}>
          <button type="button" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - FIRST))}>
            {t.deaths.earlier}
          </button>
          <span>{t.deaths.window(sayCount(from + 1), sayCount(from + shown.length), sayCount(events.length))}</span>
          <button type="button" disabled={from + FIRST >= events.length} onClick={() => setFrom(from + FIRST)}>
            {t.deaths.later}
          </button>
        </p>
      )}
    </div>
  )
}

function Row({ event, open, onOpen }: { readonly event: LogEvent; readonly open: boolean; onOpen(): void }) {
  const t = useMessages()
  const { record } = event
  const pointing = usePointing(`event:${record.id}`, linesOf(event))
  const oom = record.kind === 'oom' ? record.data : null
  const rss = rssOf(event)
  return (
    <tr data-report={record.id} data-open={open || undefined} {...pointing}>
      <th scope="row">
        <button type="button" aria-pressed={open} onClick={onOpen}>
          {t.record(record.id)}
        </button>
      </th>
      <td data-label={t.reports.time}>{whenOf(event)}</td>
      <td className={styles.path} data-label={t.reports.where}>
        {event.limit && limitName(event.limit, t)}
      </td>
      <td data-label={t.reports.requester}>{requesterOf(event).name?.value}</td>
      <td className={table.figure} data-label={t.reports.order}>
        {orderOf(event)?.value}
      </td>
      <td data-label={t.reports.victim}>{oom?.victim?.name?.value}</td>
      <td className={table.figure} data-label="RSS">
        {rss === null ? '' : sayBytes(rss)}
      </td>
    </tr>
  )
}

/** What the victim held, as its kill line says. */
export function rssOf({ record }: LogEvent): number | null {
  if (record.kind !== 'oom' || !record.data.victim) return null
  const { anonRss, fileRss, shmemRss } = record.data.victim
  const parts = [anonRss, fileRss, shmemRss].flatMap((part) => (part ? [part.value] : []))
  return parts.length === 0 ? null : parts.reduce((sum, part) => sum + part, 0)
}
