import { Fragment, useState } from 'react'
import type { Failure } from '../../core/allocation/failure.ts'
import type { ZoneVerdict } from '../../core/allocation/verdict.ts'
import { sayBytes } from '../../core/language/say.ts'
import type { Figure } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import { Watermark } from '../watermark/Watermark.tsx'
import styles from './Reports.module.css'

/** The zones of a failed request against their watermarks, and why each gave nothing. */
export function ZoneTable({ failure }: { readonly failure: Failure }) {
  const t = useMessages()
  return (
    <div className={styles.scroll}>
      <table className={styles.table} data-testid="zones">
        <caption>
          {failure.zonesFrom !== null && failure.zonesFrom !== failure.record
            ? t.reports.zonesFrom(t.record(failure.zonesFrom))
            : t.reports.zones}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t.free.zone}</th>
            {(['free', 'min', 'low', 'high'] as const).map((mark) => (
              <th key={mark} scope="col" className={styles.figure}>
                {mark}
              </th>
            ))}
            <th scope="col" className={styles.figure}>
              {t.reports.largest}
            </th>
            <th scope="col">{t.reports.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {failure.zones.map((zone) => (
            <Row key={`${zone.state.node} ${zone.state.zone}`} zone={zone} of={`zone:${failure.record}`} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ zone, of }: { readonly zone: ZoneVerdict; readonly of: string }) {
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
        <td className={styles.figure}>{size(state.free)}</td>
        <td className={styles.figure}>{size(state.min)}</td>
        <td className={styles.figure}>{size(state.low)}</td>
        <td className={styles.figure}>{size(state.high)}</td>
        <td className={styles.figure}>{largestFreeOrder === null || largestFreeOrder < 0 ? '–' : largestFreeOrder}</td>
        <td className={styles.words}>
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
          <td colSpan={7} className={styles.arithmetic}>
            <Watermark test={test} of={key} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}
