import { useId, useState } from 'react'
import type { Report } from '../../core/analyze.ts'
import { sayBytes } from '../../core/language/say.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useMessages } from '../../i18n/report.ts'
import { restsOn } from '../../core/findings/rests-on.ts'
import { usePreferences } from '../../state/preferences.ts'
import { Choice } from '../kit/Choice.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { ordersOf } from '../../core/allocation/free-lists.ts'
import { freeListsOf } from '../../core/figures/free-lists.ts'
import { TakeAlong } from '../share/TakeAlong.tsx'
import { useFirst } from '../kit/useFirst.tsx'
import { ZoneFigure } from './ZoneFigure.tsx'
import orders from '../kit/Orders.module.css'
import styles from './FreeLists.module.css'

const NONE: readonly never[] = []

/** What most drivers and container runtimes ask for when they ask for too much. */
const USUAL = 4

/** The free lists by order, zone by zone, and whether a request could be served from them. */
export function FreeListsPanel({ report, moment }: { readonly report: Report; readonly moment: Moment }) {
  const t = useMessages()
  const slider = useId()
  const units = usePreferences((preferences) => preferences.units)
  const prefer = usePreferences((preferences) => preferences.set)
  const lists = freeListsOf(moment)
  const [chosen, setChosen] = useState(() =>
    Math.max(
      0,
      lists.findIndex(({ record }) => restsOn(report, record)),
    ),
  )
  const at = Math.min(chosen, lists.length - 1)
  const list = lists[at]
  const requested =
    list?.order ?? moment.failures.find(({ request }) => (request?.order ?? 0) > 0)?.request?.order ?? USUAL
  const [asked, setAsked] = useState<number | null>(null)
  const { shown, more } = useFirst(list?.zones ?? NONE)
  if (!list) return null
  const highest = ordersOf(list.zones.map(({ free }) => free)) - 1
  const order = Math.min(asked ?? requested, highest)
  const pageSize = list.zones[0]?.free.pageSize ?? 4096
  return (
    <Panel
      id="free-lists"
      title={t.free.title}
      {...(lists.length > 1 ? {} : { note: t.record(list.record) })}
      tools={
        <>
          {lists.length > 1 && (
            <Choice
              label={t.free.from}
              options={lists.map(({ record }) => t.record(record))}
              value={chosen}
              onChange={setChosen}
            />
          )}
          <Segmented
            label={t.free.height}
            options={[
              { value: 'bytes', label: t.free.bytes },
              { value: 'blocks', label: t.free.blocks },
            ]}
            value={units}
            onChange={(value) => prefer({ units: value })}
          />
          <TakeAlong
            of={t.free.title}
            panel="free-lists"
            picture={{ kind: 'free-lists', moment: moment.index, list: at, order, units }}
            table={async ({ moments }, language) => {
              const { freeListsTable } = await import('../../core/report/tables/free-lists.ts')
              const same = moments[moment.index]
              const zones = same && freeListsOf(same)[at]?.zones.map(({ free }) => free)
              return zones ? freeListsTable({ moments: [{ index: moment.index, zones }] }, language) : null
            }}
            snapshot={moment.index}
          />
        </>
      }
    >
      <div className={styles.ask}>
        <label htmlFor={slider}>{t.free.ask}</label>
        <input
          id={slider}
          type="range"
          min={0}
          max={highest}
          value={order}
          aria-valuetext={`${order}, ${sayBytes(pageSize * 2 ** order)}`}
          onChange={(event) => setAsked(Number(event.target.value))}
        />
        <output htmlFor={slider}>
          <b>{order}</b> <span>({sayBytes(pageSize * 2 ** order)})</span>
        </output>
        <span>{t.free.askEnd}</span>
        <span className={styles.scale}>{units === 'bytes' ? t.free.linear : t.free.logarithmic}</span>
      </div>
      <div className={orders.zones}>
        {shown.map(({ free, state }) => (
          <ZoneFigure
            key={`${free.node} ${free.zone}`}
            free={free}
            state={state}
            order={order}
            units={units}
            release={moment.machine.release?.value ?? null}
            of={`zone:${moment.index}:${list.record}`}
          />
        ))}
      </div>
      {more}
    </Panel>
  )
}
