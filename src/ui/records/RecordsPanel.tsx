import { useState } from 'react'
import type { Report } from '../../core/analyze.ts'
import { sayCount } from '../../core/language/say.ts'
import type { AnyRecord } from '../../core/snapshot/record.ts'
import type { Span } from '../../core/text/source.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Panel } from '../kit/Panel.tsx'
import { usePointing } from '../kit/pointing.ts'
import { Problems } from './Problems.tsx'
import { RecordTables } from './RecordTables.tsx'
import { useFirst } from '../kit/useFirst.tsx'
import styles from './Records.module.css'

/** Every dump that was read, with its place, its table and what could not be read in it. */
export function RecordsPanel({ report }: { readonly report: Report }) {
  const t = useMessages().records
  const unread = report.coverage.reduce(
    (sum, { unrecognised }) => sum + unrecognised.reduce((lines, [first, last]) => lines + last - first + 1, 0),
    0,
  )
  const { shown, more } = useFirst(report.records)
  const alone =
    report.courses.length === 0 &&
    report.moments.every(
      ({ ledger, cgroups, zones, failures }) => !ledger && cgroups.length + zones.length + failures.length === 0,
    )
  return (
    <Panel id="records" title={t.title} note={t.count(report.records.length, sayCount(unread))}>
      <ul className={styles.records}>
        {shown.map((record, index) => (
          <li key={record.id}>
            <Row
              record={record}
              // Where no other panel shows anything, what was read is the answer.
              unfolded={alone && index === 0}
              name={report.sources.length > 1 ? (report.sources[record.source]?.name ?? null) : null}
            />
          </li>
        ))}
      </ul>
      {more}
    </Panel>
  )
}

interface RowProps {
  readonly record: AnyRecord
  /** Of the source, where there are several. */
  readonly name: string | null
  readonly unfolded: boolean
}

function Row({ record, name, unfolded }: RowProps) {
  const t = useMessages()
  const [open, setOpen] = useState(unfolded)
  const pin = useSession((session) => session.pin)
  const spans = linesOf(record)
  const key = `record:${record.id}`
  const pointing = usePointing(key, spans)
  const first = record.ranges[0]?.[0] ?? 0
  const last = record.ranges.at(-1)?.[1] ?? first
  return (
    <>
      <div className={styles.head} data-record={record.id} {...pointing}>
        <button type="button" className={styles.name} aria-expanded={open} onClick={() => setOpen(!open)}>
          <b>{t.kind(record.kind)}</b>
          {record.subject !== '' && <span>{record.subject}</span>}
          {record.kind === 'kernelEvent' && <code>{record.data.text.value}</code>}
        </button>
        <span className={styles.soft}>
          {[name, record.host, record.time].filter((each) => each !== null).join(' · ')}
        </span>
        {record.problems.length > 0 && (
          <span className={styles.problems}>{t.records.problems(record.problems.length)}</span>
        )}
        <button
          type="button"
          className={styles.place}
          onClick={() => pin({ kind: 'figure', key, spans })}
          aria-label={t.evidence.label(first, last)}
        >
          {t.evidence.line(first, last)}
        </button>
      </div>
      {open && (
        <div className={styles.body}>
          {record.problems.length > 0 && <Problems record={record} />}
          <RecordTables record={record} />
        </div>
      )}
    </>
  )
}

/** A log may be one record of a hundred thousand lines; the first of them show where it is. */
const MARKED = 2000

/** A record's lines as places: whole lines, no characters of them. */
function linesOf({ source, ranges }: AnyRecord): Span[] {
  const spans: Span[] = []
  for (const [first, last] of ranges)
    for (let line = first; line <= last && spans.length < MARKED; line++) spans.push({ source, line, from: 0, to: 0 })
  return spans
}
