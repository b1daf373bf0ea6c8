import { Fragment, useState } from 'react'
import type { Failure } from '../../core/allocation/failure.ts'
import type { ZoneVerdict } from '../../core/allocation/verdict.ts'
import { sayBytes } from '../../core/language/say.ts'
import type { Figure } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { Watermark } from '../watermark/Watermark.tsx'
import table from '../kit/Table.module.css'
import styles from './Reports.module.css'

type Mark = 'free' | 'min' | 'low' | 'high'
const MARKS: readonly Mark[] = ['free', 'min', 'low', 'high']

/** The zones of a failed request against their watermarks, and why each gave nothing. */
export function ZoneTable({ failure }: { readonly failure: Failure }) {
  const t = useMessages()
  const marks = MARKS.filter((mark) => failure.zones.some(({ state }) => state[mark] !== null))
  return (
    <div className={table.scroll}>
      <table className={[table.table, table.stack].join(' ')} data-testid="zones">
        <caption>
          {failure.zonesFrom !== null && failure.zonesFrom !== failure.record
            ? t.reports.zonesFrom(t.record(failure.zonesFrom))
            : t.reports.zones}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t.free.zone}</th>
            {marks.map((mark) => (
              <th key={mark} scope="col" className={table.figure}>
                {mark}
              </th>
            ))}
            <th scope="col" className={table.figure}>
              {t.reports.largest}
            </th>
            <th scope="col">{t.reports.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {failure.zones.map((zone) => (
            <Row
              key={`${zone.state.node} ${zone.state.zone}`}
              zone={zone}
              marks={marks}
              of={`zone:${failure.record}`}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly zone: ZoneVerdict
  readonly marks: readonly Mark[]
  readonly of: string
}

function Row({ zone, marks, of }: RowProps) {
  const t = useMessages()
  const [open, setOpen] = useState(false)
  const { state, verdict, ineligible, test, missing, largestFreeOrder } = zone
  const key = `${of}:${state.node}:${state.zone}`
  const pointing = usePointing(key, zone.evidence)
  const size = (pages: Figure | null) => (pages === null ? '' : sayBytes(pages.value * state.pageSize))
  const words =
    verdict === 'not-eligible' && ineligible ? t.reports.ineligible[ineligible] : t.reports.verdicts[verdict](missing)
  return (
    <Fragment>
      <tr data-zone={`${state.node} ${state.zone}`} data-verdict={verdict} {...pointing}>
        <th scope="row">{t.free.name(state.node, state.zone)}</th>
        {marks.map((mark) => (
          <td key={mark} className={table.figure} data-label={mark} data-mark={mark}>
            {size(state[mark])}
          </td>
        ))}
        <td className={table.figure} data-label={t.reports.largest}>
          {largestFreeOrder === null || largestFreeOrder < 0 ? '–' : largestFreeOrder}
        </td>
        <td className={[styles.words, table.wide].join(' ')} data-label={t.reports.verdict}>
          {test ? (
            <button type="button" className={styles.verdict} aria-expanded={open} onClick={() => setOpen(!open)}>
              {words}
            </button>
          ) : (
            words
          )}
        </td>
      </tr>
      {open && test && (
        <tr>
          <td colSpan={marks.length + 3} className={styles.arithmetic}>
            <Watermark test={test} of={key} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}
