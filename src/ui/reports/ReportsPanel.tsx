import { useMemo } from 'react'
import type { Report } from '../../core/analyze.ts'
import { useMessages } from '../../i18n/report.ts'
import { restsOn } from '../../core/findings/rests-on.ts'
import { useSession } from '../../state/session.ts'
import { Panel } from '../kit/Panel.tsx'
import { EventDetail } from './EventDetail.tsx'
import { EventList } from './EventList.tsx'
import { eventsOf } from './events.ts'
import { Timeline } from './Timeline.tsx'

/** What the kernel reported: a list where there are several, and one of them laid open. */
export function ReportsPanel({ report }: { readonly report: Report }) {
  const t = useMessages()
  const events = useMemo(() => eventsOf(report), [report])
  const opened = useSession((session) => session.opened)
  const openReport = useSession((session) => session.openReport)
  const told = useMemo(() => events.findIndex(({ record }) => restsOn(report, record.id)), [events, report])
  const asked = opened === null ? -1 : events.findIndex(({ record }) => record.id === opened)
  const chosen = asked >= 0 ? asked : Math.max(0, told)
  const event = events[chosen]
  if (!event) return null
  return (
    <Panel id="reports" title={t.reports.title} note={t.reports.count(events.length)}>
      {events.length > 1 && (
        <>
          <Timeline events={events} chosen={chosen} />
          <EventList
            events={events}
            chosen={chosen}
            onChoose={(index) => events[index] && openReport(events[index].record.id)}
          />
        </>
      )}
      <EventDetail key={event.record.id} event={event} />
    </Panel>
  )
}
