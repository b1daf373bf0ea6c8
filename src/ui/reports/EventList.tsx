import { useState } from 'react'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { linesOf, orderOf, requesterOf, type LogEvent } from './events.ts'
import table from '../kit/Table.module.css'
import styles from './Reports.module.css'

/** Rows shown before the rest is asked for. */
const FIRST = 30

interface Props {
  readonly events: readonly LogEvent[]
  readonly chosen: number
  onChoose(index: number): void
}

/** All reports, a row each; one of them is open below. */
export function EventList({ events, chosen, onChoose }: Props) {
  const t = useMessages()
  const [all, setAll] = useState(false)
  const shown = all ? events : events.slice(0, Math.max(FIRST, chosen + 1))
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
          {shown.map((event, index) => (
            <Row key={event.record.id} event={event} open={index === chosen} onOpen={() => onChoose(index)} />
          ))}
        </tbody>
      </table>
      {events.length > shown.length && (
        <button type="button" className={table.more} onClick={() => setAll(true)}>
          {t.common.allOf(sayCount(events.length))}
        </button>
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
      <td data-label={t.reports.time}>
        {record.time ?? (record.uptime === null ? '' : `${record.uptime.toFixed(1)} s`)}
      </td>
      <td className={styles.path} data-label={t.reports.where}>
        {whereOf(event, t.reports)}
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

const whereOf = ({ record }: LogEvent, t: ReturnType<typeof useMessages>['reports']): string => {
  if (record.kind !== 'oom') return ''
  const { constraint, cgroup } = record.data
  if (constraint === 'memcg') return cgroup?.limited?.value ?? 'cgroup'
  return constraint ? t.constraint[constraint] : ''
}
