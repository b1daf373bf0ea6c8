import { useMemo, useState } from 'react'
import type { Report } from '../../core/analyze.ts'
import { sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { restsOn } from '../../core/findings/rests-on.ts'
import { useSession } from '../../state/session.ts'
import { Panel } from '../kit/Panel.tsx'
import { TakeAlong } from '../share/TakeAlong.tsx'
import { SearchField } from '../kit/SearchField.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { Deaths } from './Deaths.tsx'
import { EventDetail } from './EventDetail.tsx'
import { EventList } from './EventList.tsx'
import { eventsOf } from '../../core/figures/events.ts'
import { withWords } from './events.ts'
import { Timelines } from './Timelines.tsx'
import styles from './Reports.module.css'

/** From this many kills on it matters more who died how often than each report by itself. */
const MANY = 5
const VIEWS = ['deaths', 'list'] as const
const BYS = ['limit', 'victim'] as const

/** What the kernel reported: where there are several, when they fell and who died; and one of them laid open. */
export function ReportsPanel({ report }: { readonly report: Report }) {
  const t = useMessages()
  const events = useMemo(() => eventsOf(report), [report])
  const opened = useSession((session) => session.opened)
  const setChosen = useSession((session) => session.openReport)
  const told = useMemo(() => events.find(({ id }) => restsOn(report, id)) ?? events[0], [events, report])
  const event = events.find(({ id }) => id === opened) ?? told
  const chosen = event?.id ?? ''
  const [words, setWords] = useState('')
  const [by, setBy] = useState<(typeof BYS)[number]>('limit')
  const found = useMemo(() => withWords(events, words), [events, words])
  const reports = found.length === events.length ? null : found.map(({ id }) => id)
  const kills = useMemo(() => events.reduce((sum, { deaths }) => sum + deaths.length, 0), [events])
  const [view, setView] = useState<(typeof VIEWS)[number]>(kills >= MANY ? 'deaths' : 'list')
  if (!event) return null
  return (
    <Panel
      id="reports"
      title={t.reports.title}
      note={t.reports.count(events.length)}
      tools={
        <TakeAlong
          of={t.reports.title}
          panel="reports"
          {...(found.length > 1 ? { picture: { kind: 'timeline', by, reports } as const } : {})}
          table={async (all, language) =>
            (await import('../../core/report/tables/reports.ts')).reportsTable(all, language)
          }
        />
      }
    >
      {events.length > 1 && (
        <div className={styles.many}>
          <div className={styles.arrange}>
            <SearchField label={t.deaths.filter} words={words} onWords={setWords} />
            <output>
              {words.trim() === '' ? '' : t.deaths.filtered(sayCount(found.length), sayCount(events.length))}
            </output>
            <Segmented
              label={t.deaths.by}
              options={BYS.map((value) => ({ value, label: t.deaths.bys[value] }))}
              value={by}
              onChange={setBy}
            />
          </div>
          {found.length === 0 ? (
            <p className={styles.note}>{t.deaths.none}</p>
          ) : (
            <>
              <Timelines events={found} by={by} chosen={chosen} onChoose={setChosen} />
              {kills > 1 && (
                <Segmented
                  label={t.deaths.view}
                  options={VIEWS.map((value) => ({ value, label: t.deaths.views[value] }))}
                  value={view}
                  onChange={setView}
                />
              )}
              {kills > 1 && view === 'deaths' ? (
                <Deaths events={found} chosen={chosen} onChoose={setChosen} />
              ) : (
                <EventList key={words} events={found} chosen={chosen} onChoose={setChosen} />
              )}
            </>
          )}
        </div>
      )}
      <EventDetail key={event.id} event={event} />
    </Panel>
  )
}
