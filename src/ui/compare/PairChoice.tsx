import { useMemo } from 'react'
import type { Report } from '../../core/analyze.ts'
import { idsOf, type Pair } from '../../core/comparison/pairs.ts'
import { comparisonLabels } from '../../core/comparison/labels.ts'
import { picturesIn, type Side } from '../../core/comparison/side.ts'
import { recordWithId } from '../../core/snapshot/snapshot.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import { momentNames } from '../moments/Moments.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly report: Report
  readonly pair: Pair
}

/** Both sides, each to be chosen; which turn, and go away again. */
export function PairChoice({ report, pair: [before, after] }: Props) {
  const t = useMessages().compare
  const words = comparisonLabels[useLanguage()]
  const compare = useSession((session) => session.compare)
  const choices = useChoices(report)
  const choose = (one: string, two: string) => compare(`${one}-${two}`)
  return (
    <div className={styles.pair}>
      <Select
        label={words.before}
        choices={choices}
        value={before}
        other={after}
        onChange={(id) => choose(id, after.id)}
      />
      <Button
        kind="quiet"
        icon="compare"
        shrinks
        aria-label={t.swap}
        title={t.swap}
        onClick={() => compare(idsOf([after, before]))}
      />
      <Select
        label={words.after}
        choices={choices}
        value={after}
        other={before}
        onChange={(id) => choose(before.id, id)}
      />
      <Button kind="quiet" icon="close" aria-label={t.close} title={t.close} onClick={() => compare('none')} />
    </div>
  )
}

interface Choices {
  readonly snapshots: readonly Choice[]
  readonly reports: readonly Choice[]
}

interface Choice {
  readonly id: string
  readonly name: string
}

/** The snapshots of the case, and the reports of its log, which are pictures of their own. */
function useChoices(report: Report): Choices {
  const t = useMessages()
  return useMemo(() => {
    const names = momentNames(report.moments, t.moments)
    return {
      snapshots: report.moments.map(({ index }) => ({
        id: String(index),
        name: `${index + 1} · ${names[index] ?? ''}`,
      })),
      reports: report.moments.flatMap((moment) =>
        picturesIn(moment).map(({ record }) => {
          const time = recordWithId(moment, record)?.time
          return { id: record, name: time ? `${t.record(record)} · ${time}` : t.record(record) }
        }),
      ),
    }
  }, [report, t])
}

interface SelectProps {
  readonly label: string
  readonly choices: Choices
  readonly value: Side
  /** What is chosen on the other side can't be chosen here. */
  readonly other: Side
  onChange(id: string): void
}

function Select({ label, choices, value, other, onChange }: SelectProps) {
  const t = useMessages().compare
  const options = (list: readonly Choice[]) =>
    list.map(({ id, name }) => (
      <option key={id} value={id} disabled={id === other.id}>
        {name}
      </option>
    ))
  return (
    <label className={styles.side}>
      <span aria-hidden="true">{label}</span>
      <select aria-label={label} value={value.id} onChange={(event) => onChange(event.target.value)}>
        {choices.reports.length === 0 ? (
          options(choices.snapshots)
        ) : (
          <>
            <optgroup label={t.snapshots}>{options(choices.snapshots)}</optgroup>
            <optgroup label={t.reports}>{options(choices.reports)}</optgroup>
          </>
        )}
      </select>
    </label>
  )
}
